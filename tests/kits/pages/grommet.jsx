// Grommet, HPE's kit: layers, notifications and form fields, styled by classes without meaning.
import { Box, Button, FormField, Grommet, Layer, Menu, Notification, Paragraph, TextInput, Heading } from 'grommet';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

const Theme = ({ children }) => <Grommet>{children}</Grommet>;
const themed = (all) => Object.fromEntries(Object.entries(all).map(([kind, Component]) => [kind, surface(Component, Theme)]));

const Dialog = ({ t, children, actions }) => {
  const [open, close] = useOpen();
  return open && (
    <Layer onEsc={close} onClickOutside={close}>
      <Box pad="medium" gap="small" width="medium">
        <Heading level={3} margin="none">{t.title}</Heading>
        <Paragraph>{t.message}</Paragraph>
        {children}
        <Box direction="row" gap="small" justify="end">{actions(close)}</Box>
      </Box>
    </Layer>
  );
};

const Note = ({ t, status, toast }) => {
  const [open, close] = useOpen();
  return open && <Notification toast={toast && { autoClose: false }} status={status} title={t.title} message={t.message} onClose={close} />;
};

const errors = {
  dialog: ({ t }) => <Dialog t={t} actions={(close) => <><Button label={t.more} /><Button primary label={t.ok} onClick={close} /></>} />,
  toast: ({ t }) => <Note t={t} status="critical" toast />,
  alert: ({ t }) => <Note t={t} status="critical" />,
  field: ({ t }) => <FormField label={t.label} htmlFor="phone" error={t.message}><TextInput id="phone" defaultValue={t.value} /></FormField>,
};

const calm = {
  confirmation: ({ t }) => <Dialog t={t} actions={(close) => <><Button label={t.cancel} onClick={close} /><Button primary color="status-critical" label={t.ok} onClick={close} /></>} />,
  form: ({ t }) => (
    <Dialog t={t} actions={(close) => <><Button label={t.cancel} onClick={close} /><Button primary label={t.ok} onClick={close} /></>}>
      <FormField label={t.label} htmlFor="amount"><TextInput id="amount" /></FormField>
      <FormField label={t.note} htmlFor="note"><TextInput id="note" /></FormField>
    </Dialog>
  ),
  success: ({ t }) => <Note t={t} status="normal" toast />,
  info: ({ t }) => <Note t={t} status="info" />,
  menu: ({ t }) => <Menu label={t.label} open items={t.items.map((label) => ({ label }))} />,
};

kit({ errors: themed(errors), calm: { ...themed(calm), chat, log, search }, rerender });
