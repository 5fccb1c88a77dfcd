// Ant Design Mobile (antd-mobile): dialogs are components, toasts are called and cover the page with a mask.
import { ActionSheet, Button, ConfigProvider, Dialog, Form, Input, List, NoticeBar, Popup, Toast, unstableSetRender } from 'antd-mobile';
import { CloseCircleFill } from 'antd-mobile-icons';
import arabic from 'antd-mobile/es/locales/ar-SA';
import english from 'antd-mobile/es/locales/en-US';
import chinese from 'antd-mobile/es/locales/zh-CN';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { kit } from '../kit.js';
import { chat } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

// As its guide says for React 19, which what is called cannot find by itself.
unstableSetRender((node, container) => {
  container.root ||= createRoot(container);
  container.root.render(node);
  return async () => { await null; container.root.unmount(); };
});

const locale = { ar: arabic, en: english, 'zh-CN': chinese }[document.documentElement.lang];
const Around = ({ children }) => <ConfigProvider locale={locale}>{children}</ConfigProvider>;
const shows = (Component) => surface(Component, Around);

const Box = ({ t, content = t.message, ...rest }) => {
  const [visible, close] = useOpen();
  return <Dialog visible={visible} title={t.title} content={content} closeOnAction onClose={close} {...rest} />;
};

/** A toast has no element of its own in the tree: showing it again replaces its content. */
const Called = ({ turn, ...toast }) => {
  useEffect(() => { Toast.show({ duration: 0, maskClickable: true, ...toast }); }, [turn]);
  useEffect(() => () => Toast.clear(), []);
  return null;
};

const errors = {
  dialog: shows(({ t }) => (
    <Box t={t} header={<CloseCircleFill style={{ fontSize: 64, color: 'var(--adm-color-danger)' }} />}
      actions={[[{ key: 'more', text: t.more }, { key: 'ok', text: t.ok, bold: true }]]} />
  )),
  toast: shows(({ t, turn }) => <Called turn={turn} icon="fail" content={t.message} />),
  alert: shows(({ t }) => <NoticeBar color="error" wrap closeable content={<><strong>{t.title}</strong> {t.message}</>} />),
  field: shows(({ t }) => {
    const [form] = Form.useForm();
    useEffect(() => { form.setFields([{ name: 'phone', errors: [t.message] }]); }, [form, t]);
    return <Form form={form} initialValues={{ phone: t.value }}><Form.Item name="phone" label={t.label}><Input /></Form.Item></Form>;
  }),
};

const calm = {
  confirmation: shows(({ t }) => (
    <Box t={t} actions={[[{ key: 'cancel', text: t.cancel }, { key: 'ok', text: t.ok, bold: true, danger: true }]]} />
  )),
  form: shows(({ t }) => (
    <Box t={t} actions={[[{ key: 'cancel', text: t.cancel }, { key: 'ok', text: t.ok, bold: true }]]}
      content={<>{t.message}<Form><Form.Item label={t.label}><Input /></Form.Item><Form.Item label={t.note}><Input /></Form.Item></Form></>} />
  )),
  success: shows(({ t, turn }) => <Called turn={turn} icon="success" content={t.message} />),
  info: shows(({ t }) => <NoticeBar color="info" wrap content={<><strong>{t.title}</strong> {t.message}</>} />),
  cookie: shows(({ t }) => {
    const [visible, close] = useOpen();
    return (
      <Popup visible={visible} onMaskClick={close} bodyStyle={{ padding: 16 }}>
        <h3>{t.title}</h3>
        <p>{t.message}</p>
        <Button onClick={close}>{t.cancel}</Button> <Button color="primary" onClick={close}>{t.ok}</Button>
      </Popup>
    );
  }),
  menu: shows(({ t }) => {
    const [visible, close] = useOpen();
    return <ActionSheet visible={visible} actions={t.items.map((text) => ({ key: text, text }))} onClose={close} />;
  }),
  log: shows(({ t }) => <List header={t.title}>{t.lines.map((text) => <List.Item key={text}>{text}</List.Item>)}</List>),
  search: shows(({ t }) => <List header={t.title}>{t.items.map((text) => <List.Item key={text} clickable>{text}</List.Item>)}</List>),
  chat,
};

kit({ errors, calm, rerender });
