// TDesign, for Vue: dialogs, messages and notifications are called, the rest is rendered.
import 'tdesign-vue-next/es/style/index.css';
import { Alert, Button, ConfigProvider, Dialog, DialogPlugin, Dropdown, Form, FormItem, Input, List, ListItem, MessagePlugin, NotifyPlugin } from 'tdesign-vue-next';
import ar from 'tdesign-vue-next/es/locale/ar_KW.mjs';
import en from 'tdesign-vue-next/es/locale/en_US.mjs';
import zh from 'tdesign-vue-next/es/locale/zh_CN.mjs';
import { h } from 'vue';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { held, mount, rerender } from '../vue.js';

const globalConfig = { ar, en, 'zh-CN': zh }[document.documentElement.lang];
const show = (at, render) => mount(at, (state) => h(ConfigProvider, { globalConfig }, () => render(state)));

const ask = (t, theme, cancelBtn) => {
  const close = () => hide();
  const options = { theme, header: t.title, body: t.message, confirmBtn: t.ok, cancelBtn, onConfirm: close, onClose: close };
  const box = DialogPlugin.confirm(options);
  const hide = held(() => box.update(options), () => box.hide());
  return hide;
};
const notice = (theme, t) => {
  const note = NotifyPlugin[theme]({ title: t.title, content: t.message, duration: 0, closeBtn: true });
  return () => NotifyPlugin.close(note);
};
const message = (theme, t) => {
  const note = MessagePlugin[theme]({ content: t.message, duration: 0, closeBtn: true });
  return () => MessagePlugin.close(note);
};

const errors = {
  dialog: (t) => ask(t, 'danger', t.more),
  toast: (t) => message('error', t),
  alert: (t, at) => show(at, () => h(Alert, { theme: 'error', title: t.title, message: t.message, closeBtn: t.ok })),
  field: (t, at) => show(at, () => h(Form, { labelAlign: 'top' }, () => h(FormItem, { label: t.label }, () => h(Input, { value: t.value, placeholder: t.label, status: 'error', tips: t.message })))),
};

const calm = {
  confirmation: (t) => ask(t, 'warning', t.cancel),
  form: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(Dialog, { visible: state.open, header: t.title, confirmBtn: t.ok, cancelBtn: t.cancel, onConfirm: close, onClose: close }, () => [
      h('p', t.message), h(Form, { labelAlign: 'top' }, () => [t.label, t.note].map((label) => h(FormItem, { label }, () => h(Input, { placeholder: label })))),
    ]);
  }),
  success: (t) => notice('success', t),
  info: (t) => message('info', t),
  cookie: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(Dialog, { visible: state.open, mode: 'modeless', placement: 'center', header: t.title, body: t.message, confirmBtn: t.ok, cancelBtn: t.cancel, onConfirm: close, onClose: close });
  }),
  menu: (t, at) => show(at, () => h(Dropdown, { trigger: 'click', options: t.items.map((content, value) => ({ content, value })), popupProps: { visible: true } }, () => h(Button, () => t.label))),
  search: (t, at) => show(at, () => h(List, { header: t.title }, () => t.items.map((text) => h(ListItem, () => text)))),
  chat, log,
};

kit({ errors, calm, rerender });
