// Semantic UI React, with Semantic UI's styles by component: all at once they load a font from elsewhere.
import 'semantic-ui-css/components/reset.min.css';
import 'semantic-ui-css/components/button.min.css';
import 'semantic-ui-css/components/comment.min.css';
import 'semantic-ui-css/components/dimmer.min.css';
import 'semantic-ui-css/components/dropdown.min.css';
import 'semantic-ui-css/components/feed.min.css';
import 'semantic-ui-css/components/form.min.css';
import 'semantic-ui-css/components/header.min.css';
import 'semantic-ui-css/components/icon.min.css';
import 'semantic-ui-css/components/input.min.css';
import 'semantic-ui-css/components/label.min.css';
import 'semantic-ui-css/components/list.min.css';
import 'semantic-ui-css/components/message.min.css';
import 'semantic-ui-css/components/modal.min.css';
import 'semantic-ui-css/components/segment.min.css';
import 'semantic-ui-css/components/transition.min.css';
import { Button, Comment, Confirm, Dropdown, Feed, Form, Header, Icon, List, Message, Modal, Segment } from 'semantic-ui-react';
import { kit } from '../kit.js';
import { rerender, surfaces, useOpen } from '../react.jsx';

const Note = ({ t, ...rest }) => {
  const [open, close] = useOpen();
  return open && <Message header={t.title} content={t.message} onDismiss={close} {...rest} />;
};

const errors = {
  dialog: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Modal open={open} onClose={close} size="tiny">
        <Header icon="warning sign" color="red" content={t.title} />
        <Modal.Content><p>{t.message}</p></Modal.Content>
        <Modal.Actions>
          <Button onClick={close} content={t.more} />
          <Button negative onClick={close} content={t.ok} />
        </Modal.Actions>
      </Modal>
    );
  },
  alert: ({ t }) => <Note t={t} negative />,
  field: ({ t }) => <Form><Form.Input id="phone" label={t.label} defaultValue={t.value} error={{ content: t.message, pointing: 'above' }} /></Form>,
};

const calm = {
  confirmation: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Confirm open={open} size="tiny" header={t.title} content={t.message} cancelButton={t.cancel}
        confirmButton={{ content: t.ok, negative: true, primary: false }} onCancel={close} onConfirm={close} />
    );
  },
  form: ({ t }) => {
    const [open, close] = useOpen();
    return (
      <Modal open={open} onClose={close} size="tiny">
        <Modal.Header>{t.title}</Modal.Header>
        <Modal.Content>
          <Form>
            <p>{t.message}</p>
            <Form.Input id="amount" label={t.label} />
            <Form.Input id="greeting" label={t.note} />
          </Form>
        </Modal.Content>
        <Modal.Actions><Button onClick={close} content={t.cancel} /><Button primary onClick={close} content={t.ok} /></Modal.Actions>
      </Modal>
    );
  },
  success: ({ t }) => <Note t={t} success icon="check circle" />,
  info: ({ t }) => <Note t={t} info />,
  cookie: ({ t }) => (
    <Segment clearing>
      <Header as="h3" content={t.title} />
      <p>{t.message}</p>
      <Button floated="right" primary content={t.ok} />
      <Button floated="right" content={t.cancel} />
    </Segment>
  ),
  menu: ({ t }) => (
    <Dropdown text={t.label} defaultOpen>
      <Dropdown.Menu>{t.items.map((text) => <Dropdown.Item key={text} text={text} />)}</Dropdown.Menu>
    </Dropdown>
  ),
  chat: ({ t }) => (
    <Comment.Group>
      <Header as="h3" dividing content={t.title} />
      {t.messages.map((text) => <Comment key={text}><Comment.Content><Comment.Text>{text}</Comment.Text></Comment.Content></Comment>)}
    </Comment.Group>
  ),
  log: ({ t }) => (
    <Segment>
      <Header as="h3" content={t.title} />
      <Feed>{t.lines.map((text) => <Feed.Event key={text} icon="clock outline" content={text} />)}</Feed>
    </Segment>
  ),
  search: ({ t }) => (
    <section role="status">
      <Header as="h3" content={t.title} />
      <List divided relaxed>{t.items.map((text) => <List.Item key={text} as="a" href="#"><Icon name="file" /><List.Content>{text}</List.Content></List.Item>)}</List>
    </section>
  ),
};

kit({ errors: surfaces(errors), calm: surfaces(calm), rerender });
