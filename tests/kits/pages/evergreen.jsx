// Evergreen, Segment's kit; its toaster is a root of its own.
import {
  Alert, Button, CornerDialog, Dialog, Heading, ListItem, Menu, Pane, Paragraph, Popover, TextInputField, UnorderedList, toaster,
} from 'evergreen-ui';
import { useEffect } from 'react';
import { kit } from '../kit.js';
import { chat } from '../plain.js';
import { rerender, surfaces, useClicked, useOpen } from '../react.jsx';

const Box = ({ t, other, intent, children = t.message }) => {
  const [open, close] = useOpen();
  return (
    <Dialog isShown={open} title={t.title} intent={intent} confirmLabel={t.ok} cancelLabel={other} onCloseComplete={close}>{children}</Dialog>
  );
};

const Toasted = ({ t, type }) => {
  useEffect(() => {
    toaster[type](t.title, { description: t.message, duration: 3600, id: type });
    return () => toaster.remove(type);
  }, []);
  return null;
};

const Corner = ({ t }) => {
  const [open, close] = useOpen();
  return <CornerDialog isShown={open} title={t.title} confirmLabel={t.ok} cancelLabel={t.cancel} hasCancel={Boolean(t.cancel)} onCloseComplete={close}>{t.message}</CornerDialog>;
};

const Listed = ({ title, lines }) => (
  <Pane elevation={1} padding={16}>
    <Heading>{title}</Heading>
    <UnorderedList>{lines.map((text) => <ListItem key={text}>{text}</ListItem>)}</UnorderedList>
  </Pane>
);

const errors = {
  dialog: ({ t }) => <Box t={t} intent="danger" other={t.more} />,
  toast: ({ t }) => <Toasted t={t} type="danger" />,
  alert: ({ t }) => <Alert intent="danger" title={t.title}>{t.message}</Alert>,
  field: ({ t }) => <TextInputField label={t.label} defaultValue={t.value} isInvalid validationMessage={t.message} />,
};

const calm = {
  confirmation: ({ t }) => <Box t={t} intent="danger" other={t.cancel} />,
  form: ({ t }) => (
    <Box t={t} other={t.cancel}>
      <Paragraph>{t.message}</Paragraph>
      <TextInputField label={t.label} />
      <TextInputField label={t.note} />
    </Box>
  ),
  success: ({ t }) => <Toasted t={t} type="success" />,
  info: ({ t }) => <Corner t={t} />,
  cookie: ({ t }) => <Corner t={t} />,
  menu: ({ t }) => {
    const button = useClicked();
    return (
      <Popover content={<Menu><Menu.Group>{t.items.map((text) => <Menu.Item key={text}>{text}</Menu.Item>)}</Menu.Group></Menu>}>
        {({ toggle, getRef }) => <Button ref={(at) => { getRef(at); button.current = at; }} onClick={toggle}>{t.label}</Button>}
      </Popover>
    );
  },
  log: ({ t }) => <Listed title={t.title} lines={t.lines} />,
  search: ({ t }) => <Listed title={t.title} lines={t.items} />,
};

kit({ errors: surfaces(errors), calm: { ...surfaces(calm), chat }, rerender });
