// Materialize, Google's material design of 2014 in plain CSS and JavaScript.
import M from 'materialize-css';
import 'materialize-css/dist/css/materialize.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const button = (text, style = '') => `<a href="#!" class="modal-close waves-effect btn-flat ${style}">${text}</a>`;
const input = (text, id) => `<div class="input-field"><input id="${id}" type="text"><label for="${id}">${text}</label></div>`;

const modal = (t, body, ...buttons) => new Promise((shown) => {
  const box = make('div', { className: 'modal', innerHTML: `<div class="modal-content"><h4>${t.title}</h4>${body}</div><div class="modal-footer">${buttons.join('')}</div>` });
  document.body.append(box);
  const before = box.firstChild.innerHTML;
  again = () => { box.firstChild.innerHTML = before; };
  const opened = M.Modal.init(box, {
    onOpenEnd: () => shown(() => { if (box.isConnected) opened.close(); }),
    onCloseEnd: () => { opened.destroy(); box.remove(); },
  });
  opened.open();
});

const toast = (t, classes) => {
  const html = `<span>${t.message}</span><button class="btn-flat toast-action">${t.ok}</button>`;
  const opened = M.toast({ html, classes, displayLength: Infinity });
  opened.el.querySelector('button').onclick = () => opened.dismiss();
  again = () => { opened.el.querySelector('span').textContent = t.message; };
  return () => { if (opened.el.isConnected) opened.dismiss(); };
};

const panel = (t, at, style) => {
  at.innerHTML = `<div class="card-panel ${style}"><strong>${t.title}</strong><p>${t.message}</p></div>`;
  again = () => { at.querySelector('p').textContent = t.message; };
};

const errors = {
  dialog: (t) => modal(t, `<p class="red-text">${t.message}</p>`, button(t.more, 'red-text'), button(t.ok)),
  toast: (t) => toast(t, 'red'),
  alert: (t, at) => panel(t, at, 'red lighten-4 red-text text-darken-4'),
  field: (t, at) => {
    at.innerHTML = `<div class="input-field"><input id="phone" type="text" class="validate invalid" value="${t.value}">
      <label for="phone">${t.label}</label><span class="helper-text red-text">${t.message}</span></div>`;
    M.updateTextFields();
    again = () => { at.querySelector('.helper-text').textContent = t.message; };
  },
};

const calm = {
  confirmation: (t) => modal(t, `<p>${t.message}</p>`, button(t.cancel), button(t.ok)),
  form: (t) => modal(t, `<p>${t.message}</p>${input(t.label, 'one')}${input(t.note, 'two')}`, button(t.cancel), button(t.ok)),
  success: (t) => toast(t, 'green'),
  info: (t, at) => panel(t, at, 'blue lighten-4'),
  menu: (t, at) => {
    at.innerHTML = `<a class="dropdown-trigger btn" href="#" data-target="menu">${t.label}</a><ul id="menu" class="dropdown-content">${t.items.map((text) => `<li><a href="#!">${text}</a></li>`).join('')}</ul>`;
    const menu = M.Dropdown.init(at.querySelector('.dropdown-trigger'), { constrainWidth: false });
    menu.open();
    return () => menu.destroy();
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
