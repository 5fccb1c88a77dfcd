// Blueprint, Palantir's kit.
import '@blueprintjs/core/lib/css/blueprint.css';
import {
  Alert, BlueprintProvider, Button, Callout, Card, Dialog, DialogBody, DialogFooter, FormGroup, H5, InputGroup, Menu, MenuItem, OverlayToaster, PopoverNext,
  Toast,
} from '@blueprintjs/core';
import { Duplicate, Edit, Error, Flag, InfoSign, Tick, Trash, WarningSign } from '@blueprintjs/icons';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const Asked = ({ t, other, icon }) => {
  const [open, close] = useOpen();
  return (
    <Alert isOpen={open} intent="danger" icon={icon} confirmButtonText={t.ok} cancelButtonText={other} onClose={close}>
      <H5>{t.title}</H5>
      <p>{t.message}</p>
    </Alert>
  );
};

const Toasted = ({ t, ...rest }) => {
  const [open, close] = useOpen();
  return <OverlayToaster>{open && <Toast key="toast" message={<><strong>{t.title}</strong> {t.message}</>} timeout={0} onDismiss={close} {...rest} />}</OverlayToaster>;
};

const errors = {
  dialog: ({ t }) => <Asked t={t} other={t.more} icon={<Error size={40} />} />,
  toast: ({ t }) => <Toasted t={t} intent="danger" icon={<WarningSign />} action={{ text: t.ok }} />,
  alert: ({ t }) => <Callout intent="danger" icon={<Error />} title={t.title}>{t.message}</Callout>,
  field: ({ t }) => (
    <FormGroup label={t.label} labelFor="phone" intent="danger" helperText={t.message}>
      <InputGroup id="phone" defaultValue={t.value} intent="danger" />
    </FormGroup>
  ),
};

const icons = [<Edit />, <Duplicate />, <Flag />, <Trash />];
const calm = {
  confirmation: ({ t }) => <Asked t={t} other={t.cancel} icon={<Trash size={40} />} />,
  form: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Dialog isOpen={open} title={t.title} onClose={close}>
        <DialogBody>
          <p>{t.message}</p>
          <FormGroup label={t.label} labelFor="amount"><InputGroup id="amount" /></FormGroup>
          <FormGroup label={t.note} labelFor="greeting"><InputGroup id="greeting" /></FormGroup>
        </DialogBody>
        <DialogFooter actions={<><Button text={t.cancel} onClick={close} /><Button intent="primary" text={t.ok} onClick={close} /></>} />
      </Dialog>
    );
  },
  success: ({ t }) => <Toasted t={t} intent="success" icon={<Tick />} />,
  info: ({ t }) => <Callout intent="primary" icon={<InfoSign />} title={t.title}>{t.message}</Callout>,
  cookie: ({ t }) => (
    <Card elevation={2}><H5>{t.title}</H5><p>{t.message}</p><Button text={t.cancel} /> <Button intent="primary" text={t.ok} /></Card>
  ),
  menu: ({ t }) => (
    <PopoverNext defaultIsOpen usePortal={false} content={
      <Menu>{t.items.map((text, i) => <MenuItem key={text} text={text} icon={icons[i]} intent={i === 3 ? 'danger' : 'none'} />)}</Menu>
    }>
      <Button text={t.label} />
    </PopoverNext>
  ),
};

kit({ errors: surfaces(errors, BlueprintProvider), calm: { ...surfaces(calm, BlueprintProvider), chat, log, search }, rerender });
