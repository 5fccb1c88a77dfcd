// Fixes that run in place. A solution names them; what they do is known to the app, the browser or the service alone.

import { field } from './find.js';
import { act as walk, begin, travel, use as guideWith, within } from './guide.js';
import { admit } from './schema.js';

let state;
let words;
/** What the open panel offers, by place. */
let offered = [];
/** The fix that is asked about, runs, or was run. */
let current = null;
let close;
/** The link that the panel was opened by. */
let from;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const button = (act, text, main) => {
  const one = make('button', { type: 'button', textContent: text, className: main ? 'main' : '' });
  one.dataset.act = act;
  return one;
};
const text = (value) => (typeof value === 'string' ? value.trim().slice(0, 500) : '');
/** What the app registered under the name. Anyone may put it there before the loader comes, and at any time after. */
const called = (id) => {
  const all = window.unstuckActions;
  const means = all && Object.prototype.hasOwnProperty.call(all, id) && all[id];
  return typeof means?.run === 'function' ? means : null;
};
const id = () => (crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join(''));
const told = new Set();
const tell = (what) => { if (!told.has(what)) { told.add(what); console.info(what); } };

/** Takes the loader's state and the widget's words, divided by line breaks, and goes on with a way that was begun on another page. */
export function use(loader, said, closes, tag) {
  state = loader;
  close = closes;
  const [there, back, next, end, steps, count, missing, show, cancel, running, done, undo, undone, failed, retry, copy, open, fill, opens, copies, fills, runs, person] = said.split('\n');
  words = { show, cancel, running, done, undo, undone, failed, retry, copy, open, fill, opens, copies, fills, runs, person };
  guideWith({ there, back, next, close: end, steps, count, missing }, (href) => { const own = called('open'); own?.run({ href }); return own; }, tag);
}

/**
 * How each kind is carried out: whether it can be here, what it says on its button and before it is run, whether it is
 * asked about first, and what it does.
 */
const KINDS = {
  app: (action, { args, means }) => means && {
    label: typeof means.label === 'function' ? means.label(args) : means.label,
    preview: () => (typeof means.preview === 'function' ? means.preview(args) : means.preview) || words.runs,
    asks: means.changes !== false,
    run: (context) => means.run(args, context),
    undo: means.undo && ((context) => means.undo(args, context)),
  },
  // What comes of it shows in the app's own form.
  retry: (action, parts) => {
    const fix = KINDS.app(action, parts);
    return fix && { ...fix, label: fix.label || words.retry, run: (context) => { close(); return fix.run(context); } };
  },
  open: ({ open, at, label }) => (within(open) || allowed(open)) && {
    label: words.open,
    preview: () => words.opens.replace('{place}', open),
    run: () => { depart(); lead(open, at && { ...at, open, say: label || at.name }); },
  },
  fill: ({ open, with: values }) => (open ? within(open) : Object.keys(values).some(field)) && {
    label: words.fill,
    preview: () => words.fills.replace('{values}', Object.entries(values).map(([name, value]) => `${name}: ${value}`).join(', ')),
    asks: true,
    run: () => { if (open) depart(); else close(); begin([{ open, fill: values, say: Object.keys(values).join(', ') }]); },
  },
  copy: ({ text: copied }) => ({ label: words.copy, preview: () => words.copies.replace('{text}', copied), run: () => put(copied) }),
  webhook: ({ name }, { number }) => ({ label: name, preview: () => words.runs, asks: true, run: ({ run }) => state.mod.webhook(number, run, name) }),
};

/** Closes the panel, and the app's own dialog that shows the error as the Escape key would: it would cover where this leads. */
const depart = () => {
  close();
  let box = from;
  const over = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]';
  while (box && !box.closest?.(over)) box = box.getRootNode().host;
  box = box?.closest(over);
  if (!box) return;
  if (box.localName === 'dialog' && box.matches(':modal')) {
    if (box.dispatchEvent(new Event('cancel', { cancelable: true }))) box.close();
  } else box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', keyCode: 27, bubbles: true, composed: true, cancelable: true }));
};
const allowed = (open) => { try { return (state.origins || '').split(/[\s,]+/).includes(new URL(open).origin); } catch { return false; } };
const lead = (open, step) => {
  if (!within(open)) window.open(open, '_blank', 'noopener');
  else if (step) begin([step]);
  else travel(open);
};
const put = async (copied) => {
  try {
    await navigator.clipboard.writeText(copied);
  } catch {
    const area = make('textarea', { value: copied, readOnly: true });
    current.into.append(area);
    area.select();
    const went = document.execCommand('copy');
    area.remove();
    if (!went) throw new Error();
  }
};

/** Draws fixes and the way through the steps at the end of the panel's text: the offer's number, JSON of the actions and of the places. */
export async function offer(number, actions, places, body, link) {
  current = null;
  offered = [];
  from = link;
  const row = make('div', { className: 'fixes' });
  for (const action of JSON.parse(actions)) {
    const fix = await ready(action, number).catch(() => null);
    if (!fix) continue;
    offered.push({ ...fix, action, number, into: row });
    row.append(button(`fix-${offered.length - 1}`, text(action.label) || text(fix.label) || action.name, offered.length === 1));
  }
  const steps = JSON.parse(places);
  const said = [...(body.querySelector('ol')?.children || [])].map((item) => item.textContent.trim());
  if (steps.length && said.length) {
    offered.push({ walk: steps.map((step, at) => ({ ...step, say: said[at] })) });
    row.append(button(`fix-${offered.length - 1}`, words.show, offered.length === 1));
  }
  if (row.childElementCount) body.querySelector('.others').before(row);
}

