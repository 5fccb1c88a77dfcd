// jQuery UI: its dialog widget, and the state classes of its themes for what is wrong in the page.
import $ from '../jquery.js';
import 'jquery-ui/dist/jquery-ui.js';
import 'jquery-ui/dist/themes/base/jquery-ui.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const icon = (name) => `<span class="ui-icon ui-icon-${name}" style="float:left; margin:0 7px 20px 0;"></span>`;
const closer = (text) => ({ text, click() { $(this).dialog('close'); } });

const dialog = (t, content, ...buttons) => {
  const box = $('<div>').html(content).dialog({
    modal: true, resizable: false, width: 420, title: t.title, closeText: t.cancel || t.ok, buttons,
    close() { $(this).dialog('destroy').remove(); },
  });
  again = () => box.html(content);
  return () => { if (box.hasClass('ui-dialog-content')) box.dialog('close'); };
};

const state = (t, at, name, sign) => {
  at.innerHTML = `<div class="ui-widget"><div class="ui-state-${name} ui-corner-all" style="padding: 0 .7em;">
    <p>${icon(sign)}<strong>${t.title}</strong> <span>${t.message}</span></p></div></div>`;
  again = () => $(at).find('p > span:last-child').text(t.message);
};

const input = (text) => `<label>${text}<input type="text" class="text ui-widget-content ui-corner-all" style="display:block; width:95%"></label>`;

const errors = {
  dialog: (t) => dialog(t, `<p class="ui-state-error-text">${icon('alert')}${t.message}</p>`, closer(t.more), closer(t.ok)),
  alert: (t, at) => state(t, at, 'error', 'alert'),
  field: (t, at) => {
    at.innerHTML = `<form class="ui-widget"><fieldset>
      <label for="phone">${t.label}</label>
      <input type="text" id="phone" value="${t.value}" class="text ui-widget-content ui-corner-all ui-state-error">
      <p class="validateTips ui-state-error-text">${t.message}</p></fieldset></form>`;
    again = () => $(at).find('.validateTips').text(t.message);
  },
};

const calm = {
  confirmation: (t) => dialog(t, `<p>${icon('help')}${t.message}</p>`, closer(t.ok), closer(t.cancel)),
  form: (t) => dialog(t, `<p>${t.message}</p><form>${input(t.label)}${input(t.note)}</form>`, closer(t.ok), closer(t.cancel)),
  success: (t) => dialog(t, `<p>${icon('circle-check')}${t.message}</p>`, closer(t.ok)),
  info: (t, at) => state(t, at, 'highlight', 'info'),
  menu: (t, at) => {
    at.innerHTML = `<ul>${t.items.map((text) => `<li><div>${text}</div></li>`).join('')}</ul>`;
    $(at).find('ul').menu();
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
