// Shoelace: web components, whose dialogs, alerts and inputs have shadow roots.
import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/alert/alert.js';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/dialog/dialog.js';
import '@shoelace-style/shoelace/dist/components/drawer/drawer.js';
import '@shoelace-style/shoelace/dist/components/dropdown/dropdown.js';
import '@shoelace-style/shoelace/dist/components/icon/icon.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/menu/menu.js';
import '@shoelace-style/shoelace/dist/components/menu-item/menu-item.js';
import '@shoelace-style/shoelace/dist/translations/ar.js';
import '@shoelace-style/shoelace/dist/translations/zh-cn.js';
import { registerIconLibrary } from '@shoelace-style/shoelace/dist/utilities/icon-library.js';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

// The kit's icons are files beside the page; these few, with the same names, are in it.
const icons = {
  'check2-circle': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 11 4 8l1-1 2 2 4-4 1 1z',
  'exclamation-octagon': 'M5 1h6l4 4v6l-4 4H5l-4-4V5zm2 3v5h2V4zm0 6v2h2v-2z',
  'info-circle': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 4h2v2H7zm0 3h2v5H7z',
};
registerIconLibrary('default', { resolver: (name) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="currentColor" fill-rule="evenodd"><path d="${icons[name]}"/></svg>`)}` });
// As the kit's guide styles a field which a person left invalid.
document.head.append(make('style', { textContent: `
  sl-input[data-user-invalid]::part(base) { border-color: var(--sl-color-danger-600); }
  #phone-error { font-size: var(--sl-input-help-text-font-size-medium); color: var(--sl-color-danger-700); }
` }));

const icon = (name) => make('sl-icon', { slot: 'icon', name });
const button = (textContent, variant, onclick) => make('sl-button', { slot: 'footer', textContent, variant, onclick });
const overlay = (tag, t, variant, other, { content = [], ...properties } = {}) => {
  const hide = () => box.hide();
  const box = make(tag, { label: t.title, ...properties }, t.message, ...content, button(other, 'default', hide), button(t.ok, variant, hide));
  document.body.append(box);
  box.updateComplete.then(() => box.show());
  return () => box.remove();
};
const alert = (t, variant, name, properties) => make('sl-alert', { variant, closable: true, duration: Infinity, ...properties }, icon(name), make('strong', { textContent: t.title }), make('br'), t.message);
const toast = (t, variant, name) => {
  const box = alert(t, variant, name);
  document.body.append(box);
  box.toast();
  return () => box.hide();
};

const errors = {
  dialog: (t) => overlay('sl-dialog', t, 'danger', t.more),
  toast: (t) => toast(t, 'danger', 'exclamation-octagon'),
  alert: (t, at) => { at.append(alert(t, 'danger', 'exclamation-octagon', { open: true })); },
  field: async (t, at) => {
    const input = make('sl-input', { label: t.label, value: t.value });
    const error = make('div', { id: 'phone-error', ariaLive: 'polite', hidden: true });
    const form = make('form', {}, input, error);
    at.append(form);
    input.addEventListener('sl-invalid', (event) => {
      event.preventDefault();
      Object.assign(error, { textContent: input.validationMessage, hidden: false });
    });
    await input.updateComplete;
    input.setCustomValidity(t.message);
    form.requestSubmit();
  },
};

const calm = {
  confirmation: (t) => overlay('sl-dialog', t, 'primary', t.cancel),
  form: (t) => overlay('sl-dialog', t, 'primary', t.cancel, { content: [make('sl-input', { label: t.label }), make('sl-input', { label: t.note })] }),
  success: (t) => toast(t, 'success', 'check2-circle'),
  info: (t) => toast(t, 'primary', 'info-circle'),
  cookie: (t) => overlay('sl-drawer', t, 'primary', t.cancel, { placement: 'bottom' }),
  menu: (t, at) => {
    const items = t.items.map((textContent) => make('sl-menu-item', { textContent }));
    at.append(make('sl-dropdown', { open: true }, make('sl-button', { slot: 'trigger', caret: true, textContent: t.label }), make('sl-menu', {}, ...items)));
  },
  chat, log, search,
};

const rerender = () => { for (const element of document.querySelectorAll('*')) element.requestUpdate?.(); };
kit({ errors, calm, rerender });
