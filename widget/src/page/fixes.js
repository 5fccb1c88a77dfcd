// Fixes that run in place. A solution names them; what they do is known to the app, the browser or the service alone.

import { field } from './find.js';
import { act as walk, begin, travel, use as guideWith, within } from './guide.js';
import { admit } from './schema.js';

let state;
let words;
/** Closes the panel; with true its focus does not go back, since it is wanted elsewhere. */
let close;
/** The link that the open panel was opened by. */
let from;
/** What was offered, by a number that is never given twice: a fix may end when its panel is closed and another one open. */
const fixes = new Map();
let numbers = 0;
/** What runs now, by what it is: the same fix in another panel waits for it. */
const running = new Set();

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
    run: () => { if (open) depart(); else close(true); begin([{ open, fill: values, say: Object.keys(values).join(', ') }]); },
  },
  copy: ({ text: copied }) => ({ label: words.copy, preview: () => words.copies.replace('{text}', copied), run: ({ into }) => copy(copied, into) }),
  webhook: ({ name }, { number }) => ({ label: name, preview: () => words.runs, asks: true, run: ({ run }) => state.mod.webhook(number, run, name) }),
};

/** Closes the panel, and the app's own dialog that shows the error as the Escape key would: it would cover where this leads. */
const depart = () => {
  close(true);
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
const copy = async (copied, into) => {
  try {
    await navigator.clipboard.writeText(copied);
  } catch {
    const area = make('textarea', { value: copied, readOnly: true });
    into.append(area);
    area.select();
    const went = document.execCommand('copy');
    area.remove();
    if (!went) throw new Error();
  }
};

/** Draws fixes and the way through the steps at the end of the panel's text: the offer's number, JSON of the actions and of the places. */
export async function offer(number, actions, places, body, link) {
  from = link;
  for (const [at, fix] of fixes) if (!fix.row.isConnected && !running.has(fix.key)) fixes.delete(at);
  const row = make('div', { className: 'fixes' });
  const all = [];
  const add = (fix, label) => {
    const at = numbers;
    numbers += 1;
    fixes.set(at, { ...fix, at, row, all, label, button: button(`fix-${at}`, label, !all.length) });
    all.push(fixes.get(at));
  };
  for (const action of JSON.parse(actions)) {
    const fix = await ready(action, number).catch(() => null);
    if (fix) add({ ...fix, action, number, key: JSON.stringify(action) }, text(action.label) || text(fix.label) || action.name);
  }
  const steps = JSON.parse(places);
  const said = [...(body.querySelector('ol')?.children || [])].map((item) => item.textContent.trim());
  if (steps.length && said.length) add({ walk: steps.map((step, at) => ({ ...step, say: said[at] })) }, words.show);
  if (!all.length) return;
  row.append(...all.map((fix) => fix.button));
  body.querySelector('.others').before(row);
}

/** How the fix would be carried out here; nothing where it can't be. */
const ready = async (action, number) => {
  const { kind, name = '' } = action;
  const means = called(kind === 'retry' ? 'retry' : name);
  const args = kind === 'retry' ? {} : action.with || {};
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
  const fix = fixes.get(+at);
  if (!fix) return false;
  if (what === 'undo') undo(fix);
  else if (what === 'drop') put(fix);
  else if (fix.walk) {
    depart();
    begin(fix.walk);
  } else if (what === 'fix' && fix.asks) ask(fix);
  else run(fix);
  return true;
}

/** Says something in the place of the buttons, with those that may be pressed now. */
const put = (fix, said, role, ...buttons) => {
  const line = said && make('p', { tabIndex: -1, textContent: said });
  line?.setAttribute('role', role);
  const rest = buttons.length && buttons[0] === null ? [] : [...buttons, ...fix.all.filter((one) => !one.done).map((one) => one.button)];
  fix.row.replaceChildren(...(line ? [line] : []), ...rest);
  if (fix.row.isConnected) (line || fix.button).focus();
  return line;
};

/** What it will do, before it does. The button to agree comes with the words. */
const ask = async (fix) => {
  const cancel = button(`drop-${fix.at}`, words.cancel);
  const line = put(fix, '…', 'status', null);
  fix.row.append(cancel);
  const current = () => line.isConnected && cancel.isConnected;
  try {
    const preview = text(await fix.preview()) || words.runs;
    if (!current()) return;
    line.textContent = preview;
    cancel.before(button(`go-${fix.at}`, fix.label, true));
  } catch (e) {
    if (current()) fail(fix, e);
  }
};

const run = async (fix) => {
  // A click runs it once: while it runs its button is not there, and who carries it out knows the run by its name.
  if (running.has(fix.key)) return;
  running.add(fix.key);
  const run = { id: id(), began: Date.now() };
  const line = put(fix, words.running, 'status', null);
  const progress = (how) => { line.textContent = typeof how === 'number' ? `${words.running} ${Math.round(Math.min(1, Math.max(0, how)) * 100)} %` : text(how) || words.running; };
  try {
    run.result = await fix.run({ run: run.id, progress, into: fix.row });
  } catch (e) {
    note(fix, run, 'failed', e);
    fail(fix, e);
    return;
  } finally {
    running.delete(fix.key);
  }
  note(fix, run, 'done');
  fix.done = fix.action.kind === 'app' || fix.action.kind === 'webhook';
  fix.ran = run;
  put(fix, text(run.result) || words.done, 'status', ...(fix.undo ? [button(`undo-${fix.at}`, words.undo)] : []));
};

const undo = async (fix) => {
  const run = fix.ran;
  if (!run || running.has(fix.key)) return;
  running.add(fix.key);
  put(fix, words.running, 'status', null);
  const began = Date.now();
  try {
    await fix.undo({ run: run.id, result: run.result });
    note(fix, { ...run, began }, 'undone');
    fix.done = false;
    fix.ran = null;
    put(fix, words.undone, 'status');
  } catch (e) {
    fail(fix, e, button(`undo-${fix.at}`, words.undo));
  } finally {
    running.delete(fix.key);
  }
};

/** It did not go: says so, and leads on to the next solution or a person. */
const fail = (fix, e, ...buttons) => {
  put(fix, `${words.failed} ${text(e?.message ?? e)}`.trim(), 'alert', ...buttons);
  if (fix.row.isConnected) state.mod.lead_on();
};

/** A person, where the app said how to reach one; with the number of the offer that did not help, where there was one. */
export function person(into, number) {
  const means = called('contact');
  const href = /^(https:|mailto:|tel:)/.test(state.contact || '') && state.contact;
  if (means) {
    const row = make('div', { className: 'fixes' });
    const fix = { at: numbers, row, all: [], label: text(means.label) || words.person, number, key: 'contact', action: { kind: 'app', name: 'contact' }, run: (context) => means.run({}, context) };
    numbers += 1;
    fix.button = button(`fix-${fix.at}`, fix.label);
    fix.all.push(fix);
    fixes.set(fix.at, fix);
    row.append(fix.button);
    into.append(row);
  } else if (href) into.append(make('a', { href, target: '_blank', rel: 'noopener', textContent: words.person }));
}

/** The row that an audit reads. */
const note = ({ action, number }, run, done, e) => {
  if (number === undefined) return;
  const { kind, name = '' } = action;
  state.mod.ran(number, run.id, kind, name, done, text(e?.message ?? e), Date.now() - run.began);
};
