// React Aria Components (react-aria-components): unstyled; modals in portals, toasts from a queue in a landmark region.
import {
  Button, Dialog, FieldError, Form, GridList, GridListItem, Heading, I18nProvider, Input, Label, Menu, MenuItem, MenuTrigger, Modal, Popover, Text,
  TextField, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import '../headless.css';
import { kit, make } from '../kit.js';
import { chat, log } from '../plain.js';
import { mount, rerender, surface, useOpen } from '../react.jsx';

const Around = ({ children }) => <I18nProvider locale={document.documentElement.lang}>{children}</I18nProvider>;
const shows = (Component) => surface(Component, Around);

const queue = new ToastQueue();
mount(document.body.appendChild(make('div')), () => (
  <Around>
    <ToastRegion queue={queue}>
      {({ toast }) => (
        <Toast toast={toast} data-variant={toast.content.variant}>
          <ToastContent>
            <Text slot="title">{toast.content.title}</Text>
            <Text slot="description">{toast.content.message}</Text>
          </ToastContent>
          <Button slot="close">{toast.content.ok}</Button>
        </Toast>
      )}
    </ToastRegion>
  </Around>
));
const toast = (variant) => (t) => {
  const key = queue.add({ ...t, variant });
  return () => queue.close(key);
};

const Box = ({ t, role, children, buttons, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Modal isOpen={open} onOpenChange={close} {...rest}>
      <Dialog role={role}>
        <Heading slot="title">{t.title}</Heading>
        <p>{t.message}</p>
        {children}
        <div className="Actions">{buttons}</div>
      </Dialog>
    </Modal>
  );
};
const asks = (t) => <><Button slot="close">{t.cancel}</Button><Button slot="close">{t.ok}</Button></>;
const Line = ({ label, value, message, ...rest }) => (
  <TextField isInvalid={Boolean(message)} defaultValue={value} {...rest}><Label>{label}</Label><Input /><FieldError>{message}</FieldError></TextField>
);

const errors = {
  dialog: shows(({ t }) => <Box t={t} role="alertdialog" buttons={<><Button>{t.more}</Button><Button slot="close">{t.ok}</Button></>} />),
  toast: toast('error'),
  alert: shows(({ t }) => <Form><div role="alert" tabIndex={-1}><h3>{t.title}</h3><p>{t.message}</p></div></Form>),
  field: shows(({ t }) => <Line {...t} />),
};

const calm = {
  confirmation: shows(({ t }) => <Box t={t} role="alertdialog" buttons={asks(t)} />),
  form: shows(({ t }) => <Box t={t} buttons={asks(t)}><Form><Line autoFocus label={t.label} /><Line label={t.note} /></Form></Box>),
  success: toast('success'),
  info: shows(({ t }) => <Box t={t} isDismissable buttons={<Button slot="close">{t.ok}</Button>} />),
  cookie: shows(({ t }) => <Box t={t} isDismissable buttons={asks(t)} />),
  menu: shows(({ t }) => (
    <MenuTrigger defaultOpen>
      <Button>{t.label}</Button>
      <Popover><Menu>{t.items.map((text) => <MenuItem key={text} id={text}>{text}</MenuItem>)}</Menu></Popover>
    </MenuTrigger>
  )),
  search: shows(({ t }) => (
    <section>
      <h2>{t.title}</h2>
      <GridList aria-label={t.title}>{t.items.map((text) => <GridListItem key={text} id={text} textValue={text}>{text}</GridListItem>)}</GridList>
    </section>
  )),
  chat, log,
};

kit({ errors, calm, rerender });
