// Mantine (@mantine/core, @mantine/notifications): modals in portals, notifications from a store.
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { Alert, Button, Dialog, DirectionProvider, Group, List, MantineProvider, Menu, Modal, Text, TextInput, Timeline, Title } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { kit, make } from '../kit.js';
import { chat } from '../plain.js';
import { mount, rerender, surface, useOpen } from '../react.jsx';

const Around = ({ children }) => (
  <DirectionProvider initialDirection={document.documentElement.dir} detectDirection={false}>
    <MantineProvider>{children}</MantineProvider>
  </DirectionProvider>
);
const shows = (Component) => surface(Component, Around);

// The kit brings no icons of its own; these are signs any app could use.
const Sign = ({ path }) => (
  <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2"><circle cx="12" cy="12" r="9" /><path d={path} /></svg>
);
const cross = <Sign path="M15 9l-6 6M9 9l6 6" />;
const tick = <Sign path="M8 12l3 3 5-6" />;
const letter = <Sign path="M12 8v.01M12 11v5" />;

mount(document.body.appendChild(make('div')), () => <Around><Notifications /></Around>);
const notice = (color, icon) => (t) => {
  const id = notifications.show({ color, icon, title: t.title, message: t.message, autoClose: false });
  return () => notifications.hide(id);
};

const Box = ({ t, children, buttons, ...rest }) => {
  const [opened, close] = useOpen();
  return (
    <Modal opened={opened} onClose={close} title={t.title} {...rest}>
      <Text size="sm">{t.message}</Text>
      {children}
      <Group mt="lg" justify="flex-end">{buttons(close)}</Group>
    </Modal>
  );
};

const errors = {
  dialog: shows(({ t }) => (
    <Box t={t} centered buttons={(close) => (
      <><Button variant="default">{t.more}</Button><Button color="red" onClick={close}>{t.ok}</Button></>
    )} />
  )),
  toast: notice('red', cross),
  alert: shows(({ t }) => {
    const [open, close] = useOpen();
    return open && (
      <Alert variant="light" color="red" title={t.title} icon={cross} withCloseButton closeButtonLabel={t.ok} onClose={close}>{t.message}</Alert>
    );
  }),
  field: shows(({ t }) => <TextInput label={t.label} defaultValue={t.value} error={t.message} />),
};

const calm = {
  confirmation: shows(({ t }) => (
    <Box t={t} centered buttons={(close) => (
      <><Button variant="default" onClick={close}>{t.cancel}</Button><Button color="red" onClick={close}>{t.ok}</Button></>
    )} />
  )),
  form: shows(({ t }) => (
    <Box t={t} buttons={(close) => <><Button variant="default" onClick={close}>{t.cancel}</Button><Button onClick={close}>{t.ok}</Button></>}>
      <TextInput label={t.label} data-autofocus /><TextInput label={t.note} />
    </Box>
  )),
  success: notice('teal', tick),
  info: shows(({ t }) => <Alert variant="light" color="blue" title={t.title} icon={letter}>{t.message}</Alert>),
  cookie: shows(({ t }) => (
    <Dialog opened withCloseButton size="lg" radius="md">
      <Text size="sm" mb="xs" fw={500}>{t.title}</Text>
      <Text size="sm">{t.message}</Text>
      <Group mt="sm"><Button variant="default">{t.cancel}</Button><Button>{t.ok}</Button></Group>
    </Dialog>
  )),
  menu: shows(({ t }) => (
    <Menu shadow="md" width={200} defaultOpened>
      <Menu.Target><Button>{t.label}</Button></Menu.Target>
      <Menu.Dropdown>
        {t.items.map((text, at) => <Menu.Item key={text} color={at === t.items.length - 1 ? 'red' : undefined}>{text}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )),
  log: shows(({ t }) => (
    <section><Title order={2}>{t.title}</Title><Timeline>{t.lines.map((text) => <Timeline.Item key={text} title={text} />)}</Timeline></section>
  )),
  search: shows(({ t }) => (
    <section><Title order={2}>{t.title}</Title><List>{t.items.map((text) => <List.Item key={text}>{text}</List.Item>)}</List></section>
  )),
  chat,
};

kit({ errors, calm, rerender });
