// Carbon, IBM's kit.
import '@carbon/styles/css/styles.min.css';
import {
  ActionableNotification, InlineNotification, Menu, MenuItem, MenuItemDivider, Modal, Stack, TextInput, ToastNotification, UnorderedList, ListItem,
} from '@carbon/react';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

// The styles name fonts on a far server, which Carbon's own setting leaves out: they are not asked for here.
for (const sheet of document.styleSheets) {
  for (let i = sheet.cssRules.length - 1; i >= 0; i -= 1) if (sheet.cssRules[i] instanceof CSSFontFaceRule) sheet.deleteRule(i);
}

const Box = ({ t, children, other, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Modal open={open} modalHeading={t.title} primaryButtonText={t.ok} secondaryButtonText={other} closeButtonLabel={other}
      onRequestClose={close} onRequestSubmit={close} onSecondarySubmit={close} {...rest}>
      <p>{t.message}</p>
      {children}
    </Modal>
  );
};

const errors = {
  dialog: ({ t }) => <Box t={t} alert size="sm" other={t.more} />,
  toast: ({ t }) => <ToastNotification kind="error" title={t.title} subtitle={t.message} aria-label={t.ok} timeout={0} />,
  alert: ({ t }) => <InlineNotification kind="error" title={t.title} subtitle={t.message} aria-label={t.ok} />,
  field: ({ t }) => <TextInput id="phone" labelText={t.label} defaultValue={t.value} invalid invalidText={t.message} />,
};

const calm = {
  confirmation: ({ t }) => <Box t={t} danger size="sm" other={t.cancel} />,
  form: ({ t }) => (
    <Box t={t} size="sm" other={t.cancel} hasForm>
      <Stack gap={5}>
        <TextInput data-modal-primary-focus id="amount" labelText={t.label} />
        <TextInput id="greeting" labelText={t.note} />
      </Stack>
    </Box>
  ),
  success: ({ t }) => <ToastNotification kind="success" title={t.title} subtitle={t.message} aria-label={t.ok} timeout={0} />,
  info: ({ t }) => <InlineNotification kind="info" title={t.title} subtitle={t.message} aria-label={t.ok} />,
  cookie: ({ t }) => <ActionableNotification kind="info" inline={false} title={t.title} subtitle={t.message} actionButtonLabel={t.ok} aria-label={t.cancel} />,
  menu: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Menu open={open} onClose={close} label={t.label} x={200} y={200}>
        {t.items.slice(0, -1).map((text) => <MenuItem key={text} label={text} />)}
        <MenuItemDivider />
        <MenuItem label={t.items.at(-1)} kind="danger" />
      </Menu>
    );
  },
  search: ({ t }) => (
    <section aria-live="polite">
      <h2>{t.title}</h2>
      <UnorderedList>{t.items.map((text) => <ListItem key={text}>{text}</ListItem>)}</UnorderedList>
    </section>
  ),
};

kit({ errors: surfaces(errors), calm: { ...surfaces(calm), chat, log }, rerender });
