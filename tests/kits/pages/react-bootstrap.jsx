// React-Bootstrap: Bootstrap 5 as React components.
import 'bootstrap/dist/css/bootstrap.min.css';
import { Alert, Button, Dropdown, Form, ListGroup, Modal, Offcanvas, ThemeProvider, Toast, ToastContainer } from 'react-bootstrap';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const Provider = ({ children }) => <ThemeProvider dir={document.documentElement.dir}>{children}</ThemeProvider>;

const Box = ({ t, other, variant, children, ...rest }) => {
  const [open, close] = useOpen();
  return (
    <Modal show={open} onHide={close} {...rest}>
      <Modal.Header closeButton><Modal.Title>{t.title}</Modal.Title></Modal.Header>
      <Modal.Body><p>{t.message}</p>{children}</Modal.Body>
      <Modal.Footer>
        <Button variant="secondary" onClick={close}>{other}</Button>
        <Button variant={variant} onClick={close}>{t.ok}</Button>
      </Modal.Footer>
    </Modal>
  );
};

const Toasted = ({ t, bg, className }) => {
  const [open, close] = useOpen();
  return (
    <ToastContainer position="top-end" className="p-3">
      <Toast show={open} onClose={close} bg={bg}>
        <Toast.Header closeLabel={t.ok}><strong className="me-auto">{t.title}</strong></Toast.Header>
        <Toast.Body className={className}>{t.message}</Toast.Body>
      </Toast>
    </ToastContainer>
  );
};

const Note = ({ t, variant }) => {
  const [open, close] = useOpen();
  return open && (
    <Alert variant={variant} onClose={close} closeLabel={t.ok} dismissible>
      <Alert.Heading>{t.title}</Alert.Heading>
      <p>{t.message}</p>
    </Alert>
  );
};

const errors = {
  dialog: ({ t }) => <Box t={t} other={t.more} variant="primary" centered />,
  toast: ({ t }) => <Toasted t={t} bg="danger" className="text-white" />,
  alert: ({ t }) => <Note t={t} variant="danger" />,
  field: ({ t }) => (
    <Form.Group controlId="phone">
      <Form.Label>{t.label}</Form.Label>
      <Form.Control defaultValue={t.value} isInvalid />
      <Form.Control.Feedback type="invalid">{t.message}</Form.Control.Feedback>
    </Form.Group>
  ),
};

const calm = {
  confirmation: ({ t }) => <Box t={t} other={t.cancel} variant="danger" />,
  form: ({ t }) => (
    <Box t={t} other={t.cancel} variant="primary">
      <Form.Group className="mb-3" controlId="amount"><Form.Label>{t.label}</Form.Label><Form.Control autoFocus /></Form.Group>
      <Form.Group controlId="greeting"><Form.Label>{t.note}</Form.Label><Form.Control /></Form.Group>
    </Box>
  ),
  success: ({ t }) => <Toasted t={t} bg="success" className="text-white" />,
  info: ({ t }) => <Note t={t} variant="info" />,
  cookie: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Offcanvas show={open} onHide={close} placement="bottom" backdrop={false} scroll>
        <Offcanvas.Header><Offcanvas.Title>{t.title}</Offcanvas.Title></Offcanvas.Header>
        <Offcanvas.Body>
          <p>{t.message}</p>
          <Button variant="link" onClick={close}>{t.cancel}</Button> <Button onClick={close}>{t.ok}</Button>
        </Offcanvas.Body>
      </Offcanvas>
    );
  },
  menu: ({ t }) => (
    <Dropdown defaultShow>
      <Dropdown.Toggle>{t.label}</Dropdown.Toggle>
      <Dropdown.Menu>{t.items.map((text) => <Dropdown.Item key={text} href="#">{text}</Dropdown.Item>)}</Dropdown.Menu>
    </Dropdown>
  ),
  search: ({ t }) => (
    <section role="status">
      <h2>{t.title}</h2>
      <ListGroup>{t.items.map((text) => <ListGroup.Item key={text} action href="#">{text}</ListGroup.Item>)}</ListGroup>
    </section>
  ),
};

kit({ errors: surfaces(errors, Provider), calm: { ...surfaces(calm, Provider), chat, log }, rerender });
