// PrimeReact 10 with its Lara theme.
import 'primereact/resources/themes/lara-light-blue/theme.css';
import 'primeicons/primeicons.css';
import { PrimeReactProvider } from 'primereact/api';
import { Button } from 'primereact/button';
import { Card } from 'primereact/card';
import { ConfirmDialog } from 'primereact/confirmdialog';
import { DataView } from 'primereact/dataview';
import { Dialog } from 'primereact/dialog';
import { InputText } from 'primereact/inputtext';
import { Menu } from 'primereact/menu';
import { Messages } from 'primereact/messages';
import { Timeline } from 'primereact/timeline';
import { Toast } from 'primereact/toast';
import { useEffect, useRef } from 'react';
import { kit } from '../kit.js';
import { chat } from '../plain.js';
import { rerender, surfaces, useClicked, useOpen } from '../react.jsx';

const Asked = ({ t, other, icon }) => {
  const [open, close] = useOpen();
  return (
    <ConfirmDialog visible={open} onHide={close} header={t.title} message={t.message} icon={icon}
      acceptLabel={t.ok} rejectLabel={other} acceptClassName="p-button-danger" accept={close} reject={close} />
  );
};

/** A toast, or messages in the page: both are told through a ref. */
const Told = ({ as: Teller, t, severity }) => {
  const teller = useRef(null);
  useEffect(() => { teller.current.show({ severity, summary: t.title, detail: t.message, sticky: true, closable: true }); }, []);
  return <Teller ref={teller} />;
};

const errors = {
  dialog: ({ t }) => <Asked t={t} other={t.more} icon="pi pi-times-circle" />,
  toast: ({ t }) => <Told as={Toast} t={t} severity="error" />,
  alert: ({ t }) => <Told as={Messages} t={t} severity="error" />,
  field: ({ t }) => (
    <div className="field">
      <label htmlFor="phone">{t.label}</label>
      <InputText id="phone" defaultValue={t.value} invalid aria-describedby="phone-help" />
      <small id="phone-help" className="p-error">{t.message}</small>
    </div>
  ),
};

const calm = {
  confirmation: ({ t }) => <Asked t={t} other={t.cancel} icon="pi pi-info-circle" />,
  form: ({ t }) => {
    const [open, close] = useOpen();
    const footer = <><Button label={t.cancel} text onClick={close} /><Button label={t.ok} onClick={close} /></>;
    return (
      <Dialog header={t.title} visible={open} onHide={close} footer={footer}>
        <p>{t.message}</p>
        <div className="field"><label htmlFor="amount">{t.label}</label><InputText id="amount" /></div>
        <div className="field"><label htmlFor="greeting">{t.note}</label><InputText id="greeting" /></div>
      </Dialog>
    );
  },
  success: ({ t }) => <Told as={Toast} t={t} severity="success" />,
  info: ({ t }) => <Told as={Messages} t={t} severity="info" />,
  cookie: ({ t }) => {
    const [open, close] = useOpen();
    const footer = <><Button label={t.cancel} text onClick={close} /><Button label={t.ok} onClick={close} /></>;
    return <Dialog header={t.title} visible={open} modal={false} position="bottom" onHide={close} footer={footer}>{t.message}</Dialog>;
  },
  menu: ({ t }) => {
    const menu = useRef(null);
    const button = useClicked();
    return (
      <>
        <button ref={button} type="button" className="p-button p-component" onClick={(e) => menu.current.toggle(e)}>{t.label}</button>
        <Menu ref={menu} popup model={t.items.map((label) => ({ label }))} />
      </>
    );
  },
  log: ({ t }) => <Card title={t.title}><Timeline value={t.lines} content={(text) => text} /></Card>,
  search: ({ t }) => <DataView header={t.title} value={t.items} itemTemplate={(text) => <p key={text}>{text}</p>} />,
};

const Provider = ({ children }) => <PrimeReactProvider value={{ ripple: false }}>{children}</PrimeReactProvider>;
kit({ errors: surfaces(errors, Provider), calm: { ...surfaces(calm, Provider), chat }, rerender });
