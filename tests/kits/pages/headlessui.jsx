// Headless UI (@headlessui/react): unstyled, with the Tailwind classes of its guide; no toasts and no inline alerts.
import { Button, Description, Dialog, DialogBackdrop, DialogPanel, DialogTitle, Field, Input, Label, Menu, MenuButton, MenuItem, MenuItems } from '@headlessui/react';
import '../headless.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

const Box = ({ t, role, children, buttons }) => {
  const [open, close] = useOpen();
  return (
    <Dialog open={open} onClose={close} role={role} className="relative z-50">
      <DialogBackdrop className="fixed inset-0 bg-black/30" />
      <div className="fixed inset-0 flex w-screen items-center justify-center p-4">
        <DialogPanel className="max-w-lg space-y-4 border bg-white p-12">
          <DialogTitle className="font-bold">{t.title}</DialogTitle>
          <Description>{t.message}</Description>
          {children}
          <div className="flex gap-4">{buttons(close)}</div>
        </DialogPanel>
      </div>
    </Dialog>
  );
};
const closes = (t) => (close) => <Button onClick={close}>{t.ok}</Button>;
const asks = (t) => (close) => <><Button onClick={close}>{t.cancel}</Button><Button onClick={close}>{t.ok}</Button></>;

const Line = ({ label, value, message }) => (
  <Field className="w-full max-w-md">
    <Label className="text-sm">{label}</Label>
    <Input invalid={Boolean(message)} defaultValue={value} className="block w-full data-invalid:border-red-500" />
    {message && <Description className="text-sm text-red-600">{message}</Description>}
  </Field>
);

const errors = {
  dialog: surface(({ t }) => (
    <Box t={t} role="alertdialog" buttons={(close) => <><Button>{t.more}</Button><Button onClick={close}>{t.ok}</Button></>} />
  )),
  field: surface(({ t }) => <Line {...t} />),
};

const calm = {
  confirmation: surface(({ t }) => (
    <Box t={t} role="alertdialog" buttons={(close) => (
      <><Button onClick={close}>{t.cancel}</Button><Button onClick={close} className="text-red-600">{t.ok}</Button></>
    )} />
  )),
  form: surface(({ t }) => <Box t={t} buttons={asks(t)}><Line label={t.label} /><Line label={t.note} /></Box>),
  success: surface(({ t }) => <Box t={t} buttons={closes(t)} />),
  info: surface(({ t }) => <Box t={t} buttons={closes(t)} />),
  cookie: surface(({ t }) => <Box t={t} buttons={asks(t)} />),
  // Its menu opens on a click only; `static` is the kit's way to show one without.
  menu: surface(({ t }) => (
    <Menu>
      <MenuButton>{t.label}</MenuButton>
      <MenuItems static anchor="bottom start" className="border bg-white p-4">
        {t.items.map((text) => <MenuItem key={text}><button type="button" className="block w-full">{text}</button></MenuItem>)}
      </MenuItems>
    </Menu>
  )),
  chat, log, search,
};

kit({ errors, calm, rerender });
