// UI5 web components of SAP, whose dialogs and popovers have shadow roots; toasts are for good news only.
// Of the kit's assets only the words, and below the calendars of three languages: the rest is many times as large.
import '@ui5/webcomponents/dist/generated/json-imports/i18n.js';
import '@ui5/webcomponents/dist/Bar.js';
import '@ui5/webcomponents/dist/Button.js';
import '@ui5/webcomponents/dist/Dialog.js';
import '@ui5/webcomponents/dist/Input.js';
import '@ui5/webcomponents/dist/Label.js';
import '@ui5/webcomponents/dist/List.js';
import '@ui5/webcomponents/dist/ListItemStandard.js';
import '@ui5/webcomponents/dist/Menu.js';
import '@ui5/webcomponents/dist/MenuItem.js';
import '@ui5/webcomponents/dist/MessageStrip.js';
import '@ui5/webcomponents/dist/Popover.js';
import '@ui5/webcomponents/dist/Text.js';
import '@ui5/webcomponents/dist/Toast.js';
import '@ui5/webcomponents-icons/dist/bell.js';
import '@ui5/webcomponents-fiori/dist/NotificationList.js';
import '@ui5/webcomponents-fiori/dist/NotificationListItem.js';
import ar from '@ui5/webcomponents-localization/dist/generated/assets/cldr/ar.json';
import en from '@ui5/webcomponents-localization/dist/generated/assets/cldr/en.json';
import zh from '@ui5/webcomponents-localization/dist/generated/assets/cldr/zh_CN.json';
import { registerLocaleDataLoader } from '@ui5/webcomponents-base/dist/asset-registries/LocaleData.js';
import { reRenderAllUI5Elements } from '@ui5/webcomponents-base/dist/Render.js';
import { setLanguage } from '@ui5/webcomponents-base/dist/config/Language.js';
import { setDefaultFontLoading } from '@ui5/webcomponents-base/dist/config/Fonts.js';
import { kit, make } from '../kit.js';
import { chat, log } from '../plain.js';

for (const [locale, data] of Object.entries({ ar, en, zh_CN: zh })) registerLocaleDataLoader(locale, async () => data);
setDefaultFontLoading(false);
setLanguage(document.documentElement.lang.replace('-', '_'));

const dialog = (t, state, other, content = []) => {
  const close = () => { box.open = false; };
  const box = make('ui5-dialog', { headerText: t.title, state, accessibleRole: content.length ? 'Dialog' : 'AlertDialog' },
    make('ui5-text', { textContent: t.message }), ...content,
    make('ui5-bar', { slot: 'footer', design: 'Footer' }, ...[[other, 'Transparent'], [t.ok, 'Emphasized']].map(([textContent, design]) => make('ui5-button', { slot: 'endContent', textContent, design, onclick: close }))));
  document.body.append(box);
  box.open = true;
  return () => box.remove();
};
const strip = (t, at, design) => {
  const box = make('ui5-message-strip', { design }, make('strong', { textContent: t.title }), ' ', t.message);
  box.addEventListener('close', () => box.remove());
  at.append(box);
};
const labelled = (label, id, properties = {}, ...slotted) => make('div', {}, make('ui5-label', { for: id, textContent: label, showColon: true }), make('ui5-input', { id, ...properties }, ...slotted));

const errors = {
  dialog: (t) => dialog(t, 'Negative', t.more),
  // Bad news comes as a notification, in the popover that the shell opens for it.
  toast: (t, at) => {
    const item = make('ui5-li-notification', { titleText: t.title, state: 'Negative', showClose: true }, t.message);
    const opener = make('ui5-button', { id: 'bell', icon: 'bell' });
    const box = make('ui5-popover', { opener: 'bell', placement: 'Bottom' }, make('ui5-notification-list', {}, item));
    item.addEventListener('close', () => { box.open = false; });
    at.append(opener, box);
    box.open = true;
  },
  alert: (t, at) => strip(t, at, 'Negative'),
  // The message is shown while the field has the focus.
  field: (t, at) => {
    at.append(labelled(t.label, 'phone', { value: t.value, valueState: 'Negative' }, make('div', { slot: 'valueStateMessage', textContent: t.message })));
    at.querySelector('ui5-input').focus();
  },
};

const calm = {
  confirmation: (t) => dialog(t, 'Critical', t.cancel),
  form: (t) => dialog(t, 'None', t.cancel, [labelled(t.label, 'amount'), labelled(t.note, 'note')]),
  success: (t) => {
    const box = make('ui5-toast', { duration: 3600000, textContent: t.message });
    document.body.append(box);
    box.open = true;
    return () => box.remove();
  },
  info: (t, at) => strip(t, at, 'Information'),
  cookie: (t) => dialog(t, 'None', t.cancel),
  menu: (t, at) => {
    const menu = make('ui5-menu', { opener: 'more', headerText: t.label }, ...t.items.map((text) => make('ui5-menu-item', { text })));
    at.append(make('ui5-button', { id: 'more', textContent: t.label }), menu);
    menu.open = true;
  },
  search: (t, at) => { at.append(make('ui5-list', { headerText: t.title }, ...t.items.map((textContent) => make('ui5-li', { textContent, type: 'Navigation' })))); },
  chat, log,
};

kit({ errors, calm, rerender: () => reRenderAllUI5Elements() });
