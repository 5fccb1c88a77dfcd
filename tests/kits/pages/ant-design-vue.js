// Ant Design for Vue.
import 'ant-design-vue/dist/reset.css';
import { Alert, Button, Dropdown, Form, Input, Menu, Modal, notification } from 'ant-design-vue';
import { h } from 'vue';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender } from '../vue.js';

const box = (type, t, options = {}) => {
  const { update, destroy } = Modal[type]({ title: t.title, content: t.message, okText: t.ok, ...options });
  again = () => update({ content: t.message });
  return destroy;
};
let again;
const toast = (type, t) => {
  const key = `n${Math.random()}`;
  const show = () => notification[type]({ key, message: t.title, description: t.message, duration: 0 });
  show();
  again = show;
  return () => notification.close(key);
};

const errors = {
  dialog: (t) => box('error', t),
  toast: (t) => toast('error', t),
  alert: (t, at) => mount(at, (s) => s.open && h(Alert, { type: 'error', showIcon: true, closable: true, message: t.title, description: t.message, onClose: () => { s.open = false; } })),
  field: (t, at) => mount(at, () => h(Form, { layout: 'vertical' }, () => h(Form.Item, { label: t.label, validateStatus: 'error', help: t.message }, () => h(Input, { id: 'phone', defaultValue: t.value })))),
};

const calm = {
  confirmation: (t) => box('confirm', t, { cancelText: t.cancel, okType: 'danger' }),
  form: (t, at) => mount(at, (s) => h(Modal, { open: s.open, title: t.title, okText: t.ok, cancelText: t.cancel, onOk: () => { s.open = false; }, onCancel: () => { s.open = false; } }, () => [
    t.message, h(Form, { layout: 'vertical' }, () => [h(Form.Item, { label: t.label }, () => h(Input)), h(Form.Item, { label: t.note }, () => h(Input))]),
  ])),
  success: (t) => toast('success', t),
  info: (t, at) => mount(at, () => h(Alert, { type: 'info', showIcon: true, message: t.title, description: t.message })),
  menu: (t, at) => mount(at, (s) => h(Dropdown, { open: s.open, trigger: ['click'] }, { default: () => h(Button, () => t.label), overlay: () => h(Menu, { items: t.items.map((label, key) => ({ key, label })) }) })),
  chat, log, search,
};

kit({ errors, calm, rerender: () => { rerender(); if (again) again(); } });
