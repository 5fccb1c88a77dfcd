// Pico: native elements, hardly any class.
import '@picocss/pico/css/pico.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

const box = (t, other, body = []) => {
  const dialog = make('dialog', {}, make('article', {}, make('header', {}, make('p', {}, make('strong', { textContent: t.title }))),
    make('p', { textContent: t.message }), ...body,
    make('footer', {}, ...(other ? [make('button', { className: 'secondary', textContent: other })] : []), make('button', { textContent: t.ok, onclick: () => dialog.close() }))));
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.remove();
};
const input = (label, attributes = {}) => {
  const field = make('input', { name: 'f' });
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  return make('label', { textContent: label }, field);
};
const errors = {
  dialog: (t) => box(t, t.more),
  field: (t, at) => { at.append(make('form', {}, input(t.label, { value: t.value, 'aria-invalid': 'true', 'aria-describedby': 'told' }), make('small', { id: 'told', textContent: t.message }))); },
};
const calm = {
  confirmation: (t) => box(t, t.cancel),
  form: (t) => box(t, t.cancel, [input(t.label), input(t.note)]),
  info: (t) => box(t),
  success: (t, at) => { at.append(make('article', { role: 'status' }, make('strong', { textContent: t.title }), make('p', { textContent: t.message }))); },
  chat, log, search,
};
kit({ errors, calm });
