// react-modal: an accessible modal dialog for React, styled by itself only as far as it must be.
import { useId } from 'react';
import Modal from 'react-modal';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

Modal.setAppElement('main');

const Box = ({ t, role, children, buttons }) => {
  const [open, close] = useOpen();
  const id = useId();
  return (
    <Modal isOpen={open} onRequestClose={close} role={role} aria={{ labelledby: `${id}-title`, describedby: `${id}-text` }}>
      <h2 id={`${id}-title`}>{t.title}</h2>
      <div id={`${id}-text`}>{t.message}</div>
      {children}
      {buttons(close)}
    </Modal>
  );
};
const Button = (properties) => <button type="button" {...properties} />;
const closes = (t) => (close) => <Button onClick={close}>{t.ok}</Button>;
const asks = (t) => (close) => <><Button onClick={close}>{t.cancel}</Button><Button onClick={close}>{t.ok}</Button></>;

const errors = {
  dialog: surface(({ t }) => (
    <Box t={t} role="alertdialog" buttons={(close) => <><Button>{t.more}</Button><Button onClick={close}>{t.ok}</Button></>} />
  )),
};

const calm = {
  confirmation: surface(({ t }) => <Box t={t} buttons={asks(t)} />),
  form: surface(({ t }) => (
    <Box t={t} buttons={asks(t)}>
      <form><label>{t.label} <input /></label> <label>{t.note} <input /></label></form>
    </Box>
  )),
  success: surface(({ t }) => <Box t={t} buttons={closes(t)} />),
  info: surface(({ t }) => <Box t={t} buttons={closes(t)} />),
  cookie: surface(({ t }) => <Box t={t} buttons={asks(t)} />),
  chat, log, search,
};

kit({ errors, calm, rerender });
