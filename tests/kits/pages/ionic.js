// Ionic's web components: alerts, toasts and action sheets come from controllers and sit in the ion-app.
import '@ionic/core/css/core.css';
import '@ionic/core/css/normalize.css';
import '@ionic/core/css/typography.css';
import { actionSheetController, alertController, initialize, toastController } from '@ionic/core/components';
import { defineCustomElement as defineActionSheet } from '@ionic/core/components/ion-action-sheet.js';
import { defineCustomElement as defineAlert } from '@ionic/core/components/ion-alert.js';
import { defineCustomElement as defineApp } from '@ionic/core/components/ion-app.js';
import { defineCustomElement as defineCard } from '@ionic/core/components/ion-card.js';
import { defineCustomElement as defineCardContent } from '@ionic/core/components/ion-card-content.js';
import { defineCustomElement as defineCardHeader } from '@ionic/core/components/ion-card-header.js';
import { defineCustomElement as defineCardTitle } from '@ionic/core/components/ion-card-title.js';
import { defineCustomElement as defineContent } from '@ionic/core/components/ion-content.js';
import { defineCustomElement as defineInput } from '@ionic/core/components/ion-input.js';
import { defineCustomElement as defineItem } from '@ionic/core/components/ion-item.js';
import { defineCustomElement as defineLabel } from '@ionic/core/components/ion-label.js';
import { defineCustomElement as defineList } from '@ionic/core/components/ion-list.js';
import { defineCustomElement as defineToast } from '@ionic/core/components/ion-toast.js';
import { alertCircle, checkmarkCircle, informationCircle } from 'ionicons/icons';
import { kit, make } from '../kit.js';
import { chat, log } from '../plain.js';

initialize();
for (const define of [defineActionSheet, defineAlert, defineApp, defineCard, defineCardContent, defineCardHeader, defineCardTitle, defineContent, defineInput, defineItem, defineLabel, defineList, defineToast]) define();
// The app holds the page, as it must: it lies over everything else.
document.body.append(make('ion-app', {}, document.querySelector('nav'), make('ion-content', {}, document.querySelector('main'))));

// A property set anew renders an overlay again.
const overlays = new Set();
const present = async (controller, options) => {
  const box = await controller.create(options);
  overlays.add(box);
  box.onDidDismiss().then(() => overlays.delete(box));
  await box.present();
  return () => { if (overlays.has(box)) box.dismiss(); };
};
const alert = (t, other, role, inputs = []) => present(alertController, { header: t.title, message: t.message, inputs, buttons: [{ text: other, role: 'cancel' }, { text: t.ok, role }] });
const toast = (t, color, icon) => present(toastController, { header: t.title, message: t.message, color, icon, duration: 0, buttons: [{ text: t.ok, role: 'cancel' }] });

const errors = {
  dialog: (t) => alert(t, t.more, 'confirm'),
  toast: (t) => toast(t, 'danger', alertCircle),
  alert: (t, at) => { at.append(make('ion-card', { color: 'danger' }, make('ion-card-header', {}, make('ion-card-title', { textContent: t.title })), make('ion-card-content', { textContent: t.message }))); },
  field: (t, at) => {
    at.append(make('ion-list', {}, make('ion-item', {}, make('ion-input', { label: t.label, labelPlacement: 'stacked', value: t.value, errorText: t.message, className: 'ion-invalid ion-touched' }))));
  },
};

const calm = {
  confirmation: (t) => alert(t, t.cancel, 'destructive'),
  form: (t) => alert(t, t.cancel, 'confirm', [{ placeholder: t.label }, { placeholder: t.note }]),
  success: (t) => toast(t, 'success', checkmarkCircle),
  info: (t) => toast(t, undefined, informationCircle),
  cookie: (t) => present(toastController, { header: t.title, message: t.message, duration: 0, layout: 'stacked', buttons: [{ text: t.cancel, role: 'cancel' }, { text: t.ok }] }),
  menu: (t) => present(actionSheetController, { header: t.label, buttons: t.items.map((text) => ({ text })) }),
  search: (t, at) => { at.append(make('h2', { textContent: t.title }), make('ion-list', {}, ...t.items.map((text) => make('ion-item', { button: true }, make('ion-label', { textContent: text }))))); },
  chat, log,
};

const rerender = () => {
  for (const box of overlays) box.buttons = [...box.buttons];
  for (const input of document.querySelectorAll('main ion-input')) input.counterFormatter = (length) => String(length);
};
kit({ errors, calm, rerender });
