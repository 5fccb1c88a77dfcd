// Vant, for Vue on phones: dialogs, toasts and notifications are called, the rest is rendered.
import 'vant/lib/index.css';
import { ActionSheet, Button, Cell, CellGroup, Dialog, Field, Locale, NoticeBar, Popup, closeDialog, closeNotify, closeToast, showConfirmDialog, showNotify, showToast } from 'vant';
import ar from 'vant/es/locale/lang/ar-SA.mjs';
import en from 'vant/es/locale/lang/en-US.mjs';
import zh from 'vant/es/locale/lang/zh-CN.mjs';
import { h } from 'vue';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { held, mount, rerender } from '../vue.js';

Locale.use(document.documentElement.lang, { ar, en, 'zh-CN': zh }[document.documentElement.lang]);

const ask = (t, cancel) => {
  const update = () => { showConfirmDialog({ title: t.title, message: t.message, confirmButtonText: t.ok, cancelButtonText: cancel }).then(close, close); };
  const close = held(update, closeDialog);
  update();
  return close;
};
const toast = (type, message) => {
  const update = () => { showToast({ type, message, duration: 0, wordBreak: 'break-word' }); };
  update();
  return held(update, () => closeToast(true));
};

const errors = {
  dialog: (t) => ask(t, t.more),
  toast: (t) => toast('fail', t.message),
  alert: (t, at) => mount(at, () => h(NoticeBar, { leftIcon: 'warning-o', mode: 'closeable', wrapable: true, scrollable: false, color: 'var(--van-danger-color)', background: '#ffe1e1' }, () => `${t.title} ${t.message}`)),
  field: (t, at) => mount(at, () => h(CellGroup, { inset: true }, () => h(Field, { label: t.label, modelValue: t.value, error: true, errorMessage: t.message }))),
};

const calm = {
  confirmation: (t) => ask(t, t.cancel),
  form: (t, at) => mount(at, (state) => h(Dialog, {
    show: state.open, title: t.title, showCancelButton: true, confirmButtonText: t.ok, cancelButtonText: t.cancel, 'onUpdate:show': (open) => { state.open = open; },
  }, () => [h('p', { style: 'text-align: center' }, t.message), h(Field, { label: t.label, modelValue: '' }), h(Field, { label: t.note, modelValue: '' })])),
  success: (t) => toast('success', `${t.title}\n${t.message}`),
  info: (t) => {
    const update = () => { showNotify({ type: 'primary', message: t.message, duration: 0 }); };
    update();
    return held(update, closeNotify);
  },
  cookie: (t, at) => mount(at, (state) => {
    const close = () => { state.open = false; };
    return h(Popup, { show: state.open, position: 'bottom', round: true, overlay: false, lockScroll: false, style: 'padding: 16px', 'onUpdate:show': close }, () => [
      h('h3', t.title), h('p', t.message), h(Button, { block: true, type: 'primary', onClick: close }, () => t.ok), h(Button, { block: true, onClick: close }, () => t.cancel),
    ]);
  }),
  menu: (t, at) => mount(at, (state) => h(ActionSheet, { show: state.open, description: t.label, actions: t.items.map((name) => ({ name })), closeOnClickAction: true, 'onUpdate:show': (open) => { state.open = open; } })),
  search: (t, at) => mount(at, () => h(CellGroup, { title: t.title }, () => t.items.map((title) => h(Cell, { title, isLink: true })))),
  chat, log,
};

kit({ errors, calm, rerender });
