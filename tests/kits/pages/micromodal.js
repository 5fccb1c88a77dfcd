// Micromodal: nothing but accessible modals, with the markup and the look of its documentation.
import MicroModal from 'micromodal';
import '../micromodal.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';

let again;
const button = (text, style = '') => `<button class="modal__btn ${style}" data-micromodal-close>${text}</button>`;
const input = (text) => `<label>${text}<br><input type="text"></label><br>`;

const modal = (role, t, body, ...buttons) => {
  const box = make('div', { id: 'modal-1', className: 'modal micromodal-slide', ariaHidden: 'true', innerHTML: `
    <div class="modal__overlay" tabindex="-1" data-micromodal-close>
      <div class="modal__container" role="${role}" aria-modal="true" aria-labelledby="modal-1-title">
        <header class="modal__header"><h2 class="modal__title" id="modal-1-title">${t.title}</h2>
          <button class="modal__close" aria-label="${t.cancel || t.ok}" data-micromodal-close></button></header>
        <main class="modal__content" id="modal-1-content">${body}</main>
        <footer class="modal__footer">${buttons.join(' ')}</footer>
      </div>
    </div>` });
  document.body.append(box);
  MicroModal.show('modal-1', { disableScroll: true, awaitCloseAnimation: true });
  again = () => { box.querySelector('.modal__content').innerHTML = body; };
  return () => { MicroModal.removeModal('modal-1'); box.remove(); };
};

const errors = {
  dialog: (t) => modal('alertdialog', t, `<p>${t.message}</p>`, button(t.more, 'modal__btn-primary'), button(t.ok)),
};

const calm = {
  confirmation: (t) => modal('dialog', t, `<p>${t.message}</p>`, button(t.ok, 'modal__btn-primary'), button(t.cancel)),
  form: (t) => modal('dialog', t, `<p>${t.message}</p><form>${input(t.label)}${input(t.note)}</form>`, button(t.ok, 'modal__btn-primary'), button(t.cancel)),
  success: (t) => modal('dialog', t, `<p>${t.message}</p>`, button(t.ok, 'modal__btn-primary')),
  info: (t) => modal('dialog', t, `<p>${t.message}</p>`, button(t.ok)),
  cookie: (t) => modal('dialog', t, `<p>${t.message}</p>`, button(t.ok, 'modal__btn-primary'), button(t.cancel)),
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
