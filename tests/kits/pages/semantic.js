// Semantic UI as plain markup: its classes, and a page which opens and closes without the kit's scripts.
import 'semantic-ui-css/components/reset.css';
import 'semantic-ui-css/components/button.css';
import 'semantic-ui-css/components/dimmer.css';
import 'semantic-ui-css/components/dropdown.css';
import 'semantic-ui-css/components/form.css';
import 'semantic-ui-css/components/header.css';
import 'semantic-ui-css/components/icon.css';
import 'semantic-ui-css/components/input.css';
import 'semantic-ui-css/components/label.css';
import 'semantic-ui-css/components/message.css';
import 'semantic-ui-css/components/modal.css';
import 'semantic-ui-css/components/transition.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const button = (text, style = '') => `<div class="ui ${style} button" tabindex="0">${text}</div>`;
const input = (text) => `<div class="field"><label>${text}<input type="text"></label></div>`;

const modal = (head, body, ...buttons) => {
  const box = make('div', { className: 'ui page modals dimmer active', innerHTML: `
    <div class="ui tiny active modal"><i class="close icon"></i>
      <div class="header">${head}</div><div class="content">${body}</div><div class="actions">${buttons.join('')}</div></div>` });
  document.body.append(box);
  document.body.classList.add('dimmable', 'dimmed');
  const close = () => { box.remove(); document.body.classList.remove('dimmable', 'dimmed'); };
  for (const closer of box.querySelectorAll('.close.icon, .actions .button')) closer.onclick = close;
  again = () => { box.querySelector('.content').innerHTML = body; };
  return close;
};

const message = (t, at, style, icon) => {
  at.innerHTML = `<div class="ui icon ${style} message"><i class="${icon} icon"></i><i class="close icon"></i>
    <div class="content"><div class="header">${t.title}</div><p>${t.message}</p></div></div>`;
  at.querySelector('.close').onclick = () => at.firstChild.remove();
  again = () => { at.querySelector('p').textContent = t.message; };
};

const errors = {
  dialog: (t) => modal(`<i class="red exclamation triangle icon"></i> ${t.title}`, `<p>${t.message}</p>`, button(t.more, 'red'), button(t.ok)),
  alert: (t, at) => message(t, at, 'negative', 'exclamation triangle'),
  field: (t, at) => {
    at.innerHTML = `<form class="ui form"><div class="error field"><label for="phone">${t.label}</label><input type="text" id="phone" value="${t.value}">
      <div class="ui basic red pointing prompt label transition visible">${t.message}</div></div></form>`;
    again = () => { at.querySelector('.prompt').textContent = t.message; };
  },
};

const calm = {
  confirmation: (t) => modal(t.title, `<p>${t.message}</p>`, button(t.cancel, 'cancel'), button(t.ok, 'primary approve')),
  form: (t) => modal(t.title, `<p>${t.message}</p><form class="ui form">${input(t.label)}${input(t.note)}</form>`, button(t.cancel, 'cancel'), button(t.ok, 'positive approve')),
  success: (t, at) => message(t, at, 'success', 'check circle'),
  info: (t, at) => message(t, at, 'info', 'info circle'),
  menu: (t, at) => {
    at.innerHTML = `<div class="ui active visible dropdown button" tabindex="0"><span class="text">${t.label}</span><i class="dropdown icon"></i>
      <div class="menu transition visible">${t.items.map((text) => `<div class="item">${text}</div>`).join('')}</div></div>`;
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
