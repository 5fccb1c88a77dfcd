// Web Awesome: web components; the dialog opens a native one in its shadow root, toasts are in the top layer.
import '@awesome.me/webawesome/dist/styles/webawesome.css';
import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/callout/callout.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/drawer/drawer.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import '@awesome.me/webawesome/dist/components/input/input.js';
import '@awesome.me/webawesome/dist/components/toast/toast.js';
import '@awesome.me/webawesome/dist/translations/ar.js';
import '@awesome.me/webawesome/dist/translations/zh-cn.js';
import { registerIconLibrary } from '@awesome.me/webawesome';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

// The kit's icons come over the network; these few, with the same names, are in the page.
const icons = {
  check: 'm6 11-4-4 1-1 3 3 7-7 1 1z',
  'circle-exclamation': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 4h2v5H7zm0 6h2v2H7z',
  'circle-info': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 4h2v2H7zm0 3h2v5H7z',
  'triangle-exclamation': 'm8 1 8 14H0zM7 6v4h2V6zm0 5v2h2v-2z',
};
registerIconLibrary('default', { resolver: (name) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="currentColor" fill-rule="evenodd"><path d="${icons[name]}"/></svg>`)}` });
// The kit leaves it to the app how a field looks which a person left invalid.
document.head.append(make('style', { textContent: `
  wa-input:state(user-invalid)::part(base) { border-color: var(--wa-color-danger-border-loud); }
  wa-input:state(user-invalid)::part(hint) { color: var(--wa-color-danger-on-quiet); }
` }));

const button = (textContent, variant) => {
  const element = make('wa-button', { slot: 'footer', textContent, variant });
  element.setAttribute('data-dialog', 'close');
  element.setAttribute('data-drawer', 'close');
  return element;
};
const overlay = (tag, t, variant, other, { content = [], ...properties } = {}) => {
  const box = make(tag, { label: t.title, ...properties }, t.message, ...content, button(other, 'neutral'), button(t.ok, variant));
  document.body.append(box);
  box.updateComplete.then(() => { box.open = true; });
  return () => box.remove();
};
const toast = async (t, variant, icon) => {
  const stack = make('wa-toast');
  document.body.append(stack);
  await stack.updateComplete;
  await stack.create(t.message, { variant, icon, duration: 0 });
  return () => stack.remove();
};
const callout = (t, at, variant, name) => {
  at.append(make('wa-callout', { variant }, make('wa-icon', { slot: 'icon', name }), make('strong', { textContent: t.title }), make('br'), t.message));
};

const errors = {
  dialog: (t) => overlay('wa-dialog', t, 'danger', t.more),
  toast: (t) => toast(t, 'danger', 'triangle-exclamation'),
  alert: (t, at) => callout(t, at, 'danger', 'circle-exclamation'),
  field: async (t, at) => {
    const input = make('wa-input', { label: t.label, value: t.value, hint: t.message });
    at.append(make('form', {}, input));
    await input.updateComplete;
    input.addEventListener('invalid', (event) => event.preventDefault());
    input.setCustomValidity(t.message);
    input.reportValidity();
  },
};

const calm = {
  confirmation: (t) => overlay('wa-dialog', t, 'brand', t.cancel),
  form: (t) => overlay('wa-dialog', t, 'brand', t.cancel, { content: [make('wa-input', { label: t.label }), make('wa-input', { label: t.note })] }),
  success: (t) => toast(t, 'success', 'check'),
  info: (t, at) => callout(t, at, 'brand', 'circle-info'),
  cookie: (t) => overlay('wa-drawer', t, 'brand', t.cancel, { placement: 'bottom' }),
  menu: (t, at) => {
    const items = t.items.map((textContent) => make('wa-dropdown-item', { textContent }));
    at.append(make('wa-dropdown', { open: true }, make('wa-button', { slot: 'trigger', withCaret: true, textContent: t.label }), ...items));
  },
  chat, log, search,
};

const rerender = () => { for (const element of document.querySelectorAll('*')) element.requestUpdate?.(); };
kit({ errors, calm, rerender });
