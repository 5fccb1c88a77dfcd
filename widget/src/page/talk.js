// The dialogue in the panel: what was said, what can be chosen, and a field to ask in one's own words.

import { person } from './fixes.js';

let state;
let words;
/** The dialogue that is under way: its parts, what can be chosen, and whether an answer is awaited. */
let talk = null;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const button = (act, text, className = '') => {
  const one = make('button', { type: 'button', textContent: text, className });
  one.dataset.act = act;
  return one;
};

/** Takes the loader's state and the dialogue's words, divided by line breaks. */
export function use(loader, said) {
  state = loader;
  const [ask, send, back, ask_person, log, waiting, away, gist] = said.split('\n');
  words = { ask, send, back, person: ask_person, log, waiting, away, gist };
}

/** Puts the dialogue at the end of an element: a new one, or the one that is under way. */
export function open(into, anew) {
  if (anew || !talk) begin();
  into.append(talk.root);
  talk.log.lastElementChild?.scrollIntoView({ block: 'nearest' });
}

const begin = () => {
  const log = make('div', { className: 'log' });
  log.setAttribute('role', 'log');
  log.setAttribute('aria-label', words.log);
  const chips = make('div', { className: 'chips' });
  const field = make('textarea', { id: 'talk-field', rows: 1, maxLength: 500 });
  field.dataset.enter = 'talk-say';
  const form = make('div', { className: 'ask' }, make('label', { htmlFor: 'talk-field', textContent: words.ask }), field, button('talk-say', words.send, 'main'));
  const ways = make('div', { className: 'ways' });
  talk = { root: make('section', { className: 'talk' }, log, chips, form, ways), log, chips, field, ways, busy: false, choices: [] };
  talk.root.setAttribute('aria-label', words.log);
  lead(false);
};

/** What can be chosen now. */
const choose = (choices) => {
  talk.choices = choices;
  talk.chips.replaceChildren(...choices.map(({ label }, at) => button(`talk-chip-${at}`, label)));
};
/** The ways out that stand at every turn. */
const lead = (begun) => {
  talk.ways.replaceChildren(...(begun ? [button('talk-back', words.back)] : []), button('talk-person', words.person));
};

/** Carries out what a control stands for; whether it was one of ours. */
export function act(name) {
  if (!talk || !name.startsWith('talk-')) return false;
  const chip = talk.choices[name.slice(10)];
  if (name === 'talk-say') {
    const says = talk.field.value.trim();
    if (says) say({ by: 'text', says }, says);
    else talk.field.focus();
  } else if (name === 'talk-back') say({ by: 'back' }, words.back);
  else if (name === 'talk-person') say({ by: 'person' }, words.person);
  else if (name === 'talk-helped') say({ by: 'chip', says: 'helped' });
  else if (name === 'talk-not-that') say({ by: 'not-that' });
  else if (chip) say(chip.turn, chip.label);
  return true;
}

const put = (className, text = '') => {
  const line = make('div', { className, textContent: text });
  talk.log.append(line);
  line.scrollIntoView({ block: 'nearest' });
  return line;
};

/** One turn. While the answer is on its way nothing else is said. */
const say = async (turn, shown) => {
  if (talk.busy) return;
  const current = talk;
  current.busy = true;
  if (shown) put('mine', shown);
  const waiting = put('theirs', words.waiting);
  choose([]);
  try {
    const reply = JSON.parse(await state.mod.converse(JSON.stringify(turn)));
    if (talk !== current) return;
    waiting.remove();
    if (turn.by === 'text') current.field.value = '';
    heard(reply);
  } catch {
    if (talk !== current) return;
    waiting.textContent = words.away;
    choose([{ turn, label: shown || words.send }]);
    lead(true);
    person(current.ways);
  } finally {
    current.busy = false;
  }
};

const heard = ({ kind, says = [], text = [], chips = [], article, gist }) => {
  for (const phrase of says) if (phrase.says) put('theirs', phrase.says);
  if (text.length) state.mod.draw(JSON.stringify(text), put('theirs'));
  choose(chips.map(({ id, label }) => ({ turn: { by: 'chip', says: id }, label: label || id })));
  lead(true);
  if (kind === 'handoff') person(talk.ways);
  if (article) {
    const tree = talk.root.getRootNode();
    state.mod.show(JSON.stringify(article));
    // Beside the article, and marked as what it is.
    if (gist) tree.querySelector('.body')?.prepend(make('p', { className: 'gist' }, make('small', { textContent: words.gist }), gist));
  } else if (talk.root.isConnected) (talk.chips.firstElementChild || talk.field).focus({ preventScroll: true });
};
