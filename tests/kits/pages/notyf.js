// Notyf: small toasts, with a copy of their text for screen readers.
import { Notyf } from 'notyf';
import 'notyf/notyf.min.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

const notyf = new Notyf({ duration: 0, dismissible: true, types: [{ type: 'info', background: '#3167eb', icon: false }] });
let again;
const open = (type, { message }) => {
  const note = notyf.open({ type, message });
  again = () => { document.querySelector('.notyf__message').innerHTML = message; };
  return () => notyf.dismiss(note);
};

const errors = {
  toast: (t) => open('error', t),
};

const calm = {
  success: (t) => open('success', t),
  info: (t) => open('info', t),
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
