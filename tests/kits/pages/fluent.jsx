// Fluent UI React 9, Microsoft's kit.
import { useEffect } from 'react';
import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, FluentProvider, Input, Link, Menu, MenuButton,
  MenuItem, MenuList, MenuPopover, MenuTrigger, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, Toast, ToastBody, Toaster,
  ToastTitle, ToastTrigger, useFocusFinders, useId, useToastController, webLightTheme,
} from '@fluentui/react-components';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender, surfaces, useOpen } from '../react.jsx';

const Provider = ({ children }) => <FluentProvider theme={webLightTheme} dir={document.documentElement.dir}>{children}</FluentProvider>;

const Box = ({ t, children = t.message, other, modalType }) => {
  const [open, close] = useOpen();
  return (
    <Dialog open={open} modalType={modalType} onOpenChange={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t.title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>
            <Button appearance="secondary" onClick={close}>{other}</Button>
            <Button appearance="primary" onClick={close}>{t.ok}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};

const Toasted = ({ t, intent }) => {
  const toasterId = useId('toaster');
  const { dispatchToast } = useToastController(toasterId);
  useEffect(() => {
    dispatchToast(
      <Toast>
        <ToastTitle action={<ToastTrigger><Link>{t.ok}</Link></ToastTrigger>}>{t.title}</ToastTitle>
        <ToastBody>{t.message}</ToastBody>
      </Toast>,
      { intent, timeout: -1 },
    );
  }, []);
  return <Toaster toasterId={toasterId} />;
};

const Bar = ({ t, intent, children }) => {
  const [open, close] = useOpen();
  return open && (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody><MessageBarTitle>{t.title}</MessageBarTitle>{t.message}</MessageBarBody>
      <MessageBarActions>{children}<Button onClick={close}>{t.ok}</Button></MessageBarActions>
    </MessageBar>
  );
};

const errors = {
  dialog: ({ t }) => <Box t={t} modalType="alert" other={t.more} />,
  toast: ({ t }) => <Toasted t={t} intent="error" />,
  alert: ({ t }) => <Bar t={t} intent="error" />,
  field: ({ t }) => <Field label={t.label} validationState="error" validationMessage={t.message}><Input defaultValue={t.value} /></Field>,
};

const calm = {
  confirmation: ({ t }) => <Box t={t} modalType="alert" other={t.cancel} />,
  form: ({ t }) => (
    <Box t={t} modalType="modal" other={t.cancel}>
      <p>{t.message}</p>
      <Field label={t.label} required><Input /></Field>
      <Field label={t.note}><Input /></Field>
    </Box>
  ),
  success: ({ t }) => <Toasted t={t} intent="success" />,
  info: ({ t }) => <Bar t={t} intent="info" />,
  cookie: ({ t }) => <Bar t={t} intent="info"><Button>{t.cancel}</Button></Bar>,
  menu: ({ t }) => (
    <Menu defaultOpen>
      <MenuTrigger disableButtonEnhancement><MenuButton>{t.label}</MenuButton></MenuTrigger>
      <MenuPopover><MenuList>{t.items.map((text) => <MenuItem key={text}>{text}</MenuItem>)}</MenuList></MenuPopover>
    </Menu>
  ),
};

// What hides the page behind a dialog shows it again only while something of the kit stays mounted, as in an app.
const Stays = () => { useFocusFinders(); return null; };
mount(document.createElement('div'), () => <Provider><Stays /></Provider>);

kit({ errors: surfaces(errors, Provider), calm: { ...surfaces(calm, Provider), chat, log, search }, rerender });
