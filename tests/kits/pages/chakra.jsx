// Chakra UI v3 (@chakra-ui/react): dialogs in portals, toasts from a store.
import {
  Alert, Button, ChakraProvider, CloseButton, Dialog, Field, Input, List, LocaleProvider, Menu, Portal, Stack, Timeline, Toast, Toaster,
  createToaster, defaultSystem,
} from '@chakra-ui/react';
import { kit, make } from '../kit.js';
import { chat } from '../plain.js';
import { mount, rerender, surface, useOpen } from '../react.jsx';

const Around = ({ children }) => (
  <ChakraProvider value={defaultSystem}>
    <LocaleProvider locale={document.documentElement.lang}>{children}</LocaleProvider>
  </ChakraProvider>
);
const shows = (Component) => surface(Component, Around);

const toaster = createToaster({ placement: 'bottom-end' });
mount(document.body.appendChild(make('div')), () => (
  <Around>
    <Portal>
      <Toaster toaster={toaster} insetInline={{ mdDown: '4' }}>
        {(toast) => (
          <Toast.Root width={{ md: 'sm' }}>
            <Toast.Indicator />
            <Stack gap="1" flex="1" maxWidth="100%">
              <Toast.Title>{toast.title}</Toast.Title>
              <Toast.Description>{toast.description}</Toast.Description>
            </Stack>
            {toast.closable && <Toast.CloseTrigger />}
          </Toast.Root>
        )}
      </Toaster>
    </Portal>
  </Around>
));
const toast = (type) => (t) => {
  const id = toaster.create({ title: t.title, description: t.message, type, duration: Infinity, closable: true });
  return () => toaster.remove(id);
};

const Box = ({ t, role, children, footer }) => {
  const [open, close] = useOpen();
  return (
    <Dialog.Root open={open} onOpenChange={close} role={role}>
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner>
          <Dialog.Content>
            <Dialog.Header><Dialog.Title>{t.title}</Dialog.Title></Dialog.Header>
            <Dialog.Body><p>{t.message}</p>{children}</Dialog.Body>
            <Dialog.Footer>{footer}</Dialog.Footer>
            <Dialog.CloseTrigger asChild><CloseButton size="sm" /></Dialog.CloseTrigger>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  );
};
const Closing = (properties) => <Dialog.ActionTrigger asChild><Button {...properties} /></Dialog.ActionTrigger>;

const Message = ({ t, status }) => (
  <Alert.Root status={status}>
    <Alert.Indicator />
    <Alert.Content><Alert.Title>{t.title}</Alert.Title><Alert.Description>{t.message}</Alert.Description></Alert.Content>
  </Alert.Root>
);
const Line = ({ label, ...rest }) => <Field.Root><Field.Label>{label}</Field.Label><Input {...rest} /></Field.Root>;

const errors = {
  dialog: shows(({ t }) => <Box t={t} role="alertdialog" footer={<><Button variant="outline">{t.more}</Button><Closing>{t.ok}</Closing></>} />),
  toast: toast('error'),
  alert: shows(({ t }) => <Message t={t} status="error" />),
  field: shows(({ t }) => (
    <Field.Root invalid>
      <Field.Label>{t.label}</Field.Label>
      <Input defaultValue={t.value} />
      <Field.ErrorText>{t.message}</Field.ErrorText>
    </Field.Root>
  )),
};

const calm = {
  confirmation: shows(({ t }) => (
    <Box t={t} role="alertdialog" footer={<><Closing variant="outline">{t.cancel}</Closing><Closing colorPalette="red">{t.ok}</Closing></>} />
  )),
  form: shows(({ t }) => (
    <Box t={t} footer={<><Closing variant="outline">{t.cancel}</Closing><Closing>{t.ok}</Closing></>}>
      <Line label={t.label} type="number" /><Line label={t.note} />
    </Box>
  )),
  success: toast('success'),
  info: shows(({ t }) => <Message t={t} status="info" />),
  menu: shows(({ t }) => (
    <Menu.Root defaultOpen>
      <Menu.Trigger asChild><Button variant="outline" size="sm">{t.label}</Button></Menu.Trigger>
      <Portal><Menu.Positioner><Menu.Content>
        {t.items.map((text) => <Menu.Item key={text} value={text}>{text}</Menu.Item>)}
      </Menu.Content></Menu.Positioner></Portal>
    </Menu.Root>
  )),
  log: shows(({ t }) => (
    <section>
      <h2>{t.title}</h2>
      <Timeline.Root>{t.lines.map((text) => (
        <Timeline.Item key={text}>
          <Timeline.Connector><Timeline.Separator /><Timeline.Indicator /></Timeline.Connector>
          <Timeline.Content><Timeline.Title>{text}</Timeline.Title></Timeline.Content>
        </Timeline.Item>
      ))}</Timeline.Root>
    </section>
  )),
  search: shows(({ t }) => <section><h2>{t.title}</h2><List.Root>{t.items.map((text) => <List.Item key={text}>{text}</List.Item>)}</List.Root></section>),
  chat,
};

kit({ errors, calm, rerender });
