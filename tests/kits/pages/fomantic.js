// Fomantic UI, Semantic's living branch, with its jQuery modules: modal, toast, form, dropdown.
import $ from '../jquery.js';
import 'fomantic-ui-css/components/reset.css';
import 'fomantic-ui-css/components/site.css';
import 'fomantic-ui-css/components/button.css';
import 'fomantic-ui-css/components/dimmer.css';
import 'fomantic-ui-css/components/dropdown.css';
import 'fomantic-ui-css/components/form.css';
import 'fomantic-ui-css/components/header.css';
import 'fomantic-ui-css/components/icon.css';
import 'fomantic-ui-css/components/input.css';
import 'fomantic-ui-css/components/label.css';
import 'fomantic-ui-css/components/menu.css';
import 'fomantic-ui-css/components/message.css';
import 'fomantic-ui-css/components/modal.css';
import 'fomantic-ui-css/components/segment.css';
import 'fomantic-ui-css/components/toast.css';
import 'fomantic-ui-css/components/transition.css';
import 'fomantic-ui-css/components/dimmer.js';
import 'fomantic-ui-css/components/dropdown.js';
import 'fomantic-ui-css/components/form.js';
import 'fomantic-ui-css/components/modal.js';
import 'fomantic-ui-css/components/toast.js';
import 'fomantic-ui-css/components/transition.js';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;

const modal = (t, content, ...actions) => new Promise((shown) => {
  const box = $.modal({ title: t.title, content, class: 'tiny', actions, onVisible: () => shown(() => box.modal('hide')) });
  again = () => box.find('.content').html(content);
  box.modal('show');
});

const toast = (t, name) => {
  const box = $.toast({ class: name, title: t.title, message: t.message, showIcon: true, closeIcon: true, displayTime: 0 });
  again = () => box.find('.message').text(t.message);
  return () => box.toast('close');
};

const message = (t, at, name, icon) => {
  at.innerHTML = `<div class="ui icon ${name} message"><i class="${icon} icon"></i><i class="close icon"></i>
    <div class="content"><div class="header">${t.title}</div><p>${t.message}</p></div></div>`;
  $(at).find('.message .close').on('click', function () { $(this).closest('.message').transition('fade'); });
  again = () => $(at).find('p').text(t.message);
};

const input = (text) => `<div class="field"><label>${text}<input type="text"></label></div>`;

const errors = {
  dialog: (t) => modal({ title: `<i class="red times circle icon"></i>${t.title}` }, `<p>${t.message}</p>`, { text: t.more, class: 'red' }, { text: t.ok, class: 'cancel' }),
  toast: (t) => toast(t, 'error'),
  alert: (t, at) => message(t, at, 'negative', 'exclamation triangle'),
  field: (t, at) => {
    at.innerHTML = `<form class="ui form"><div class="field"><label for="phone">${t.label}</label><input type="text" id="phone" name="phone" value="${t.value}"></div></form>`;
    const form = $(at).find('.ui.form').form({ inline: true, fields: { phone: [] } });
    form.form('add prompt', 'phone', [t.message]);
    again = () => form.form('add prompt', 'phone', [t.message]);
  },
};

const calm = {
  confirmation: (t) => modal(t, `<p>${t.message}</p>`, { text: t.cancel, class: 'cancel' }, { text: t.ok, class: 'approve primary' }),
  form: (t) => modal(t, `<p>${t.message}</p><form class="ui form">${input(t.label)}${input(t.note)}</form>`, { text: t.cancel, class: 'cancel' }, { text: t.ok, class: 'approve positive' }),
  success: (t) => toast(t, 'success'),
  info: (t, at) => message(t, at, 'info', 'info circle'),
  menu: (t, at) => {
    at.innerHTML = `<div class="ui dropdown button"><span class="text">${t.label}</span><i class="dropdown icon"></i>
      <div class="menu">${t.items.map((text) => `<div class="item">${text}</div>`).join('')}</div></div>`;
    $(at).find('.ui.dropdown').dropdown({ action: 'hide' }).dropdown('show');
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
