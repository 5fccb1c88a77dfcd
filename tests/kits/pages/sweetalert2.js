// SweetAlert2: a dialog, a toast and an input's validation message, all from `Swal.fire`.
import Swal from 'sweetalert2';
import 'sweetalert2/dist/sweetalert2.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const fire = (options) => new Promise((shown) => {
  Swal.fire({ ...options, didOpen: () => shown(() => Swal.close()) });
  again = () => Swal.update({ text: options.text });
});
const buttons = (t) => ({ confirmButtonText: t.ok, showCancelButton: true, cancelButtonText: t.cancel });
const toast = async (t, icon) => {
  const hide = await fire({ toast: true, position: 'top-end', icon, title: t.title, text: t.message, showConfirmButton: false, showCloseButton: true, closeButtonAriaLabel: t.ok });
  // `Swal.update` warns about every option that a toast does not have.
  again = () => { Swal.getHtmlContainer().textContent = t.message; };
  return hide;
};
const inputs = (t) => [t.label, t.note].map((text) => `<input class="swal2-input" placeholder="${text}" aria-label="${text}">`).join('');

const errors = {
  dialog: (t) => fire({ icon: 'error', title: t.title, text: t.message, confirmButtonText: t.more, showCancelButton: true, cancelButtonText: t.ok }),
  toast: (t) => toast(t, 'error'),
  field: async (t) => {
    const hide = await fire({ input: 'text', inputLabel: t.label, inputValue: t.value, showConfirmButton: false, showCloseButton: true });
    Swal.showValidationMessage(t.message);
    again = () => Swal.showValidationMessage(t.message);
    return hide;
  },
};

const calm = {
  confirmation: (t) => fire({ icon: 'warning', title: t.title, text: t.message, ...buttons(t) }),
  form: (t) => fire({ title: t.title, html: `<p>${t.message}</p>${inputs(t)}`, focusConfirm: false, ...buttons(t) }),
  success: (t) => toast(t, 'success'),
  info: (t) => fire({ icon: 'info', title: t.title, text: t.message, confirmButtonText: t.ok }),
  cookie: (t) => fire({ toast: true, position: 'bottom', title: t.title, text: t.message, ...buttons(t) }),
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
