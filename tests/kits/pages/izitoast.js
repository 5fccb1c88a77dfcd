// iziToast: toasts which may also ask and hold inputs.
import iziToast from 'izitoast';
import 'izitoast/dist/css/iziToast.css';
import { kit, said } from '../kit.js';
import { chat, log, search } from '../plain.js';

const open = (type, t, options = {}) => new Promise((opened) => {
  iziToast[type]({
    class: 'current', title: t.title, message: t.message, timeout: false, rtl: document.dir === 'rtl', ...options,
    onOpened: (_, toast) => opened(() => { if (toast.isConnected) iziToast.hide({}, toast); }),
  });
});
const button = (text) => [`<button>${text}</button>`, (instance, toast) => instance.hide({ transitionOut: 'fadeOut' }, toast, 'button')];
const inputs = (...texts) => texts.map((text) => [`<input type="text" placeholder="${text}">`, 'keyup', () => {}]);
const asked = { overlay: true, position: 'center', close: false };

const errors = {
  toast: (t) => open('error', t, { position: 'topRight' }),
};

const calm = {
  confirmation: (t) => open('question', t, { ...asked, buttons: [button(t.ok), button(t.cancel)] }),
  form: (t) => open('show', t, { ...asked, inputs: inputs(t.label, t.note), buttons: [button(t.ok), button(t.cancel)] }),
  success: (t) => open('success', t),
  info: (t) => open('info', t),
  cookie: (t) => open('show', t, { position: 'bottomCenter', theme: 'dark', close: false, buttons: [button(t.ok), button(t.cancel)] }),
  chat, log, search,
};

const rerender = () => { document.querySelector('.iziToast.current .iziToast-message').innerHTML = said.toast.message; };

kit({ errors, calm, rerender });
