// TDesign React, Tencent's kit; its notifications live outside of the app's tree.
import 'tdesign-react/dist/tdesign.min.css';
import 'tdesign-react/es/_util/react-19-adapter';
import { Alert, Button, Card, ConfigProvider, Dialog, Dropdown, Form, Input, List, NotificationPlugin, Timeline } from 'tdesign-react';
import arabic from 'tdesign-react/es/locale/ar_KW';
import english from 'tdesign-react/es/locale/en_US';
import chinese from 'tdesign-react/es/locale/zh_CN';
import { useEffect } from 'react';
import { kit } from '../kit.js';
import { chat } from '../plain.js';
import { rerender, surfaces, useClicked, useOpen } from '../react.jsx';

const locale = { ar: arabic, en: english, 'zh-CN': chinese }[document.documentElement.lang];
const Provider = ({ children }) => <ConfigProvider globalConfig={locale}>{children}</ConfigProvider>;

const Box = ({ t, other, children = t.message, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Dialog visible={open} header={t.title} cancelBtn={other} confirmBtn={t.ok} onClose={close} onConfirm={close} {...rest}>
      {children}
    </Dialog>
  );
};

const Toasted = ({ t, type }) => {
  useEffect(() => {
    const called = NotificationPlugin[type]({ title: t.title, content: t.message, duration: 0, closeBtn: true });
    return () => NotificationPlugin.close(called);
  }, []);
  return null;
};

const errors = {
  dialog: ({ t }) => <Box t={t} theme="danger" other={t.more} />,
  toast: ({ t }) => <Toasted t={t} type="error" />,
  alert: ({ t }) => <Alert theme="error" title={t.title} message={t.message} closeBtn />,
  field: ({ t }) => (
    <Form labelAlign="top">
      <Form.FormItem label={t.label} name="phone" initialData={t.value} status="error"><Input tips={t.message} status="error" /></Form.FormItem>
    </Form>
  ),
};

const calm = {
  confirmation: ({ t }) => <Box t={t} theme="warning" other={t.cancel} confirmBtn={{ content: t.ok, theme: 'danger' }} />,
  form: ({ t }) => (
    <Box t={t} other={t.cancel}>
      <p>{t.message}</p>
      <Form labelAlign="top">
        <Form.FormItem label={t.label} name="amount"><Input /></Form.FormItem>
        <Form.FormItem label={t.note} name="greeting"><Input /></Form.FormItem>
      </Form>
    </Box>
  ),
  success: ({ t }) => <Toasted t={t} type="success" />,
  info: ({ t }) => <Alert theme="info" title={t.title} message={t.message} closeBtn />,
  cookie: ({ t }) => <Card title={t.title} actions={<><Button variant="text">{t.cancel}</Button><Button>{t.ok}</Button></>}>{t.message}</Card>,
  menu: ({ t }) => {
    const button = useClicked();
    return (
      <Dropdown trigger="click" options={t.items.map((content) => ({ content, value: content }))}><Button ref={button}>{t.label}</Button></Dropdown>
    );
  },
  log: ({ t }) => (
    <Card title={t.title}><Timeline>{t.lines.map((text) => <Timeline.Item key={text}>{text}</Timeline.Item>)}</Timeline></Card>
  ),
  search: ({ t }) => <List header={t.title}>{t.items.map((text) => <List.ListItem key={text}>{text}</List.ListItem>)}</List>,
};

kit({ errors: surfaces(errors, Provider), calm: { ...surfaces(calm, Provider), chat }, rerender });
