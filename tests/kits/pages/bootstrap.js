// Bootstrap 5, the plain one: modals, toasts, alerts and form validation as its documentation shows them.
import 'bootstrap/dist/css/bootstrap.css';
import { Dropdown, Modal, Toast } from 'bootstrap';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const when = (element, event) => new Promise((done) => element.addEventListener(event, done, { once: true }));
const button = (text, style) => `<button type="button" class="btn btn-${style}" data-bs-dismiss="modal">${text}</button>`;
const heading = (text, style) => `<h1 class="modal-title fs-5 ${style}" id="title">${text}</h1>`;

const modal = async (t, head, body, ...buttons) => {
  const box = make('div', { className: 'modal fade', tabIndex: -1, innerHTML: `
    <div class="modal-dialog"><div class="modal-content">
      <div class="modal-header">${head}<button type="button" class="btn-close" data-bs-dismiss="modal" aria-label="${t.cancel || t.ok}"></button></div>
      <div class="modal-body">${body}</div>
      <div class="modal-footer">${buttons.join('')}</div>
    </div></div>` });
  box.setAttribute('aria-labelledby', 'title');
  document.body.append(box);
  box.addEventListener('hidden.bs.modal', () => box.remove());
  const shown = when(box, 'shown.bs.modal');
  const opened = new Modal(box);
  opened.show();
  await shown;
  again = () => { box.querySelector('.modal-body').innerHTML = body; };
  return () => opened.hide();
};

const toast = async (t, style) => {
  const box = make('div', { className: `toast align-items-center border-0 text-bg-${style}`, role: 'alert', ariaLive: 'assertive', ariaAtomic: 'true', innerHTML: `
    <div class="d-flex">
      <div class="toast-body">${t.message}</div>
      <button type="button" class="btn-close btn-close-white me-2 m-auto" data-bs-dismiss="toast" aria-label="${t.ok}"></button>
    </div>` });
  const container = make('div', { className: 'toast-container position-fixed bottom-0 end-0 p-3' }, box);
  document.body.append(container);
  const shown = when(box, 'shown.bs.toast');
  new Toast(box, { autohide: false }).show();
  await shown;
  again = () => { box.querySelector('.toast-body').innerHTML = t.message; };
  return () => container.remove();
};

const alert = (t, at, style) => {
  at.innerHTML = `<div class="alert alert-${style} alert-dismissible fade show" role="alert">
    <h4 class="alert-heading">${t.title}</h4><p class="mb-0">${t.message}</p>
    <button type="button" class="btn-close" data-bs-dismiss="alert" aria-label="${t.ok}"></button></div>`;
  again = () => { at.querySelector('p').textContent = t.message; };
};

const input = (text) => `<label class="form-label d-block">${text}<input class="form-control"></label>`;

const errors = {
  dialog: (t) => modal(t, heading(t.title, 'text-danger'), `<p>${t.message}</p>`, button(t.more, 'danger'), button(t.ok, 'secondary')),
  toast: (t) => toast(t, 'danger'),
  alert: (t, at) => alert(t, at, 'danger'),
  field: (t, at) => {
    at.innerHTML = `<label for="phone" class="form-label">${t.label}</label>
      <input type="text" class="form-control is-invalid" id="phone" value="${t.value}" aria-describedby="phone-feedback" required>
      <div id="phone-feedback" class="invalid-feedback">${t.message}</div>`;
    again = () => { at.querySelector('.invalid-feedback').textContent = t.message; };
  },
};

const calm = {
  confirmation: (t) => modal(t, heading(t.title, ''), `<p>${t.message}</p>`, button(t.cancel, 'secondary'), button(t.ok, 'danger')),
  form: (t) => modal(t, heading(t.title, ''), `<p>${t.message}</p><form>${input(t.label)}${input(t.note)}</form>`, button(t.cancel, 'secondary'), button(t.ok, 'primary')),
  success: (t) => toast(t, 'success'),
  info: (t, at) => alert(t, at, 'info'),
  menu: (t, at) => {
    const items = t.items.map((text) => `<li><a class="dropdown-item" href="#">${text}</a></li>`).join('');
    at.innerHTML = `<div class="dropdown"><button class="btn btn-secondary dropdown-toggle" type="button" data-bs-toggle="dropdown" aria-expanded="false">${t.label}</button><ul class="dropdown-menu">${items}</ul></div>`;
    new Dropdown(at.querySelector('button')).show();
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
