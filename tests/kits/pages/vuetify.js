// Vuetify, for Vue, with its icons as SVG.
import 'vuetify/styles';
import { h } from 'vue';
import { createVuetify } from 'vuetify';
import { VAlert, VApp, VBtn, VCard, VCardText, VContainer, VDialog, VList, VListItem, VListSubheader, VMain, VMenu, VSnackbar, VTextField } from 'vuetify/components';
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg';
import { ar, en, zhHans } from 'vuetify/locale';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { mount, rerender } from '../vue.js';

const locale = { en: 'en', 'zh-CN': 'zhHans', ar: 'ar' }[document.documentElement.lang];
const vuetify = () => createVuetify({ icons: { defaultSet: 'mdi', aliases, sets: { mdi } }, locale: { locale, messages: { ar, en, zhHans } } });
const show = (at, render) => mount(at, (state) => h(VApp, () => h(VMain, () => h(VContainer, () => render({
  modelValue: state.open, 'onUpdate:modelValue': (open) => { state.open = open; },
}, () => { state.open = false; })))), vuetify());

const ask = (at, t, other, options) => show(at, (open, close) => h(VDialog, { ...open, maxWidth: 440, ...options }, () => h(VCard, { title: t.title, text: t.message, prependIcon: options.icon }, {
  actions: () => [h(VBtn, { onClick: close }, () => other), h(VBtn, { color: options.color, onClick: close }, () => t.ok)],
})));
const snackbar = (at, t, color) => show(at, (open, close) => h(VSnackbar, { ...open, color, timeout: -1 }, {
  default: () => t.message,
  actions: () => h(VBtn, { variant: 'text', onClick: close }, () => t.ok),
}));

const errors = {
  dialog: (t, at) => ask(at, t, t.more, { color: 'error', icon: '$error', persistent: true }),
  toast: (t, at) => snackbar(at, t, 'error'),
  alert: (t, at) => show(at, () => h(VAlert, { type: 'error', title: t.title, text: t.message, closable: true })),
  field: (t, at) => show(at, () => h(VTextField, { label: t.label, modelValue: t.value, errorMessages: [t.message] })),
};

const calm = {
  confirmation: (t, at) => ask(at, t, t.cancel, { color: 'primary' }),
  form: (t, at) => show(at, (open, close) => h(VDialog, { ...open, maxWidth: 440 }, () => h(VCard, { title: t.title }, {
    default: () => h(VCardText, () => [t.message, ...[t.label, t.note].map((label) => h(VTextField, { label }))]),
    actions: () => [h(VBtn, { onClick: close }, () => t.cancel), h(VBtn, { color: 'primary', onClick: close }, () => t.ok)],
  }))),
  success: (t, at) => snackbar(at, t, 'success'),
  info: (t, at) => show(at, () => h(VAlert, { type: 'info', title: t.title, text: t.message, variant: 'tonal' })),
  cookie: (t, at) => show(at, (open, close) => h(VSnackbar, { ...open, timeout: -1, vertical: true }, {
    default: () => [h('div', { class: 'text-subtitle-1' }, t.title), h('p', t.message)],
    actions: () => [h(VBtn, { onClick: close }, () => t.cancel), h(VBtn, { onClick: close }, () => t.ok)],
  })),
  menu: (t, at) => show(at, (open) => h(VMenu, open, {
    activator: ({ props }) => h(VBtn, props, () => t.label),
    default: () => h(VList, () => t.items.map((title) => h(VListItem, { title, link: true }))),
  })),
  search: (t, at) => show(at, () => h(VList, () => [h(VListSubheader, () => t.title), ...t.items.map((title) => h(VListItem, { title, link: true }))])),
  chat, log,
};

kit({ errors, calm, rerender });
