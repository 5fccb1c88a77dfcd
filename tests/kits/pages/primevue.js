// PrimeVue with the Aura theme: confirmations and toasts are asked of services and rendered by one component each.
import Aura from '@primeuix/themes/aura';
import ExclamationTriangleIcon from '@primevue/icons/exclamationtriangle';
import TimesCircleIcon from '@primevue/icons/timescircle';
import Button from 'primevue/button';
import PrimeVue from 'primevue/config';
import ConfirmationService from 'primevue/confirmationservice';
import ConfirmDialog from 'primevue/confirmdialog';
import Dialog from 'primevue/dialog';
import Drawer from 'primevue/drawer';
import InputText from 'primevue/inputtext';
import Menu from 'primevue/menu';
import Message from 'primevue/message';
import Toast from 'primevue/toast';
import ToastService from 'primevue/toastservice';
import { h } from 'vue';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender } from '../vue.js';

const show = (at, render) => mount(at, render, [PrimeVue, { theme: { preset: Aura, options: { darkModeSelector: false } } }], ConfirmationService, ToastService);
const breakpoints = () => ({ '575px': '90vw' });
// A service is reached as in a component: through the app it was given to.
const service = (name, call) => ({ onVnodeMounted: (node) => call(node.component.proxy[name]) });

const ask = (t, icon, severity, reject) => (at) => show(at, () => h(ConfirmDialog, {
  breakpoints: breakpoints(),
  ...service('$confirm', (confirm) => confirm.require({ header: t.title, message: t.message, acceptProps: { label: t.ok, severity }, rejectProps: { label: reject, severity: 'secondary', outlined: true } })),
}, { icon: () => h(icon, { class: `p-confirmdialog-icon ${severity}` }) }));
const toast = (t, severity) => (at) => show(at, () => h(Toast, { breakpoints: { '575px': { width: '90vw' } }, ...service('$toast', (toasts) => toasts.add({ severity, summary: t.title, detail: t.message })) }));
const input = (label, id, ...rest) => h('div', { style: 'display: grid; gap: 4px' }, [h('label', { for: id }, label), ...rest]);

const errors = {
  dialog: (t, at) => ask(t, TimesCircleIcon, 'danger', t.more)(at),
  toast: (t, at) => toast(t, 'error')(at),
  alert: (t, at) => show(at, () => h(Message, { severity: 'error', closable: true }, { icon: () => h(TimesCircleIcon), default: () => [h('strong', t.title), h('div', t.message)] })),
  field: (t, at) => show(at, () => input(t.label, 'phone', h(InputText, { id: 'phone', modelValue: t.value, invalid: true, 'aria-describedby': 'phone-help' }), h(Message, { id: 'phone-help', severity: 'error', size: 'small', variant: 'simple' }, () => t.message))),
};

const calm = {
  confirmation: (t, at) => ask(t, ExclamationTriangleIcon, 'primary', t.cancel)(at),
  form: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(Dialog, { visible: state.open, modal: true, header: t.title, 'onUpdate:visible': close }, {
      default: () => [h('p', t.message), ...[t.label, t.note].map((label) => input(label, label, h(InputText, { id: label })))],
      footer: () => [h(Button, { label: t.cancel, severity: 'secondary', onClick: close }), h(Button, { label: t.ok, onClick: close })],
    });
  }),
  success: (t, at) => toast(t, 'success')(at),
  info: (t, at) => toast(t, 'info')(at),
  cookie: (t, at) => show(at, (state) => {
    const close = () => { state.open = false; };
    return h(Drawer, { visible: state.open, position: 'bottom', modal: false, header: t.title, 'onUpdate:visible': close }, {
      default: () => t.message,
      footer: () => [h(Button, { label: t.cancel, severity: 'secondary', onClick: close }), h(Button, { label: t.ok, onClick: close })],
    });
  }),
  menu: (t, at) => show(at, () => [
    h(Button, { label: t.label, onVnodeMounted: ({ el }) => setTimeout(() => el.click()), onClick: (event) => opened.toggle(event) }),
    h(Menu, { popup: true, model: t.items.map((label) => ({ label })), onVnodeMounted: ({ component }) => { opened = component.proxy; } }),
  ]),
  chat, log, search,
};
let opened;

kit({ errors, calm, rerender });
