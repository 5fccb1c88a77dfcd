// UIkit: modals, notifications and alerts, with its attributes which come alive by themselves.
import UIkit from 'uikit';
import Icons from 'uikit/dist/js/uikit-icons.js';
import 'uikit/dist/css/uikit.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

UIkit.use(Icons);
let again;
const button = (text, style) => `<button class="uk-button uk-button-${style} uk-modal-close" type="button">${text}</button>`;
const input = (text) => `<label class="uk-form-label">${text}<input class="uk-input" type="text"></label>`;

const modal = (head, body, ...buttons) => {
  const dialog = UIkit.modal.dialog(`<button class="uk-modal-close-default" type="button" uk-close></button>
    <div class="uk-modal-header"><h2 class="uk-modal-title">${head}</h2></div>
    <div class="uk-modal-body">${body}</div>
    <div class="uk-modal-footer uk-text-right">${buttons.join(' ')}</div>`);
  again = () => { dialog.$el.querySelector('.uk-modal-body').innerHTML = body; };
  return () => dialog.hide();
};

const notification = (message, options) => {
  const note = UIkit.notification({ message, pos: 'top-right', timeout: 0, ...options });
  again = () => { note.$el.querySelector('.uk-notification-message > div').innerHTML = message; };
  return () => note.close(true);
};

const alert = (t, at, style) => {
  at.innerHTML = `<div class="uk-alert-${style}" uk-alert><a href class="uk-alert-close" uk-close></a><h3>${t.title}</h3><p>${t.message}</p></div>`;
  again = () => { at.querySelector('p').textContent = t.message; };
};

const errors = {
  dialog: (t) => modal(`<span class="uk-text-danger" uk-icon="icon: warning; ratio: 1.5"></span> ${t.title}`, `<p>${t.message}</p>`, button(t.more, 'danger'), button(t.ok, 'default')),
  toast: (t) => notification(`<span uk-icon="icon: warning"></span> ${t.message}`, { status: 'danger' }),
  alert: (t, at) => alert(t, at, 'danger'),
  field: (t, at) => {
    at.innerHTML = `<form class="uk-form-stacked"><label class="uk-form-label" for="phone">${t.label}</label>
      <div class="uk-form-controls"><input class="uk-input uk-form-danger" id="phone" type="text" value="${t.value}" aria-invalid="true">
      <p class="uk-text-small uk-text-danger uk-margin-small-top">${t.message}</p></div></form>`;
    again = () => { at.querySelector('p').textContent = t.message; };
  },
};

const calm = {
  confirmation: (t) => {
    const asked = UIkit.modal.confirm(`<h2 class="uk-modal-title">${t.title}</h2><p>${t.message}</p>`, { i18n: { ok: t.ok, cancel: t.cancel } });
    asked.catch(() => {});
    return () => asked.dialog.hide();
  },
  form: (t) => modal(t.title, `<p>${t.message}</p><form class="uk-form-stacked">${input(t.label)}${input(t.note)}</form>`, button(t.cancel, 'default'), button(t.ok, 'primary')),
  success: (t) => notification(`<span uk-icon="icon: check"></span> ${t.message}`, { status: 'success' }),
  info: (t, at) => alert(t, at, 'primary'),
  cookie: (t) => notification(`<strong>${t.title}</strong><p>${t.message}</p>${button(t.ok, 'primary')} ${button(t.cancel, 'default')}`, { pos: 'bottom-center' }),
  menu: (t, at) => {
    at.innerHTML = `<div class="uk-inline"><button class="uk-button uk-button-default" type="button">${t.label}</button>
      <div uk-dropdown="mode: click"><ul class="uk-nav uk-dropdown-nav">${t.items.map((text) => `<li><a href="#">${text}</a></li>`).join('')}</ul></div></div>`;
    const menu = UIkit.dropdown(at.querySelector('[uk-dropdown]'));
    menu.show();
    return () => menu.$destroy(true);
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
