// mdui, Material Design 3 as web components.
import 'mdui';
import 'mdui/mdui.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

const open = (t, ...buttons) => {
  const dialog = make('mdui-dialog', { headline: t.title, description: t.message });
  for (const text of buttons) dialog.append(make('mdui-button', { slot: 'action', variant: 'text', textContent: text, onclick: () => { dialog.open = false; } }));
  document.body.append(dialog);
  dialog.open = true;
  return () => { dialog.open = false; dialog.remove(); };
};
const bar = (t) => {
  const snack = make('mdui-snackbar', { textContent: t.message, autoCloseDelay: 0, closeable: true });
  document.body.append(snack);
  snack.open = true;
  return () => { snack.open = false; snack.remove(); };
};

const errors = {
  dialog: (t) => open(t, t.more, t.ok),
  toast: (t) => bar(t),
  field: async (t, at) => {
    const field = make('mdui-text-field', { label: t.label, value: t.value });
    at.append(field);
    await field.updateComplete;
    field.setCustomValidity(t.message);
    field.reportValidity();
  },
};
const calm = {
  confirmation: (t) => open(t, t.cancel, t.ok),
  form: (t) => {
    const away = open(t, t.cancel, t.ok);
    document.querySelector('mdui-dialog').append(make('mdui-text-field', { label: t.label }), make('mdui-text-field', { label: t.note }));
    return away;
  },
  success: (t) => bar(t),
  info: (t) => open(t, t.ok),
  cookie: (t) => bar(t),
  menu: (t, at) => {
    const drop = make('mdui-dropdown', {}, make('mdui-button', { slot: 'trigger', textContent: t.label }), make('mdui-menu', {}, ...t.items.map((text) => make('mdui-menu-item', { textContent: text }))));
    at.append(drop);
    drop.open = true;
  },
  chat, log, search,
};
kit({ errors, calm });
