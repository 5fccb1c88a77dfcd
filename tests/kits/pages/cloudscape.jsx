// Cloudscape, the kit of AWS.
import '@cloudscape-design/global-styles/index.css';
import { Alert, Box, Button, ButtonDropdown, Flashbar, FormField, Input, Modal, SpaceBetween } from '@cloudscape-design/components';
import { useEffect, useState } from 'react';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const Dialog = ({ t, children, actions }) => {
  const [open, close] = useOpen();
  return (
    <Modal visible={open} onDismiss={close} header={t.title} closeAriaLabel="×" footer={<Box float="right"><SpaceBetween direction="horizontal" size="xs">{actions(close)}</SpaceBetween></Box>}>
      {children}
    </Modal>
  );
};

const Flash = ({ t, type }) => {
  const [open, close] = useOpen();
  const item = { id: 'one', type, header: t.title, content: t.message, dismissible: true, dismissLabel: t.ok, onDismiss: close };
  return <Flashbar items={open ? [item] : []} />;
};

const Field = ({ t, label, value = '', errorText }) => {
  const [said, say] = useState(value);
  return <FormField label={label} errorText={errorText}><Input value={said} onChange={({ detail }) => say(detail.value)} /></FormField>;
};

const Note = ({ t, type }) => {
  const [open, close] = useOpen();
  return open && <Alert type={type} header={t.title} dismissible dismissAriaLabel={t.ok} onDismiss={close}>{t.message}</Alert>;
};

const errors = {
  dialog: ({ t }) => (
    <Dialog t={t} actions={(close) => <><Button>{t.more}</Button><Button variant="primary" onClick={close}>{t.ok}</Button></>}><Alert type="error">{t.message}</Alert></Dialog>
  ),
  toast: ({ t }) => <Flash t={t} type="error" />,
  alert: ({ t }) => <Note t={t} type="error" />,
  field: ({ t }) => <Field label={t.label} value={t.value} errorText={t.message} />,
};

const calm = {
  confirmation: ({ t }) => (
    <Dialog t={t} actions={(close) => <><Button variant="link" onClick={close}>{t.cancel}</Button><Button variant="primary" onClick={close}>{t.ok}</Button></>}>
      <Alert type="warning">{t.message}</Alert>
    </Dialog>
  ),
  form: ({ t }) => (
    <Dialog t={t} actions={(close) => <><Button variant="link" onClick={close}>{t.cancel}</Button><Button variant="primary" onClick={close}>{t.ok}</Button></>}>
      <p>{t.message}</p><Field label={t.label} /><Field label={t.note} />
    </Dialog>
  ),
  success: ({ t }) => <Flash t={t} type="success" />,
  info: ({ t }) => <Note t={t} type="info" />,
  menu: ({ t }) => {
    useEffect(() => { const waiting = setTimeout(() => document.querySelector('main button').click(), 100); return () => clearTimeout(waiting); }, []);
    return <ButtonDropdown items={t.items.map((text) => ({ id: text, text }))}>{t.label}</ButtonDropdown>;
  },
};

kit({ errors: surfaces(errors), calm: { ...surfaces(calm), chat, log, search }, rerender });
