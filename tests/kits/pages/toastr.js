// toastr: jQuery's classic toasts.
import '../jquery.js';
import toastr from 'toastr';
import 'toastr/build/toastr.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

Object.assign(toastr.options, { closeButton: true, timeOut: 0, extendedTimeOut: 0, rtl: document.dir === 'rtl' });
let again;

const open = (type, t, message = t.message) => {
  const toast = toastr[type](message, t.title);
  again = () => toast.find('.toast-message').html(message);
  return () => toastr.clear(toast, { force: true });
};
const button = (text) => `<button type="button" class="btn clear">${text}</button>`;

const errors = {
  toast: (t) => open('error', t),
};

const calm = {
  success: (t) => open('success', t),
  info: (t) => open('info', t),
  cookie: (t) => open('info', t, `${t.message}<br><br>${button(t.ok)} ${button(t.cancel)}`),
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
