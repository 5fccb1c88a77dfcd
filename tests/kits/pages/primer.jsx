// Primer, GitHub's kit.
import '@primer/primitives/dist/css/functional/themes/light.css';
import '@primer/primitives/dist/css/base/size/size.css';
import '@primer/primitives/dist/css/functional/size/size.css';
import { ActionList, ActionMenu, Banner, BaseStyles, Dialog, FormControl, TextInput, ThemeProvider } from '@primer/react';
import { useState } from 'react';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

const Theme = ({ children }) => <ThemeProvider><BaseStyles>{children}</BaseStyles></ThemeProvider>;
const themed = (all) => Object.fromEntries(Object.entries(all).map(([kind, Component]) => [kind, surface(Component, Theme)]));

const Box = ({ t, children, role, buttons }) => {
  const [open, close] = useOpen();
  return open && <Dialog title={t.title} role={role} onClose={close} footerButtons={buttons(close)}>{t.message}{children}</Dialog>;
};
const Note = ({ t, variant }) => {
  const [open, close] = useOpen();
  return open && <Banner title={t.title} description={t.message} variant={variant} onDismiss={close} />;
};

const errors = {
  dialog: ({ t }) => <Box t={t} role="alertdialog" buttons={(close) => [{ content: t.more }, { content: t.ok, buttonType: 'primary', onClick: close }]} />,
  alert: ({ t }) => <Note t={t} variant="critical" />,
  field: ({ t }) => (
    <FormControl id="phone"><FormControl.Label>{t.label}</FormControl.Label><TextInput defaultValue={t.value} validationStatus="error" />
      <FormControl.Validation variant="error">{t.message}</FormControl.Validation></FormControl>
  ),
};
const calm = {
  confirmation: ({ t }) => <Box t={t} role="alertdialog" buttons={(close) => [{ content: t.cancel, onClick: close }, { content: t.ok, buttonType: 'danger', onClick: close }]} />,
  form: ({ t }) => (
    <Box t={t} buttons={(close) => [{ content: t.cancel, onClick: close }, { content: t.ok, buttonType: 'primary', onClick: close }]}>
      <FormControl><FormControl.Label>{t.label}</FormControl.Label><TextInput /></FormControl>
      <FormControl><FormControl.Label>{t.note}</FormControl.Label><TextInput /></FormControl>
    </Box>
  ),
  success: ({ t }) => <Note t={t} variant="success" />,
  info: ({ t }) => <Note t={t} variant="info" />,
  menu: ({ t }) => {
    const [open, setOpen] = useState(true);
    return (
      <ActionMenu open={open} onOpenChange={setOpen}><ActionMenu.Button>{t.label}</ActionMenu.Button>
        <ActionMenu.Overlay><ActionList>{t.items.map((text) => <ActionList.Item key={text}>{text}</ActionList.Item>)}</ActionList></ActionMenu.Overlay></ActionMenu>
    );
  },
};

kit({ errors: themed(errors), calm: { ...themed(calm), chat, log, search }, rerender });
