// Quasar, for Vue, with icons as SVG: dialogs and notifications are called through plugins, the rest is rendered.
import 'quasar/dist/quasar.rtl.css';
import { Dialog, Notify, QBanner, QBtn, QBtnDropdown, QCard, QCardActions, QCardSection, QDialog, QIcon, QInput, QItem, QItemLabel, QItemSection, QList, Quasar } from 'quasar';
import ar from 'quasar/lang/ar.js';
import en from 'quasar/lang/en-US.js';
import zh from 'quasar/lang/zh-CN.js';
import { h } from 'vue';
import { kit, make } from '../kit.js';
import { chat, log } from '../plain.js';
import { held, mount, rerender } from '../vue.js';

const lang = { ar, en, 'zh-CN': zh }[document.documentElement.lang];
const icons = {
  error: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 15h-2v-2h2v2zm0-4h-2V7h2v6z',
  warning: 'M1 21h22L12 2 1 21zm12-3h-2v-2h2v2zm0-4h-2v-4h2v4z',
  check_circle: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-2 15-5-5 1.4-1.4 3.6 3.6 7.6-7.6L19 8l-9 9z',
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 15h-2v-6h2v6zm0-8h-2V7h2v2z',
  close: 'M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12z',
  arrow_drop_down: 'm7 10 5 5 5-5z',
};
const show = (at, render) => mount(at, render, [Quasar, { lang, plugins: { Dialog, Notify } }], { install: (app) => { app.config.globalProperties.$q.iconMapFn = (name) => icons[name] && { icon: icons[name] }; } });
show(make('div'), () => null);

const ask = (t, color, cancel) => {
  const box = Dialog.create({ title: t.title, message: t.message, ok: { label: t.ok, color, unelevated: true }, cancel: { label: cancel, color, flat: true }, persistent: true });
  const close = held(() => box.update({ message: t.message }), () => box.hide());
  box.onDismiss(close);
  return close;
};
const notify = (type, t) => {
  const options = { type, message: t.title, caption: t.message };
  const change = Notify.create({ ...options, timeout: 0, group: false, onDismiss: () => close(), actions: [{ icon: 'close', color: 'white', round: true, 'aria-label': t.ok }] });
  const close = held(() => change(options), () => change());
  return close;
};
const banner = (at, t, classes, icon, ...texts) => show(at, (state) => state.open && h(QBanner, { class: classes }, {
  avatar: icon && (() => h(QIcon, { name: icon })),
  default: () => [h('strong', t.title), h('div', t.message)],
  action: () => texts.map((label) => h(QBtn, { flat: true, label, onClick: () => { state.open = false; } })),
}));

const errors = {
  dialog: (t) => ask(t, 'negative', t.more),
  toast: (t) => notify('negative', t),
  alert: (t, at) => banner(at, t, 'bg-negative text-white', 'error', t.ok),
  field: (t, at) => show(at, () => h(QInput, { label: t.label, modelValue: t.value, outlined: true, error: true, errorMessage: t.message })),
};

const calm = {
  confirmation: (t) => ask(t, 'primary', t.cancel),
  form: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(QDialog, { modelValue: state.open, 'onUpdate:modelValue': close }, () => h(QCard, { style: 'min-width: 350px' }, () => [
      h(QCardSection, () => [h('div', { class: 'text-h6' }, t.title), t.message, ...[t.label, t.note].map((label) => h(QInput, { label, modelValue: '' }))]),
      h(QCardActions, { align: 'right' }, () => [t.cancel, t.ok].map((label) => h(QBtn, { flat: true, color: 'primary', label, onClick: close }))),
    ]));
  }),
  success: (t) => notify('positive', t),
  info: (t) => notify('info', t),
  cookie: (t, at) => banner(at, t, 'bg-grey-3', undefined, t.cancel, t.ok),
  menu: (t, at) => show(at, (state) => h(QBtnDropdown, { label: t.label, modelValue: state.open, 'onUpdate:modelValue': (open) => { state.open = open; } }, () => h(QList, () => t.items.map((text) => h(QItem, { clickable: true }, () => h(QItemSection, () => text)))))),
  search: (t, at) => show(at, () => h(QList, { separator: true }, () => [h(QItemLabel, { header: true }, () => t.title), ...t.items.map((text) => h(QItem, { clickable: true }, () => h(QItemSection, () => text)))])),
  chat, log,
};

kit({ errors, calm, rerender });
