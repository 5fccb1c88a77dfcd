// Base UI (@base-ui/react): unstyled; dialogs in portals, toasts from a manager, themselves dialogs.
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog } from '@base-ui/react/dialog';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { Field } from '@base-ui/react/field';
import { Menu } from '@base-ui/react/menu';
import { Toast } from '@base-ui/react/toast';
import '../headless.css';
import { kit, make } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { mount, rerender, surface, useOpen } from '../react.jsx';

const Around = ({ children }) => <DirectionProvider direction={document.documentElement.dir}>{children}</DirectionProvider>;
const shows = (Component) => surface(Component, Around);

const manager = Toast.createToastManager();
const Toasts = () => Toast.useToastManager().toasts.map((toast) => (
  <Toast.Root key={toast.id} toast={toast} className="Toast">
    <Toast.Content className="Content">
      <Toast.Title className="Title" />
      <Toast.Description className="Description" />
    </Toast.Content>
    <Toast.Close className="Button">{toast.data.ok}</Toast.Close>
  </Toast.Root>
));
mount(document.body.appendChild(make('div')), () => (
  <Around>
    <Toast.Provider toastManager={manager} timeout={0}>
      <Toast.Portal><Toast.Viewport className="Viewport"><Toasts /></Toast.Viewport></Toast.Portal>
    </Toast.Provider>
  </Around>
));
const toast = (type, priority) => (t) => {
  const id = manager.add({ title: t.title, description: t.message, type, priority, data: { ok: t.ok } });
  return () => manager.close(id);
};

/** Dialog and AlertDialog have the same parts. */
const Box = ({ of: Kind = Dialog, t, children, buttons, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Kind.Root open={open} onOpenChange={close} {...rest}>
      <Kind.Portal>
        <Kind.Backdrop className="Backdrop" />
        <Kind.Popup className="Popup">
          <Kind.Title className="Title">{t.title}</Kind.Title>
          <Kind.Description className="Description">{t.message}</Kind.Description>
          {children}
          <div className="Actions">{buttons}</div>
        </Kind.Popup>
      </Kind.Portal>
    </Kind.Root>
  );
};
const Closing = (properties) => <Dialog.Close className="Button" {...properties} />;
const asks = (t) => <><Closing>{t.cancel}</Closing><Closing>{t.ok}</Closing></>;

const Line = ({ label, value, message }) => (
  <Field.Root className="Field" invalid={Boolean(message)}>
    <Field.Label className="Label">{label}</Field.Label>
    <Field.Control className="Input" defaultValue={value} />
    <Field.Error className="Error" match={Boolean(message)}>{message}</Field.Error>
  </Field.Root>
);

const errors = {
  dialog: shows(({ t }) => (
    <Box of={AlertDialog} t={t} buttons={<><button type="button" className="Button">{t.more}</button><Closing>{t.ok}</Closing></>} />
  )),
  toast: toast('error', 'high'),
  field: shows(({ t }) => <Line {...t} />),
};

const calm = {
  confirmation: shows(({ t }) => (
    <Box of={AlertDialog} t={t} buttons={<><Closing>{t.cancel}</Closing><Closing data-color="red">{t.ok}</Closing></>} />
  )),
  form: shows(({ t }) => <Box t={t} buttons={asks(t)}><Line label={t.label} /><Line label={t.note} /></Box>),
  success: toast('success'),
  info: shows(({ t }) => <Box t={t} buttons={<Closing>{t.ok}</Closing>} />),
  cookie: shows(({ t }) => <Box t={t} modal={false} disablePointerDismissal buttons={asks(t)} />),
  menu: shows(({ t }) => (
    <Menu.Root defaultOpen>
      <Menu.Trigger className="Button">{t.label}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="Positioner" sideOffset={8} align="start">
          <Menu.Popup className="Menu">{t.items.map((text) => <Menu.Item key={text} className="Item">{text}</Menu.Item>)}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )),
  chat, log, search,
};

kit({ errors, calm, rerender });
