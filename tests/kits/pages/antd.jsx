// Ant Design (antd): modals, notifications and messages are called from hooks of its App component.
import 'antd/dist/reset.css';
import { Alert, App, Button, Card, ConfigProvider, Dropdown, Form, Input, Modal, Timeline } from 'antd';
import arabic from 'antd/locale/ar_EG';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useEffect, useRef, useState } from 'react';
import { kit } from '../kit.js';
import { chat, search } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

const { dir, lang } = document.documentElement;
const locale = { ar: arabic, en: english, 'zh-CN': chinese }[lang];
const Around = ({ children }) => <ConfigProvider direction={dir} locale={locale}><App>{children}</App></ConfigProvider>;
const shows = (Component) => surface(Component, Around);

/** A modal of the hook, opened once and updated as often as the page renders. */
const Called = ({ open, turn }) => {
  const { modal } = App.useApp();
  const box = useRef(null);
  useEffect(() => {
    if (box.current) box.current.update((before) => ({ ...before }));
    else box.current = open(modal);
  }, [modal, open, turn]);
  return null;
};

/** A notification or a message, opened once. */
const Once = ({ open }) => {
  const app = App.useApp();
  const opened = useRef(false);
  useEffect(() => {
    if (!opened.current) open(app);
    opened.current = true;
  }, [app, open]);
  return null;
};

const errors = {
  dialog: shows(({ t, turn }) => (
    <Called turn={turn} open={(modal) => modal.error({
      title: t.title, content: t.message, okText: t.ok, footer: (_, { OkBtn }) => <><Button>{t.more}</Button><OkBtn /></>,
    })} />
  )),
  toast: shows(({ t }) => <Once open={(app) => app.notification.error({ title: t.title, description: t.message, duration: false })} />),
  alert: shows(({ t }) => <Alert type="error" title={t.title} description={t.message} showIcon closable />),
  field: shows(({ t }) => (
    <Form layout="vertical"><Form.Item label={t.label} htmlFor="phone" validateStatus="error" hasFeedback help={t.message}>
      <Input id="phone" defaultValue={t.value} />
    </Form.Item></Form>
  )),
};

const calm = {
  confirmation: shows(({ t, turn }) => (
    <Called turn={turn} open={(modal) => modal.confirm({
      title: t.title, content: t.message, okText: t.ok, okType: 'danger', cancelText: t.cancel,
    })} />
  )),
  form: shows(({ t }) => {
    const [open, close] = useOpen();
    return (
      <Modal open={open} title={t.title} okText={t.ok} cancelText={t.cancel} onOk={close} onCancel={close}>
        <p>{t.message}</p>
        <Form layout="vertical">
          <Form.Item name="amount" label={t.label}><Input /></Form.Item>
          <Form.Item name="note" label={t.note}><Input /></Form.Item>
        </Form>
      </Modal>
    );
  }),
  success: shows(({ t }) => <Once open={(app) => app.message.success({ content: t.message, duration: 0 })} />),
  info: shows(({ t }) => <Once open={(app) => app.notification.info({ title: t.title, description: t.message, duration: false })} />),
  cookie: shows(({ t }) => (
    <Card title={t.title} actions={[<Button key="no">{t.cancel}</Button>, <Button key="yes" type="primary">{t.ok}</Button>]}>{t.message}</Card>
  )),
  menu: shows(({ t }) => {
    const [open, setOpen] = useState(true);
    const items = t.items.map((label, key) => ({ key, label, danger: key === t.items.length - 1 }));
    return <Dropdown menu={{ items }} trigger={['click']} open={open} onOpenChange={setOpen}><Button>{t.label}</Button></Dropdown>;
  }),
  log: shows(({ t }) => <section><h2>{t.title}</h2><Timeline items={t.lines.map((content) => ({ content }))} /></section>),
  chat, search,
};

kit({ errors, calm, rerender });
