// Arco Design, for Vue: modals, messages and notifications are called, the rest is rendered.
import '@arco-design/web-vue/dist/arco.css';
import { Alert, Button, ConfigProvider, Doption, Dropdown, Form, FormItem, Input, List, ListItem, Message, Modal, Notification } from '@arco-design/web-vue';
import ar from '@arco-design/web-vue/es/locale/lang/ar-eg.js';
import en from '@arco-design/web-vue/es/locale/lang/en-us.js';
import zh from '@arco-design/web-vue/es/locale/lang/zh-cn.js';
import { h } from 'vue';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { held, mount, rerender } from '../vue.js';

const locale = { ar, en, 'zh-CN': zh }[document.documentElement.lang];
const rtl = document.documentElement.dir === 'rtl';
const show = (at, render) => mount(at, (state) => h(ConfigProvider, { locale, rtl }, () => render(state)));

const ask = (how, t, cancelText) => {
  const options = { okText: t.ok, cancelText, hideCancel: false };
  const box = Modal[how]({ title: t.title, content: t.message, onClose: () => close(), ...options });
  const close = held(() => box.update({ ...options }), () => box.close());
  return close;
};
// Called again with the same id, a message is updated.
const note = (service, how, t, options) => {
  const update = () => service[how]({ id: how, title: t.title, content: t.message, duration: 0, closable: true, onClose: () => close(), ...options });
  const close = held(update, update().close);
  return close;
};

const errors = {
  dialog: (t) => ask('error', t, t.more),
  toast: (t) => note(Notification, 'error', t),
  alert: (t, at) => show(at, () => h(Alert, { type: 'error', title: t.title, closable: true }, () => t.message)),
  field: (t, at) => show(at, () => h(Form, { model: {}, layout: 'vertical' }, () => h(FormItem, { label: t.label, validateStatus: 'error', help: t.message, feedback: true }, () => h(Input, { modelValue: t.value })))),
};

const calm = {
  confirmation: (t) => ask('confirm', t, t.cancel),
  form: (t, at) => show(at, (state) => h(Modal, {
    visible: state.open, title: t.title, okText: t.ok, cancelText: t.cancel, 'onUpdate:visible': (open) => { state.open = open; },
  }, () => [h('p', t.message), h(Form, { model: {}, layout: 'vertical' }, () => [t.label, t.note].map((label) => h(FormItem, { label }, () => h(Input))))])),
  success: (t) => note(Message, 'success', t),
  info: (t) => note(Notification, 'info', t),
  cookie: (t) => note(Notification, 'info', t, {
    id: 'cookie', position: 'bottomLeft', showIcon: false, footer: () => [[t.cancel], [t.ok, 'primary']].map(([text, type]) => h(Button, { size: 'small', type, onClick: () => Notification.remove('cookie') }, () => text)),
  }),
  menu: (t, at) => show(at, () => h(Dropdown, { popupVisible: true }, {
    default: () => h(Button, () => t.label),
    content: () => t.items.map((text) => h(Doption, () => text)),
  })),
  search: (t, at) => show(at, () => h(List, null, { header: () => t.title, default: () => t.items.map((text) => h(ListItem, () => text)) })),
  chat, log,
};

kit({ errors, calm, rerender });
