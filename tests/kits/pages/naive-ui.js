// Naive UI, for Vue: dialogs, messages and notifications are called through providers, the rest is rendered.
import {
  NAlert, NButton, NCard, NConfigProvider, NDialogProvider, NDropdown, NForm, NFormItem, NInput, NList, NListItem, NMessageProvider, NModal, NNotificationProvider, arDZ, dateArDZ, dateZhCN, enUS, dateEnUS,
  unstableAlertRtl, unstableButtonRtl, unstableCardRtl, unstableDialogRtl, unstableInputRtl, unstableListRtl, unstableMessageRtl, unstableNotificationRtl, useDialog, useMessage, useNotification, zhCN,
} from 'naive-ui';
import { defineComponent, h } from 'vue';
import { kit, make } from '../kit.js';
import { chat, log } from '../plain.js';
import { held, mount, rerender } from '../vue.js';

const [locale, dateLocale] = { ar: [arDZ, dateArDZ], en: [enUS, dateEnUS], 'zh-CN': [zhCN, dateZhCN] }[document.documentElement.lang];
const rtl = document.documentElement.dir === 'rtl'
  ? [unstableAlertRtl, unstableButtonRtl, unstableCardRtl, unstableDialogRtl, unstableInputRtl, unstableListRtl, unstableMessageRtl, unstableNotificationRtl] : undefined;
// The kit places what follows from the left edge; where lines begin at the right, an app has to say so.
document.head.append(make('style', { textContent: '.v-binder-follower-content { left: 0 }' }));
const show = (at, render) => mount(at, (state) => h(NConfigProvider, { locale, dateLocale, rtl }, () => render(state)));

// A component that calls for what it shows, within the provider of it; what was called is updated by its properties.
const calling = (provider, use) => {
  const Caller = defineComponent({ props: ['call'], setup: ({ call }) => { call(use()); return () => null; } });
  return (at, call) => {
    let shown;
    const unmount = show(at, () => h(provider, () => h(Caller, { call: (service) => { shown = call(service); } })));
    return held(() => { shown.content = shown.content.bind(null); }, unmount);
  };
};
const dialogs = calling(NDialogProvider, useDialog);
const messages = calling(NMessageProvider, useMessage);
const notifications = calling(NNotificationProvider, useNotification);

const ask = (how, t, negativeText) => (at) => dialogs(at, (dialog) => dialog[how]({ title: t.title, content: () => t.message, positiveText: t.ok, negativeText }));
const notify = (how, t) => (at) => notifications(at, (notification) => notification[how]({ title: t.title, content: () => t.message }));

const errors = {
  dialog: (t, at) => ask('error', t, t.more)(at),
  toast: (t, at) => messages(at, (message) => message.error(() => t.message, { duration: 0, closable: true })),
  alert: (t, at) => show(at, () => h(NAlert, { type: 'error', title: t.title, closable: true }, () => t.message)),
  field: (t, at) => show(at, () => h(NForm, () => h(NFormItem, { label: t.label, validationStatus: 'error', feedback: t.message }, () => h(NInput, { value: t.value, placeholder: '' })))),
};

const calm = {
  confirmation: (t, at) => ask('warning', t, t.cancel)(at),
  form: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(NModal, { show: state.open, preset: 'card', title: t.title, style: 'width: 440px', 'onUpdate:show': close }, {
      default: () => [h('p', t.message), h(NForm, () => [t.label, t.note].map((label) => h(NFormItem, { label }, () => h(NInput, { placeholder: '' }))))],
      footer: () => [h(NButton, { onClick: close }, () => t.cancel), h(NButton, { type: 'primary', onClick: close }, () => t.ok)],
    });
  }),
  success: (t, at) => messages(at, (message) => message.success(() => t.message, { duration: 0 })),
  info: (t, at) => notify('info', t)(at),
  cookie: (t, at) => show(at, (state) => state.open && h(NCard, { title: t.title }, {
    default: () => t.message,
    action: () => [[t.cancel], [t.ok, 'primary']].map(([text, type]) => h(NButton, { type, onClick: () => { state.open = false; } }, () => text)),
  })),
  menu: (t, at) => show(at, () => h(NDropdown, { show: true, options: t.items.map((label) => ({ label, key: label })) }, () => h(NButton, () => t.label))),
  search: (t, at) => show(at, () => h(NList, null, { header: () => t.title, default: () => t.items.map((text) => h(NListItem, () => text)) })),
  chat, log,
};

kit({ errors, calm, rerender });
