// Bulma, which is CSS only: the state classes of its documentation, set by the page.
import 'bulma/css/bulma.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const button = (text, style = '') => `<button class="button ${style}">${text}</button>`;
const input = (text) => `<div class="field"><label class="label">${text}</label><div class="control"><input class="input" type="text"></div></div>`;

const modal = (t, body, ...buttons) => {
  const box = make('div', { className: 'modal is-active', innerHTML: `<div class="modal-background"></div><div class="modal-card">
    <header class="modal-card-head"><p class="modal-card-title">${t.title}</p><button class="delete" aria-label="${t.cancel || t.ok}"></button></header>
    <section class="modal-card-body">${body}</section>
    <footer class="modal-card-foot"><div class="buttons">${buttons.join('')}</div></footer></div>` });
  document.body.append(box);
  const close = () => box.classList.remove('is-active');
  for (const closer of box.querySelectorAll('.modal-background, .delete, .button')) closer.onclick = close;
  const escape = (event) => { if (event.key === 'Escape') close(); };
  document.addEventListener('keydown', escape);
  again = () => { box.querySelector('.modal-card-body').innerHTML = body; };
  return () => { document.removeEventListener('keydown', escape); box.remove(); };
};

const notification = (t, at, style) => {
  at.innerHTML = `<div class="notification ${style}"><button class="delete" aria-label="${t.ok}"></button><span>${t.message}</span></div>`;
  at.querySelector('.delete').onclick = () => at.firstChild.remove();
  again = () => { at.querySelector('span').textContent = t.message; };
};

const message = (t, at, style) => {
  at.innerHTML = `<article class="message ${style}"><div class="message-header"><p>${t.title}</p><button class="delete" aria-label="${t.ok}"></button></div><div class="message-body">${t.message}</div></article>`;
  at.querySelector('.delete').onclick = () => at.firstChild.remove();
  again = () => { at.querySelector('.message-body').textContent = t.message; };
};

const errors = {
  dialog: (t) => modal(t, `<p class="has-text-danger">${t.message}</p>`, button(t.more, 'is-danger'), button(t.ok)),
  toast: (t, at) => notification(t, at, 'is-danger'),
  alert: (t, at) => message(t, at, 'is-danger'),
  field: (t, at) => {
    at.innerHTML = `<div class="field"><label class="label" for="phone">${t.label}</label>
      <div class="control"><input class="input is-danger" type="text" id="phone" value="${t.value}"></div><p class="help is-danger">${t.message}</p></div>`;
    again = () => { at.querySelector('.help').textContent = t.message; };
  },
};

const calm = {
  confirmation: (t) => modal(t, `<p>${t.message}</p>`, button(t.ok, 'is-danger'), button(t.cancel)),
  form: (t) => modal(t, `<p class="mb-4">${t.message}</p>${input(t.label)}${input(t.note)}`, button(t.ok, 'is-success'), button(t.cancel)),
  success: (t, at) => notification(t, at, 'is-success'),
  info: (t, at) => message(t, at, 'is-info'),
  menu: (t, at) => {
    at.innerHTML = `<div class="dropdown is-active ${document.dir === 'rtl' ? 'is-right' : ''}"><div class="dropdown-trigger"><button class="button" aria-haspopup="true" aria-controls="menu">${t.label}</button></div>
      <div class="dropdown-menu" id="menu" role="menu"><div class="dropdown-content">${t.items.map((text) => `<a href="#" class="dropdown-item">${text}</a>`).join('')}</div></div></div>`;
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
