// Toastify: toasts which are a bare text; colours and class names are the page's own.
import Toastify from 'toastify-js';
import 'toastify-js/src/toastify.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const open = (t, className, background, ariaLive = 'polite') => {
  const toast = Toastify({ text: t.message, className, duration: -1, close: true, gravity: 'top', position: 'right', ariaLive, style: { background } });
  toast.showToast();
  again = () => { toast.toastElement.firstChild.textContent = t.message; };
  return () => toast.hideToast();
};

const errors = {
  toast: (t) => open(t, 'error', 'linear-gradient(to right, #ff5f6d, #ffc371)', 'assertive'),
};

const calm = {
  success: (t) => open(t, 'success', 'linear-gradient(to right, #00b09b, #96c93d)'),
  info: (t) => open(t, 'info', 'linear-gradient(135deg, #73a5ff, #5477f5)'),
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
