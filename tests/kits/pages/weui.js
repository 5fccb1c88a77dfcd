// WeUI, the look of WeChat's pages, with weui.js for its dialogs and tips.
import 'weui';
import weui from 'weui.js';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const never = 2 ** 31 - 1;

const dialog = (t, content, ...buttons) => {
  const box = weui.dialog({ title: t.title, content, buttons });
  again = () => { box.querySelector('.weui-dialog__bd').innerHTML = content; };
  return () => box.hide();
};

const result = (t, at, icon) => {
  at.innerHTML = `<div class="weui-msg">
    <div class="weui-msg__icon-area"><i class="weui-icon-${icon} weui-icon_msg"></i></div>
    <div class="weui-msg__text-area"><h2 class="weui-msg__title">${t.title}</h2><p class="weui-msg__desc">${t.message}</p></div>
    <div class="weui-msg__opr-area"><p class="weui-btn-area"><a href="javascript:" role="button" class="weui-btn weui-btn_primary">${t.ok}</a></p></div></div>`;
  at.querySelector('a').onclick = () => at.replaceChildren();
  again = () => { at.querySelector('.weui-msg__desc').textContent = t.message; };
};

const cell = (text) => `<label class="weui-cell weui-cell_active"><div class="weui-cell__hd"><span class="weui-label">${text}</span></div><div class="weui-cell__bd"><input class="weui-input"></div></label>`;

const errors = {
  dialog: (t) => dialog(t, t.message, { label: t.more, type: 'default' }, { label: t.ok, type: 'primary' }),
  toast: (t) => {
    const tips = weui.topTips(t.message, { duration: never });
    again = () => { tips.textContent = t.message; };
    return () => tips.hide();
  },
  alert: (t, at) => result(t, at, 'warn'),
  field: (t, at) => {
    at.innerHTML = `<div class="weui-cells__group weui-cells__group_form"><div class="weui-cells">
      <label for="phone" class="weui-cell weui-cell_active weui-cell_warn">
        <div class="weui-cell__hd"><span class="weui-label">${t.label}</span></div>
        <div class="weui-cell__bd"><input id="phone" class="weui-input" value="${t.value}"></div>
        <div class="weui-cell__ft"><i class="weui-icon-warn"></i></div>
      </label></div><div role="alert" class="weui-cells__tips weui-cells__tips_warn">${t.message}</div></div>`;
    again = () => { at.querySelector('.weui-cells__tips').textContent = t.message; };
  },
};

const calm = {
  confirmation: (t) => {
    const box = weui.confirm(t.message, { title: t.title, buttons: [{ label: t.cancel, type: 'default' }, { label: t.ok, type: 'primary' }] });
    return () => box.hide();
  },
  form: (t) => dialog(t, `<p>${t.message}</p><div class="weui-cells weui-cells_form">${cell(t.label)}${cell(t.note)}</div>`, { label: t.cancel, type: 'default' }, { label: t.ok, type: 'primary' }),
  success: (t) => {
    const toast = make('div', { role: 'alert', innerHTML: `<div class="weui-mask_transparent"></div><div class="weui-toast__wrp"><div class="weui-toast weui-toast_text-more">
      <i class="weui-icon-success-no-circle weui-icon_toast"></i><p class="weui-toast__content">${t.message}</p></div></div>` });
    document.body.append(toast);
    return () => toast.remove();
  },
  info: (t, at) => result(t, at, 'info'),
  menu: (t) => {
    const sheet = weui.actionSheet(t.items.map((label) => ({ label })), [], { title: t.label });
    return () => sheet.hide();
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
