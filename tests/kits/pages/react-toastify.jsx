// React-Toastify: toasts, and nothing else.
import { useEffect } from 'react';
import { ToastContainer, toast } from 'react-toastify';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surfaces } from '../react.jsx';

const Told = ({ t, show = toast, children, ...rest }) => {
  useEffect(() => {
    const id = show(({ closeToast }) => (
      <div>
        <strong>{t.title}</strong>
        <div>{t.message}</div>
        {children && children(closeToast)}
      </div>
    ), rest);
    return () => toast.dismiss(id);
  }, []);
  return <ToastContainer autoClose={false} rtl={document.documentElement.dir === 'rtl'} />;
};

const asked = (t) => (close) => <><button onClick={close}>{t.cancel}</button> <button onClick={close}>{t.ok}</button></>;

const errors = { toast: ({ t }) => <Told t={t} show={toast.error} /> };

const calm = {
  confirmation: ({ t }) => <Told t={t} show={toast.warn} closeButton={false}>{asked(t)}</Told>,
  success: ({ t }) => <Told t={t} show={toast.success} />,
  info: ({ t }) => <Told t={t} show={toast.info} />,
  cookie: ({ t }) => <Told t={t} position="bottom-center" closeButton={false}>{asked(t)}</Told>,
};

kit({ errors: surfaces(errors), calm: { ...surfaces(calm), chat, log, search }, rerender });