/** How the fix would be carried out here; nothing where it can't be. */
const ready = async (action, number) => {
  const { kind, name = '', with: args = {} } = action;
  const means = called(kind === 'retry' ? 'retry' : name);
  const admitted = kind === 'app' && means ? await admit(args, means.schema) : args;
  if (!admitted) {
    tell(`UNSTUCK-W004: the arguments of "${name}" are not what its schema admits, so it is not offered. Look at "with" in the solution and at the schema in registerAction.`);
    return null;
  }
  return KINDS[kind]?.({ ...action, with: admitted }, { args: admitted, means, number });
};

/** Carries out what a control stands for; whether it was one of ours. */
export function act(name) {
  if (walk(name)) return true;
  const [, what, at] = /^(fix|go|drop|undo)-(\d+)$/.exec(name) || [];
  const fix = offered[at];
  if (!fix) return false;
  if (what === 'fix' && !current?.busy) {
    if (fix.walk) {
      depart();
      begin(fix.walk);
    } else if (fix.asks) ask(fix, at);
    else run(fix, at);
  } else if (what === 'go') run(fix, at);
  else if (what === 'drop') redraw(fix);
  else if (what === 'undo') undo(fix);
  return true;
}

/** What it will do, before it does. */
const ask = async (fix, at) => {
  const preview = make('p', { tabIndex: -1, textContent: '…' });
  preview.setAttribute('role', 'status');
  swap(fix, preview, button(`go-${at}`, fix.into.children[at].textContent, true), button(`drop-${at}`, words.cancel));
  try {
    preview.textContent = text(await fix.preview()) || words.runs;
  } catch (e) {
    fail(fix, e);
  }
};

/** Puts these in the place of the buttons, which come back when it is over. */
const swap = (fix, ...parts) => {
  fix.buttons ||= [...fix.into.children];
  fix.into.replaceChildren(...parts);
  parts.find((part) => part.tabIndex === -1)?.focus();
};
const redraw = (fix) => {
  fix.into.replaceChildren(...fix.buttons);
  fix.buttons[0].focus();
  fix.buttons = null;
};

const run = async (fix, at) => {
  // A click runs it once: until it is over its button is not there, and who carries it out knows the run by its name.
  const run = id();
  const began = Date.now();
  const status = make('p', { tabIndex: -1, textContent: words.running });
  status.setAttribute('role', 'status');
  current = { busy: true, into: fix.into, run, began };
  swap(fix, status);
  const progress = (how) => { status.textContent = typeof how === 'number' ? `${words.running} ${Math.round(Math.min(1, Math.max(0, how)) * 100)} %` : text(how) || words.running; };
  try {
    current.result = await fix.run({ run, progress, report: state.mod.met?.() });
    note(fix, 'done');
  } catch (e) {
    note(fix, 'failed', e);
    fail(fix, e);
    return;
  } finally {
    current.busy = false;
  }
  if (!fix.into.isConnected) return;
  const said = make('p', { tabIndex: -1, textContent: text(current.result) || words.done });
  said.setAttribute('role', 'status');
  swap(fix, said, ...(fix.undo ? [button(`undo-${at}`, words.undo)] : []));
};

const undo = async (fix) => {
  if (current.busy || current.undone) return;
  current.busy = current.undone = true;
  const said = make('p', { tabIndex: -1, textContent: words.running });
  said.setAttribute('role', 'status');
  swap(fix, said);
  try {
    await fix.undo({ run: current.run, result: current.result });
    note(fix, 'undone');
    said.textContent = words.undone;
    fix.into.append(...fix.buttons);
  } catch (e) {
    fail(fix, e);
  } finally {
    current.busy = false;
  }
};

/** It did not go: says so, and leads on to the next solution or a person. */
const fail = (fix, e) => {
  const why = make('p', { tabIndex: -1, textContent: `${words.failed} ${text(e?.message ?? e)}`.trim() });
  why.setAttribute('role', 'alert');
  swap(fix, why);
  fix.into.append(...(fix.buttons || []));
  fix.buttons = null;
  state.mod.lead_on();
};

/** A person, where the app said how to reach one. */
export function person(into) {
  const means = called('contact');
  const href = /^(https:|mailto:|tel:)/.test(state.contact || '') && state.contact;
  if (means) {
    offered.push({ action: { kind: 'app', name: 'contact' }, number: offered[0]?.number, into, run: (context) => means.run({}, context) });
    into.append(button(`fix-${offered.length - 1}`, text(means.label) || words.person));
  } else if (href) into.append(make('a', { href, target: '_blank', rel: 'noopener', textContent: words.person }));
}

/** The row that an audit reads. */
const note = ({ action, number }, done, e) => {
  const { kind, name = '' } = action;
  state.mod.ran(number ?? -1, current.run, kind, name, done, text(e?.message ?? e), Date.now() - current.began);
};
