// The browser's own elements.
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

const dialog = (t, ...buttons) => {
  const box = make('dialog', {}, make('h2', { textContent: t.title }), make('p', { textContent: t.message }), ...buttons);
  document.body.append(box);
  box.showModal();
  return box;
};
const closer = (text, box = () => null) => make('button', { textContent: text, onclick: (e) => e.target.closest('dialog').close(box()) });

const errors = {
  dialog: (t) => {
    const box = dialog(t, closer(t.more), closer(t.ok));
    box.setAttribute('role', 'alertdialog');
    return () => box.remove();
  },
  toast: (t) => {
    const box = make('div', { popover: 'manual', role: 'alert', textContent: t.message });
    document.body.append(box);
    box.showPopover();
    return () => box.remove();
  },
  alert: (t, at) => {
    at.append(make('div', { role: 'alert', className: 'error' }, make('strong', { textContent: t.title }), make('p', { textContent: t.message })));
  },
  field: (t, at) => {
    const input = make('input', { id: 'phone', value: t.value });
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-errormessage', 'phone-error');
    at.append(make('label', { htmlFor: 'phone', textContent: t.label }), input, make('span', { id: 'phone-error', textContent: t.message }));
  },
};

const calm = {
  confirmation: (t) => {
    const box = dialog(t, closer(t.cancel), closer(t.ok));
    box.setAttribute('role', 'alertdialog');
    return () => box.remove();
  },
  form: (t) => {
    const box = dialog(t, make('label', { textContent: t.label }, make('input')), make('label', { textContent: t.note }, make('input')), closer(t.cancel), closer(t.ok));
    return () => box.remove();
  },
  success: (t, at) => { at.append(make('div', { role: 'status', textContent: `${t.title} ${t.message}` })); },
  info: (t, at) => { at.append(make('div', { role: 'alert', textContent: `${t.title} ${t.message}` })); },
  menu: (t, at) => {
    const list = make('ul', { popover: 'auto', role: 'menu' });
    for (const text of t.items) list.append(make('li', { role: 'menuitem', textContent: text }));
    at.append(list);
    list.showPopover();
  },
  chat, log, search,
};

kit({ errors, calm });
