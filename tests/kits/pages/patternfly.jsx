// PatternFly, Red Hat's kit.
import '@patternfly/react-core/dist/styles/base.css';
import {
  Alert, AlertActionCloseButton, AlertGroup, AlertVariant, Button, Dropdown, DropdownItem, DropdownList, Form, FormGroup, FormHelperText,
  HelperText, HelperTextItem, MenuToggle, Modal, ModalBody, ModalFooter, ModalHeader, TextInput,
} from '@patternfly/react-core';
import { useState } from 'react';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const Box = ({ t, icon, children, actions }) => {
  const [open, close] = useOpen();
  return (
    <Modal variant="small" isOpen={open} onClose={close} aria-labelledby="box-title" aria-describedby="box-body">
      <ModalHeader title={t.title} titleIconVariant={icon} labelId="box-title" />
      <ModalBody id="box-body">{t.message}{children}</ModalBody>
      <ModalFooter>{actions(close)}</ModalFooter>
    </Modal>
  );
};

const Note = ({ t, variant, toast }) => {
  const [open, close] = useOpen();
  const alert = open && (
    <Alert variant={variant} isInline={!toast} title={t.title} actionClose={<AlertActionCloseButton aria-label={t.ok} onClose={close} />}>{t.message}</Alert>
  );
  return toast ? <AlertGroup isToast isLiveRegion>{alert}</AlertGroup> : alert;
};

const Input = ({ id, label }) => <FormGroup label={label} fieldId={id}><TextInput id={id} /></FormGroup>;

const errors = {
  dialog: ({ t }) => (
    <Box t={t} icon="danger" actions={(close) => [<Button key="more">{t.more}</Button>, <Button key="ok" variant="link" onClick={close}>{t.ok}</Button>]} />
  ),
  toast: ({ t }) => <Note t={t} variant={AlertVariant.danger} toast />,
  alert: ({ t }) => <Note t={t} variant={AlertVariant.danger} />,
  field: ({ t }) => (
    <Form>
      <FormGroup label={t.label} fieldId="phone">
        <TextInput id="phone" defaultValue={t.value} validated="error" aria-describedby="phone-told" />
        <FormHelperText><HelperText id="phone-told"><HelperTextItem variant="error">{t.message}</HelperTextItem></HelperText></FormHelperText>
      </FormGroup>
    </Form>
  ),
};

const calm = {
  confirmation: ({ t }) => (
    <Box t={t} icon="warning" actions={(close) => [<Button key="ok" variant="danger" onClick={close}>{t.ok}</Button>, <Button key="cancel" variant="link" onClick={close}>{t.cancel}</Button>]} />
  ),
  form: ({ t }) => (
    <Box t={t} actions={(close) => [<Button key="ok" onClick={close}>{t.ok}</Button>, <Button key="cancel" variant="link" onClick={close}>{t.cancel}</Button>]}>
      <Form><Input id="amount" label={t.label} /><Input id="note" label={t.note} /></Form>
    </Box>
  ),
  success: ({ t }) => <Note t={t} variant={AlertVariant.success} toast />,
  info: ({ t }) => <Note t={t} variant={AlertVariant.info} />,
  menu: ({ t }) => {
    const [open, setOpen] = useState(true);
    return (
      <Dropdown isOpen={open} onOpenChange={setOpen} toggle={(ref) => <MenuToggle ref={ref} onClick={() => setOpen(!open)}>{t.label}</MenuToggle>}>
        <DropdownList>{t.items.map((text) => <DropdownItem key={text}>{text}</DropdownItem>)}</DropdownList>
      </Dropdown>
    );
  },
};

kit({ errors: surfaces(errors), calm: { ...surfaces(calm), chat, log, search }, rerender });
