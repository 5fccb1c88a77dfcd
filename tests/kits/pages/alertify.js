// AlertifyJS: dialogs made once and used again, and notifications; its documentation's own way to an error dialog.
import alertify from 'alertifyjs';
import 'alertifyjs/build/css/alertify.css';
import 'alertifyjs/build/css/themes/default.css';
import { kit, said } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
alertify.set('notifier', 'position', 'top-right');
alertify.set('notifier', 'closeButton', true);
alertify.dialog('errorAlert', function errorAlert() { return {
  setup: () => ({
    buttons: [
      { text: said.dialog.more, className: alertify.defaults.theme.cancel },
      { text: said.dialog.ok, className: alertify.defaults.theme.ok, key: 27, invokeOnClose: true },
    ],
    focus: { element: 1 },
    options: { maximizable: false, resizable: false },
  }),
  build() { this.setHeader(`<span style="color:#e10000">${said.dialog.title}</span>`); },
}; }, false, 'alert');
alertify.dialog('formDialog', function formDialog() { return {
  main(t) {
    this.setHeader(t.title);
    this.setContent(`<p>${t.message}</p>${[t.label, t.note].map((text) => `<label>${text}<input class="ajs-input" type="text"></label>`).join('')}`);
  },
  setup: () => ({
    buttons: [{ text: said.form.ok, className: alertify.defaults.theme.ok }, { text: said.form.cancel, className: alertify.defaults.theme.cancel, key: 27, invokeOnClose: true }],
    focus: { element: 0 },
    options: { maximizable: false, resizable: false },
  }),
}; });

const note = (t, type) => {
  const message = alertify.notify(t.message, type, 0);
  again = () => message.setContent(t.message);
  return () => message.dismiss();
};

const errors = {
  dialog: (t) => {
    const dialog = alertify.errorAlert(t.message);
    again = () => dialog.setContent(t.message);
    return () => dialog.close();
  },
  toast: (t) => note(t, 'error'),
};

const calm = {
  confirmation: (t) => {
    const dialog = alertify.confirm(t.title, t.message, () => {}, () => {}).set('labels', { ok: t.ok, cancel: t.cancel });
    return () => dialog.close();
  },
  form: (t) => {
    const dialog = alertify.formDialog(t);
    return () => dialog.close();
  },
  success: (t) => note(t, 'success'),
  info: (t) => {
    const dialog = alertify.alert(t.title, t.message).set('label', t.ok);
    return () => dialog.close();
  },
  cookie: (t) => note(t, 'message'),
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
