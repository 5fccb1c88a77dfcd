// Radix Primitives (radix-ui): unstyled; dialogs in portals, toasts in a viewport with their own live region.
import { AlertDialog, Dialog, Direction, DropdownMenu, Form, Toast } from 'radix-ui';
import '../headless.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

const { dir } = document.documentElement;
const Around = ({ children }) => <Direction.Provider dir={dir}>{children}</Direction.Provider>;
const shows = (Component) => surface(Component, Around);

const Ask = ({ t, children }) => {
  const [open, close] = useOpen();
  return (
    <AlertDialog.Root open={open} onOpenChange={close}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="AlertDialogOverlay" />
        <AlertDialog.Content className="AlertDialogContent">
          <AlertDialog.Title className="AlertDialogTitle">{t.title}</AlertDialog.Title>
          <AlertDialog.Description className="AlertDialogDescription">{t.message}</AlertDialog.Description>
          <div className="Actions">{children}</div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};

const Box = ({ t, modal = true, children, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Dialog.Root open={open} onOpenChange={close} modal={modal}>
      <Dialog.Portal>
        <Dialog.Overlay className="DialogOverlay" />
        <Dialog.Content className="DialogContent" {...rest}>
          <Dialog.Title className="DialogTitle">{t.title}</Dialog.Title>
          <Dialog.Description className="DialogDescription">{t.message}</Dialog.Description>
          {children}
          <div className="Actions">
            {t.cancel && <Dialog.Close className="Button mauve">{t.cancel}</Dialog.Close>}
            <Dialog.Close className="Button green">{t.ok}</Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

const Notice = ({ t, className = '' }) => (
  <Toast.Provider swipeDirection={dir === 'rtl' ? 'left' : 'right'} duration={Infinity}>
    <Toast.Root className={`ToastRoot ${className}`} defaultOpen>
      <Toast.Title className="ToastTitle">{t.title}</Toast.Title>
      <Toast.Description className="ToastDescription">{t.message}</Toast.Description>
      <Toast.Close className="Button small">{t.ok}</Toast.Close>
    </Toast.Root>
    <Toast.Viewport className="ToastViewport" />
  </Toast.Provider>
);

const Line = ({ name, label, value, message }) => (
  <Form.Field className="FormField" name={name} serverInvalid={Boolean(message)}>
    <Form.Label className="FormLabel">{label}</Form.Label>
    {message && <Form.Message className="FormMessage">{message}</Form.Message>}
    <Form.Control asChild><input className="Input" defaultValue={value} /></Form.Control>
  </Form.Field>
);

const errors = {
  dialog: shows(({ t }) => (
    <Ask t={t}>
      <button type="button" className="Button red">{t.more}</button>
      <AlertDialog.Cancel className="Button mauve">{t.ok}</AlertDialog.Cancel>
    </Ask>
  )),
  toast: shows(({ t }) => <Notice t={t} className="destructive" />),
  field: shows(({ t }) => <Form.Root className="FormRoot"><Line name="phone" label={t.label} value={t.value} message={t.message} /></Form.Root>),
};

const calm = {
  confirmation: shows(({ t }) => (
    <Ask t={t}>
      <AlertDialog.Cancel className="Button mauve">{t.cancel}</AlertDialog.Cancel>
      <AlertDialog.Action className="Button red">{t.ok}</AlertDialog.Action>
    </Ask>
  )),
  form: shows(({ t }) => (
    <Box t={t}><Form.Root className="FormRoot"><Line name="amount" label={t.label} /><Line name="note" label={t.note} /></Form.Root></Box>
  )),
  success: shows(({ t }) => <Notice t={t} />),
  info: shows(({ t }) => <Box t={t} />),
  cookie: shows(({ t }) => <Box t={t} modal={false} onInteractOutside={(e) => e.preventDefault()} />),
  menu: shows(({ t }) => (
    <DropdownMenu.Root defaultOpen>
      <DropdownMenu.Trigger className="Button">{t.label}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="DropdownMenuContent" sideOffset={5}>
          {t.items.map((text) => <DropdownMenu.Item key={text} className="DropdownMenuItem">{text}</DropdownMenu.Item>)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )),
  chat, log, search,
};

kit({ errors, calm, rerender });
