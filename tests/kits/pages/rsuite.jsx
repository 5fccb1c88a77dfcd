// React Suite (rsuite).
import 'rsuite/dist/rsuite.min.css';
import { Button, CustomProvider, Dropdown, Form, List, Message, Modal, Notification, Panel, Timeline, useToaster } from 'rsuite';
import { arEG, enUS, zhCN } from 'rsuite/esm/locales';
import { useEffect } from 'react';
import { kit } from '../kit.js';
import { chat } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const { dir, lang } = document.documentElement;
const locale = { ar: arEG, en: enUS, 'zh-CN': zhCN }[lang];
const Provider = ({ children }) => <CustomProvider locale={locale} rtl={dir === 'rtl'}>{children}</CustomProvider>;

const Box = ({ t, other, color, children, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Modal open={open} onClose={close} size="xs" {...rest}>
      <Modal.Header><Modal.Title>{t.title}</Modal.Title></Modal.Header>
      <Modal.Body>{t.message}{children}</Modal.Body>
      <Modal.Footer>
        <Button appearance="subtle" onClick={close}>{other}</Button>
        <Button appearance="primary" color={color} onClick={close}>{t.ok}</Button>
      </Modal.Footer>
    </Modal>
  );
};

const Toasted = ({ t, type, children }) => {
  const toaster = useToaster();
  useEffect(() => {
    // The provider's places for toasts are mounted after it.
    const waiting = setTimeout(() => toaster.push(
      <Notification type={type} header={t.title} closable>{t.message}{children}</Notification>,
      { placement: 'topEnd', duration: 0 },
    ), 100);
    return () => clearTimeout(waiting);
  }, []);
  return null;
};

const Note = ({ t, type }) => <Message type={type} header={t.title} showIcon closable>{t.message}</Message>;

const errors = {
  dialog: ({ t }) => <Box t={t} role="alertdialog" backdrop="static" color="red" other={t.more} />,
  toast: ({ t }) => <Toasted t={t} type="error" />,
  alert: ({ t }) => <Note t={t} type="error" />,
  field: ({ t }) => (
    <Form formDefaultValue={{ phone: t.value }}>
      <Form.Group controlId="phone">
        <Form.Label>{t.label}</Form.Label>
        <Form.Control name="phone" errorMessage={t.message} />
      </Form.Group>
    </Form>
  ),
};

const calm = {
  confirmation: ({ t }) => <Box t={t} role="alertdialog" backdrop="static" color="red" other={t.cancel} />,
  form: ({ t }) => (
    <Box t={t} other={t.cancel}>
      <Form fluid>
        <Form.Group controlId="amount"><Form.Label>{t.label}</Form.Label><Form.Control name="amount" /></Form.Group>
        <Form.Group controlId="greeting"><Form.Label>{t.note}</Form.Label><Form.Control name="greeting" /></Form.Group>
      </Form>
    </Box>
  ),
  success: ({ t }) => <Toasted t={t} type="success" />,
  info: ({ t }) => <Note t={t} type="info" />,
  cookie: ({ t }) => <Toasted t={t}><p><Button>{t.cancel}</Button> <Button appearance="primary">{t.ok}</Button></p></Toasted>,
  menu: ({ t }) => (
    <Dropdown title={t.label} defaultOpen>{t.items.map((text) => <Dropdown.Item key={text}>{text}</Dropdown.Item>)}</Dropdown>
  ),
  log: ({ t }) => (
    <Panel header={t.title} bordered><Timeline>{t.lines.map((text) => <Timeline.Item key={text}>{text}</Timeline.Item>)}</Timeline></Panel>
  ),
  search: ({ t }) => <Panel header={t.title}><List>{t.items.map((text) => <List.Item key={text}>{text}</List.Item>)}</List></Panel>,
};

kit({ errors: surfaces(errors, Provider), calm: { ...surfaces(calm, Provider), chat }, rerender });
