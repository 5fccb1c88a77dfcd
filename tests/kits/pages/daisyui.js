// daisyUI: classes over native elements.
import 'daisyui/daisyui.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

const box = (t, other, body = []) => {
  const dialog = make('dialog', { className: 'modal' }, make('div', { className: 'modal-box' },
    make('h3', { className: 'text-lg font-bold', textContent: t.title }), make('p', { className: 'py-4', textContent: t.message }), ...body,
    make('div', { className: 'modal-action' }, make('form', { method: 'dialog' },
      ...(other ? [make('button', { type: 'button', className: 'btn', textContent: other })] : []), make('button', { className: 'btn', textContent: t.ok })))));
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.remove();
};
const alert = (t, kind) => make('div', { role: 'alert', className: `alert ${kind}` }, make('div', {}, make('h3', { className: 'font-bold', textContent: t.title }), make('div', { className: 'text-xs', textContent: t.message })));
const toast = (t, kind) => {
  const stack = make('div', { className: 'toast' }, make('div', { className: `alert ${kind}` }, make('span', { textContent: t.message })));
  document.body.append(stack);
  return () => stack.remove();
};
const field = (label, extra = {}) => make('fieldset', { className: 'fieldset' }, make('legend', { className: 'fieldset-legend', textContent: label }), make('input', { className: 'input', ...extra }));

const errors = {
  dialog: (t) => box(t, t.more),
  toast: (t) => toast(t, 'alert-error'),
  alert: (t, at) => { at.append(alert(t, 'alert-error')); },
  field: (t, at) => {
    const set = field(t.label, { value: t.value, className: 'input input-error' });
    set.append(make('p', { className: 'label text-error', textContent: t.message }));
    at.append(set);
  },
};
const calm = {
  confirmation: (t) => box(t, t.cancel),
  form: (t) => box(t, t.cancel, [field(t.label), field(t.note)]),
  success: (t) => toast(t, 'alert-success'),
  info: (t, at) => { at.append(alert(t, 'alert-info')); },
  cookie: (t) => toast(t, ''),
  menu: (t, at) => { at.append(make('details', { className: 'dropdown', open: true }, make('summary', { className: 'btn', textContent: t.label }), make('ul', { className: 'menu dropdown-content' }, ...t.items.map((text) => make('li', {}, make('a', { textContent: text })))))); },
  chat, log, search,
};
kit({ errors, calm });
