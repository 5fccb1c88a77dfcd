// Salesforce's Lightning Design System: its own markup and styles, written as its blueprints show them.
import '@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

const html = (markup) => { const e = make('div'); e.innerHTML = markup; return e.firstElementChild; };
const put = (node) => { document.body.append(node); return () => node.remove(); };
const modal = (t, role, theme, body, buttons) => {
  const node = html(`<div><section role="${role}" tabindex="-1" aria-modal="true" aria-labelledby="head" class="slds-modal slds-fade-in-open ${theme ? 'slds-modal_prompt' : ''}">
    <div class="slds-modal__container"><div class="slds-modal__header ${theme}"><h1 id="head" class="slds-modal__title"></h1></div>
    <div class="slds-modal__content slds-p-around_medium"><p class="said"></p>${body}</div><div class="slds-modal__footer">${buttons.map(() => '<button class="slds-button slds-button_neutral"></button>').join('')}</div></div></section>
    <div class="slds-backdrop slds-backdrop_open"></div></div>`);
  node.querySelector('h1').textContent = t.title;
  node.querySelector('.said').textContent = t.message;
  node.querySelectorAll('.slds-modal__footer button').forEach((b, i) => { b.textContent = buttons[i]; b.onclick = () => { if (buttons[i] !== t.more) node.remove(); }; });
  return put(node);
};
const toast = (t, kind, role = 'status') => {
  const node = html(`<div class="slds-notify_container"><div class="slds-notify slds-notify_toast slds-theme_${kind}" role="${role}"><span class="slds-assistive-text">${kind}</span>
    <div class="slds-notify__content"><h2 class="slds-text-heading_small"></h2><p></p></div><div class="slds-notify__close"><button class="slds-button slds-button_icon slds-button_icon-inverse">×</button></div></div></div>`);
  node.querySelector('h2').textContent = t.title;
  node.querySelector('p').textContent = t.message;
  const close = node.querySelector('button');
  close.title = t.ok;
  close.onclick = () => node.remove();
  return put(node);
};
const field = (t, at, wrong) => {
  const node = html(`<div class="slds-form-element ${wrong ? 'slds-has-error' : ''}"><label class="slds-form-element__label" for="f"></label><div class="slds-form-element__control">
    <input type="text" id="f" class="slds-input" ${wrong ? 'aria-describedby="f-told" aria-invalid="true"' : ''}></div>${wrong ? '<div class="slds-form-element__help" id="f-told"></div>' : ''}</div>`);
  node.querySelector('label').textContent = t.label;
  node.querySelector('input').value = t.value || '';
  if (wrong) node.querySelector('#f-told').textContent = t.message;
  at.append(node);
};
const two = '<div class="slds-form-element"><label class="slds-form-element__label">#</label><input class="slds-input"></div>';
const errors = {
  dialog: (t) => modal(t, 'alertdialog', 'slds-theme_error slds-theme_alert-texture', '', [t.more, t.ok]),
  toast: (t) => toast(t, 'error'),
  alert: (t, at) => { at.append(html('<div class="slds-scoped-notification slds-media slds-theme_error" role="status"><div class="slds-media__body"><p></p></div></div>')); at.querySelector('p').textContent = `${t.title} ${t.message}`; },
  field: (t, at) => field(t, at, true),
};
const calm = {
  confirmation: (t) => modal(t, 'alertdialog', 'slds-theme_warning', '', [t.cancel, t.ok]),
  form: (t) => modal(t, 'dialog', '', two + two, [t.cancel, t.ok]),
  success: (t) => toast(t, 'success'),
  info: (t) => toast(t, 'info'),
  cookie: (t, at) => { at.append(html('<div class="slds-notify slds-notify_alert" role="alert"><h2></h2></div>')); at.querySelector('h2').textContent = t.message; },
  chat, log, search,
};
kit({ errors, calm });
