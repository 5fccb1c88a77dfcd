// Arco Design React, ByteDance's kit.
import '@arco-design/web-react/dist/css/arco.min.css';
import '@arco-design/web-react/es/_util/react-19-adapter';
import { Alert, Button, Card, ConfigProvider, Dropdown, Form, Input, List, Menu, Modal, Notification, Timeline } from '@arco-design/web-react';
import arabic from '@arco-design/web-react/es/locale/ar-EG';
import english from '@arco-design/web-react/es/locale/en-US';
import chinese from '@arco-design/web-react/es/locale/zh-CN';
import { useEffect } from 'react';
import { kit } from '../kit.js';
import { chat } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const { dir, lang } = document.documentElement;
const locale = { ar: arabic, en: english, 'zh-CN': chinese }[lang];
const Provider = ({ children }) => <ConfigProvider locale={locale} rtl={dir === 'rtl'}>{children}</ConfigProvider>;

/** A modal of the hook, as apps call for one. */
const Called = ({ t, type, ...rest }) => {
  const [modal, holder] = Modal.useModal();
  useEffect(() => {
    const called = modal[type]({ title: t.title, content: t.message, okText: t.ok, ...rest });
    return () => called.close();
  }, []);
  return holder;
};

const Toasted = ({ t, type }) => {
  const [notification, holder] = Notification.useNotification();
  useEffect(() => { notification[type]({ id: type, title: t.title, content: t.message, duration: 0, closable: true }); }, []);
  return holder;
};

const errors = {
  dialog: ({ t }) => {
    const [open, close] = useOpen();
    const footer = <><Button onClick={close}>{t.more}</Button><Button type="primary" status="danger" onClick={close}>{t.ok}</Button></>;
    return <Modal visible={open} simple title={t.title} footer={footer} onCancel={close}>{t.message}</Modal>;
  },
  toast: ({ t }) => <Toasted t={t} type="error" />,
  alert: ({ t }) => <Alert type="error" title={t.title} content={t.message} closable />,
  field: ({ t }) => (
    <Form layout="vertical">
      <Form.Item label={t.label} validateStatus="error" help={t.message}><Input defaultValue={t.value} /></Form.Item>
    </Form>
  ),
};

const calm = {
  confirmation: ({ t }) => <Called t={t} type="confirm" cancelText={t.cancel} okButtonProps={{ status: 'danger' }} />,
  form: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Modal visible={open} title={t.title} okText={t.ok} cancelText={t.cancel} onOk={close} onCancel={close}>
        <p>{t.message}</p>
        <Form layout="vertical">
          <Form.Item label={t.label} field="amount"><Input /></Form.Item>
          <Form.Item label={t.note} field="greeting"><Input /></Form.Item>
        </Form>
      </Modal>
    );
  },
  success: ({ t }) => <Toasted t={t} type="success" />,
  info: ({ t }) => <Called t={t} type="info" />,
  cookie: ({ t }) => <Card title={t.title} actions={[<Button>{t.cancel}</Button>, <Button type="primary">{t.ok}</Button>]}>{t.message}</Card>,
  menu: ({ t }) => (
    <Dropdown trigger="click" defaultPopupVisible droplist={<Menu>{t.items.map((text) => <Menu.Item key={text}>{text}</Menu.Item>)}</Menu>}>
      <Button>{t.label}</Button>
    </Dropdown>
  ),
  log: ({ t }) => (
    <Card title={t.title}><Timeline>{t.lines.map((text) => <Timeline.Item key={text}>{text}</Timeline.Item>)}</Timeline></Card>
  ),
  search: ({ t }) => <List header={t.title} dataSource={t.items} render={(text) => <List.Item key={text}>{text}</List.Item>} />,
};

kit({ errors: surfaces(errors, Provider), calm: { ...surfaces(calm, Provider), chat }, rerender });
