// sonner: an opinionated toast component for React.
import { Toaster, toast } from 'sonner';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender } from '../react.jsx';

mount(document.body.appendChild(make('div')), () => <Toaster richColors closeButton dir={document.documentElement.dir} />);

/** Shows a toast of a type until it is closed. */
const shows = (type, more = () => ({})) => (t) => {
  const id = type(t.title, { description: t.message, duration: Infinity, ...more(t) });
  return () => toast.dismiss(id);
};
const asks = (t) => ({ action: { label: t.ok, onClick: () => {} }, cancel: { label: t.cancel, onClick: () => {} } });

const errors = { toast: shows(toast.error) };

const calm = {
  confirmation: shows(toast.warning, asks),
  success: shows(toast.success),
  info: shows(toast.info, (t) => ({ action: { label: t.ok, onClick: () => {} } })),
  cookie: shows(toast, asks),
  chat, log, search,
};

kit({ errors, calm, rerender });
