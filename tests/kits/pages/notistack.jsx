// Notistack: stacked snackbars, and nothing else.
import { SnackbarProvider, useSnackbar } from 'notistack';
import { useEffect } from 'react';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surfaces } from '../react.jsx';

const Told = ({ t, variant, other }) => {
  const { enqueueSnackbar, closeSnackbar } = useSnackbar();
  useEffect(() => {
    const action = (key) => [other, t.ok].filter(Boolean).map((text) => <button key={text} onClick={() => closeSnackbar(key)}>{text}</button>);
    enqueueSnackbar(t.message, { variant, persist: true, action });
  }, []);
  return null;
};

const errors = { toast: ({ t }) => <Told t={t} variant="error" /> };

const calm = {
  confirmation: ({ t }) => <Told t={t} variant="warning" other={t.cancel} />,
  success: ({ t }) => <Told t={t} variant="success" />,
  info: ({ t }) => <Told t={t} variant="info" />,
  cookie: ({ t }) => <Told t={t} variant="default" other={t.cancel} />,
};

kit({ errors: surfaces(errors, SnackbarProvider), calm: { ...surfaces(calm, SnackbarProvider), chat, log, search }, rerender });
