// MUI (@mui/material): Material Design for React; dialogs and menus in portals, toasts where they are written.
import {
  Alert, AlertTitle, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, List, ListItem, ListItemText, Menu,
  MenuItem, Snackbar, TextField, ThemeProvider, createTheme,
} from '@mui/material';
import { useId, useState } from 'react';
import { kit } from '../kit.js';
import { chat, log } from '../plain.js';
import { rerender, surface, useOpen } from '../react.jsx';

const theme = createTheme({ direction: document.documentElement.dir });
const Theme = ({ children }) => <ThemeProvider theme={theme}>{children}</ThemeProvider>;
const shows = (Component) => surface(Component, Theme);

const Box = ({ t, role, children, actions }) => {
  const [open, close] = useOpen();
  const id = useId();
  return (
    <Dialog open={open} onClose={close} role={role} aria-labelledby={`${id}-title`} aria-describedby={`${id}-description`}>
      <DialogTitle id={`${id}-title`}>{t.title}</DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}-description`}>{t.message}</DialogContentText>
        {children}
      </DialogContent>
      <DialogActions>{actions(close)}</DialogActions>
    </Dialog>
  );
};

const Toast = ({ t, severity, variant }) => {
  const [open, close] = useOpen();
  return (
    <Snackbar open={open} onClose={(event, reason) => { if (reason !== 'clickaway') close(); }}>
      <Alert onClose={close} severity={severity} variant={variant} closeText={t.ok} sx={{ width: '100%' }}>{t.message}</Alert>
    </Snackbar>
  );
};

const errors = {
  dialog: shows(({ t }) => (
    <Box t={t} role="alertdialog" actions={(close) => <><Button>{t.more}</Button><Button onClick={close} autoFocus>{t.ok}</Button></>} />
  )),
  toast: shows(({ t }) => <Toast t={t} severity="error" variant="filled" />),
  alert: shows(({ t }) => {
    const [open, close] = useOpen();
    return open && <Alert severity="error" onClose={close} closeText={t.ok}><AlertTitle>{t.title}</AlertTitle>{t.message}</Alert>;
  }),
  field: shows(({ t }) => <TextField error id="phone" label={t.label} defaultValue={t.value} helperText={t.message} margin="normal" />),
};

const calm = {
  confirmation: shows(({ t }) => (
    <Box t={t} role="alertdialog" actions={(close) => (
      <><Button onClick={close} autoFocus>{t.cancel}</Button><Button color="error" onClick={close}>{t.ok}</Button></>
    )} />
  )),
  form: shows(({ t }) => (
    <Box t={t} actions={(close) => <><Button onClick={close}>{t.cancel}</Button><Button onClick={close}>{t.ok}</Button></>}>
      <TextField autoFocus margin="dense" id="amount" label={t.label} type="number" fullWidth variant="standard" />
      <TextField margin="dense" id="note" label={t.note} fullWidth variant="standard" />
    </Box>
  )),
  success: shows(({ t }) => <Toast t={t} severity="success" variant="filled" />),
  info: shows(({ t }) => <Alert severity="info"><AlertTitle>{t.title}</AlertTitle>{t.message}</Alert>),
  cookie: shows(({ t }) => (
    <Snackbar open message={t.message} action={<><Button size="small">{t.cancel}</Button><Button size="small">{t.ok}</Button></>} />
  )),
  menu: shows(({ t }) => {
    const [anchor, setAnchor] = useState(null);
    const [open, setOpen] = useState(true);
    return (
      <>
        <Button ref={setAnchor} onClick={() => setOpen(true)}>{t.label}</Button>
        <Menu anchorEl={anchor} open={Boolean(anchor) && open} onClose={() => setOpen(false)}>
          {t.items.map((text) => <MenuItem key={text} onClick={() => setOpen(false)}>{text}</MenuItem>)}
        </Menu>
      </>
    );
  }),
  search: shows(({ t }) => (
    <List subheader={<h2>{t.title}</h2>}>{t.items.map((text) => <ListItem key={text}><ListItemText primary={text} /></ListItem>)}</List>
  )),
  chat, log,
};

kit({ errors, calm, rerender });
