// Material Web: Google's web components, which have dialogs and fields, and neither toasts nor alerts.
import '@material/web/button/filled-button.js';
import '@material/web/button/text-button.js';
import '@material/web/dialog/dialog.js';
import '@material/web/icon/icon.js';
import '@material/web/list/list.js';
import '@material/web/list/list-item.js';
import '@material/web/menu/menu.js';
import '@material/web/menu/menu-item.js';
import '@material/web/textfield/outlined-text-field.js';
import { kit, make } from '../kit.js';
import { chat, log } from '../plain.js';

const icon = (slot) => make('md-icon', { slot, innerHTML: '<svg viewBox="0 0 24 24" fill="currentColor"><path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 15h-2v-2h2v2zm0-4h-2V7h2v6z"/></svg>' });
const button = (tag, textContent) => make(tag, { textContent, onclick: (event) => event.target.closest('md-dialog').close() });

const dialog = (t, properties, { before = [], content = [], other = [] } = {}) => {
  const box = make('md-dialog', properties, ...before,
    make('div', { slot: 'headline', textContent: t.title }),
    make('div', { slot: 'content' }, make('p', { textContent: t.message }), ...content),
    make('div', { slot: 'actions' }, ...other.map((text) => button('md-text-button', text)), button('md-filled-button', t.ok)));
  document.body.append(box);
  box.show();
  return () => box.remove();
};
const list = (t, at) => {
  at.append(make('h2', { textContent: t.title }), make('md-list', {}, ...t.items.map((text) => make('md-list-item', { type: 'button' }, make('div', { slot: 'headline', textContent: text })))));
};

const errors = {
  dialog: (t) => dialog(t, { type: 'alert' }, { before: [icon('icon')], other: [t.more] }),
  field: (t, at) => { at.append(make('md-outlined-text-field', { label: t.label, value: t.value, error: true, errorText: t.message }, icon('trailing-icon'))); },
};

const calm = {
  confirmation: (t) => dialog(t, { type: 'alert' }, { other: [t.cancel] }),
  form: (t) => dialog(t, {}, { content: [t.label, t.note].map((label) => make('md-outlined-text-field', { label })), other: [t.cancel] }),
  info: (t) => dialog(t, {}),
  cookie: (t) => dialog(t, {}, { other: [t.cancel] }),
  menu: (t, at) => {
    const anchor = make('md-filled-button', { id: 'more', textContent: t.label });
    const menu = make('md-menu', { anchor: 'more' }, ...t.items.map((text) => make('md-menu-item', {}, make('div', { slot: 'headline', textContent: text }))));
    at.append(make('div', { style: 'position: relative' }, anchor, menu));
    menu.show();
  },
  search: list,
  chat, log,
};

const rerender = () => { for (const element of document.querySelectorAll('*')) element.requestUpdate?.(); };
kit({ errors, calm, rerender });
