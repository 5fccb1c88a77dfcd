// Element Plus, for Vue: message boxes, messages and notifications are called, the rest is rendered.
import 'element-plus/dist/index.css';
import { ElAlert, ElButton, ElConfigProvider, ElDialog, ElDrawer, ElDropdown, ElDropdownItem, ElDropdownMenu, ElForm, ElFormItem, ElInput, ElMessage, ElMessageBox, ElNotification } from 'element-plus';
import ar from 'element-plus/es/locale/lang/ar.mjs';
import en from 'element-plus/es/locale/lang/en.mjs';
import zh from 'element-plus/es/locale/lang/zh-cn.mjs';
import { h } from 'vue';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender } from '../vue.js';

// What is called follows the provider's language too, and is rendered again with it.
const locale = { ar, en, 'zh-CN': zh }[document.documentElement.lang];
mount(make('div'), () => h(ElConfigProvider, { locale: { ...locale } }));
const show = (at, render) => mount(at, (state) => h(ElConfigProvider, { locale: { ...locale } }, () => render(state)));

const ask = (t, type, cancel) => {
  ElMessageBox.confirm(t.message, t.title, { type, confirmButtonText: t.ok, cancelButtonText: cancel }).catch(() => {});
  return () => ElMessageBox.close();
};
const called = (service, options) => {
  const { close } = service({ duration: 0, showClose: true, ...options });
  return close;
};

const errors = {
  dialog: (t) => ask(t, 'error', t.more),
  toast: (t) => called(ElNotification, { type: 'error', title: t.title, message: t.message }),
  alert: (t, at) => show(at, () => h(ElAlert, { type: 'error', title: t.title, description: t.message, showIcon: true, closeText: t.ok })),
  field: (t, at) => show(at, () => h(ElForm, { labelPosition: 'top' }, () => h(ElFormItem, { label: t.label, error: t.message }, () => h(ElInput, { modelValue: t.value })))),
};

const calm = {
  confirmation: (t) => ask(t, 'warning', t.cancel),
  form: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(ElDialog, { modelValue: state.open, title: t.title, 'onUpdate:modelValue': close }, {
      default: () => [h('p', t.message), h(ElForm, { labelPosition: 'top' }, () => [t.label, t.note].map((label) => h(ElFormItem, { label }, () => h(ElInput, { modelValue: '' }))))],
      footer: () => [h(ElButton, { onClick: close }, () => t.cancel), h(ElButton, { type: 'primary', onClick: close }, () => t.ok)],
    });
  }),
  success: (t) => called(ElNotification, { type: 'success', title: t.title, message: t.message }),
  info: (t) => called(ElMessage, { type: 'info', message: t.message }),
  cookie: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(ElDrawer, { modelValue: state.open, title: t.title, direction: 'btt', modal: false, 'onUpdate:modelValue': close }, {
      default: () => t.message,
      footer: () => [h(ElButton, { onClick: close }, () => t.cancel), h(ElButton, { type: 'primary', onClick: close }, () => t.ok)],
    });
  }),
  menu: (t, at) => show(at, () => h(ElDropdown, { trigger: 'click', onVnodeMounted: ({ component }) => component.proxy.handleOpen() }, {
    default: () => h(ElButton, () => t.label),
    dropdown: () => h(ElDropdownMenu, () => t.items.map((text) => h(ElDropdownItem, () => text))),
  })),
  chat, log, search,
};

kit({ errors, calm, rerender });
