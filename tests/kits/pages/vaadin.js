// Vaadin's web components.
import '@vaadin/button';
import '@vaadin/confirm-dialog';
import '@vaadin/dialog';
import '@vaadin/menu-bar';
import '@vaadin/notification';
import '@vaadin/text-field';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

const confirm = (t, options) => {
  const dialog = make('vaadin-confirm-dialog', { header: t.title, message: t.message, confirmText: t.ok, ...options });
  document.body.append(dialog);
  dialog.opened = true;
  return () => { dialog.opened = false; dialog.remove(); };
};
const toast = (t, theme) => {
  const note = make('vaadin-notification', { duration: 0, position: 'bottom-start' });
  note.setAttribute('theme', theme);
  note.renderer = (root) => {
    if (root.firstElementChild) return;
    const close = make('vaadin-button', { textContent: t.ok, onclick: () => { note.opened = false; } });
    root.append(make('div', {}, make('strong', { textContent: t.title }), make('p', { textContent: t.message })), close);
  };
  document.body.append(note);
  note.opened = true;
  return () => { note.opened = false; note.remove(); };
};

const errors = {
  dialog: (t) => confirm(t, { cancelButtonVisible: true, cancelText: t.more, confirmTheme: 'error primary' }),
  toast: (t) => toast(t, 'error'),
  field: (t, at) => { at.append(make('vaadin-text-field', { label: t.label, value: t.value, invalid: true, errorMessage: t.message, manualValidation: true })); },
};
const calm = {
  confirmation: (t) => confirm(t, { cancelButtonVisible: true, cancelText: t.cancel, confirmTheme: 'error primary' }),
  form: (t) => {
    const dialog = make('vaadin-dialog', { headerTitle: t.title });
    dialog.renderer = (root) => {
      if (root.firstElementChild) return;
      root.append(make('p', { textContent: t.message }), make('vaadin-text-field', { label: t.label }), make('vaadin-text-field', { label: t.note }));
    };
    document.body.append(dialog);
    dialog.opened = true;
    return () => { dialog.opened = false; dialog.remove(); };
  },
  success: (t) => toast(t, 'success'),
  info: (t) => toast(t, 'contrast'),
  cookie: (t) => toast(t, 'contrast'),
  menu: (t, at) => { at.append(make('vaadin-menu-bar', { items: [{ text: t.label, children: t.items.map((text) => ({ text })) }] })); setTimeout(() => at.querySelector('vaadin-menu-bar-button')?.click(), 200); },
  chat, log, search,
};
kit({ errors, calm, rerender: () => document.querySelectorAll('vaadin-notification,vaadin-confirm-dialog').forEach((e) => e.requestContentUpdate?.()) });
