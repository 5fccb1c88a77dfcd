// react-hot-toast: small toasts for React; without a close button unless the app writes one.
import { Toaster, toast } from 'react-hot-toast';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender } from '../react.jsx';

mount(document.body.appendChild(make('div')), () => <Toaster position="top-center" />);

// A toast is rendered again only when it is called again under its name.
const open = new Map();
const shows = (type, content = (t) => t.message) => (t) => {
  const draw = (id) => type(content(t), { id, duration: Infinity });
  const id = draw();
  open.set(id, draw);
  return () => { open.delete(id); toast.remove(id); };
};
const close = (id) => { open.delete(id); toast.dismiss(id); };
const asks = (t) => ({ id }) => (
  <div>
    <strong>{t.title}</strong>
    <p>{t.message}</p>
    <button type="button" onClick={() => close(id)}>{t.cancel}</button> <button type="button" onClick={() => close(id)}>{t.ok}</button>
  </div>
);

const errors = { toast: shows(toast.error) };

const calm = {
  confirmation: shows(toast, asks),
  success: shows(toast.success),
  info: shows(toast, (t) => ({ id }) => <span>{t.message} <button type="button" onClick={() => close(id)}>{t.ok}</button></span>),
  cookie: shows(toast, asks),
  chat, log, search,
};

kit({
  errors,
  calm,
  rerender: () => {
    rerender();
    for (const [id, draw] of open) draw(id);
  },
});
