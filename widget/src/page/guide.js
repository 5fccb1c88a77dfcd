// Leads a person through the page: a ring around what to use, and a card that says what to do. Nothing here clicks for anyone.

import { find, field } from './find.js';
import { dress, host, speak } from './host.js';

/** Milliseconds that a step waits for its element before it is told as text alone, and that a way to another page may take. */
const PATIENCE = 8000;
const WAY = 60000;
const KEPT = 'unstuck';

const CSS = `:host{all:initial;position:fixed;inset:0;inline-size:100vw;block-size:100vh;margin:0;padding:0;border:0;background:none;pointer-events:none;overflow:hidden;color-scheme:light dark;
z-index:2147483000;--ink:var(--unstuck-ink,#1a1d24);--soft:var(--unstuck-soft,#5b6270);--paper:var(--unstuck-paper,#fff);--line:var(--unstuck-line,#e3e6ec);--tint:var(--unstuck-tint,#f4f6fa);--accent:var(--unstuck-accent,#1f5fd6)}
@media(prefers-color-scheme:dark){:host{--ink:var(--unstuck-ink,#eceef3);--soft:var(--unstuck-soft,#a3abba);--paper:var(--unstuck-paper,#1c1f27);--line:var(--unstuck-line,#353b48);--tint:var(--unstuck-tint,#272c37);--accent:var(--unstuck-accent,#8ab4ff)}}
*{box-sizing:border-box}
.ring{position:fixed;border-radius:10px;outline:3px solid var(--accent);outline-offset:2px;box-shadow:0 0 0 6px color-mix(in srgb,var(--accent) 25%,transparent)}
.card{position:fixed;pointer-events:auto;inline-size:min(22rem,calc(100vw - 2rem));max-block-size:calc(100vh - 2rem);overflow:auto;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:14px;background:var(--paper);color:var(--ink);font:var(--unstuck-font,16px/1.5 var(--host-font,system-ui),system-ui,sans-serif);box-shadow:0 16px 48px #0005}
.card:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
p{margin:0 0 .75rem;overflow-wrap:anywhere;unicode-bidi:plaintext}.count{color:var(--soft);font-size:.85em;margin:0 0 .25rem}
.row{display:flex;flex-wrap:wrap;gap:.5rem}
button{font:inherit;font-weight:600;cursor:pointer;color:var(--ink);background:var(--tint);border:1px solid var(--line);border-radius:10px;padding:.4em .9em;min-block-size:44px}
button.main{background:var(--accent);border-color:var(--accent);color:var(--paper)}
@media(forced-colors:active){.ring{outline-color:Highlight}.card,button{border-color:CanvasText}}`;

let words = {};
let language = 'en';
let way = null;
let leave = null;
let root = null;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const kept = () => { try { return sessionStorage; } catch { return null; } };
const calm = () => matchMedia('(prefers-reduced-motion:reduce)').matches;
/** The element's modal dialog, else the one that is open: all outside of it is inert. */
const home = (element) => {
  let box = element;
  while (box && !box.closest?.('dialog:modal')) box = box.getRootNode().host;
  return box?.closest('dialog:modal') || [...document.querySelectorAll('dialog:modal')].pop() || document.documentElement;
};

/** Takes what is said in the person's language, and how the app goes to another page where it told. */
export function use(said, goes, tag) {
  words = said;
  language = tag;
  leave = goes;
  const left = kept()?.getItem(KEPT);
  if (!left) return;
  forget();
  try {
    const { steps, step, at } = JSON.parse(left);
    // Wherever the page led, it is shown here: to go on from a page that leads elsewhere would never end.
    if (Date.now() - at < WAY) begin(steps, step, at);
  } catch { /* something of that name, but not ours */ }
}

/** Whether it is a page of this app. */
export const within = (open) => {
  try {
    const { origin, protocol } = new URL(open, location.href);
    return origin === location.origin && /^https?:$/.test(protocol);
  } catch { return false; }
};

/** Shows steps from one on: `{ open, role, name, selector, say, fill }` each. A way that came from another page began `at` that time. */
export function begin(steps, step = 0, at = 0) {
  end();
  way = { steps, step, at: at || Date.now(), element: null, stop: [], fresh: true };
  const { open } = steps[step];
  if (!at && open && away(open)) go();
  else show();
}

const away = (open) => {
  const to = new URL(open, location.href);
  return within(open) && (to.pathname !== location.pathname || (to.search && to.search !== location.search)
    || (to.hash.startsWith('#/') && to.hash !== location.hash));
};

/** To another page of the app: by the app itself where it told how, else as its own links would. */
export const travel = (open) => {
  const to = new URL(open, location.href);
  if (leave?.(to.pathname + to.search + to.hash)) return;
  // Routers listen for clicks on links of the page.
  const link = make('a', { href: to.href, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
};

/** Keeps the way for the page that may come next. */
const keep = () => {
  const { steps, step, at } = way;
  try { kept()?.setItem(KEPT, JSON.stringify({ steps, step, at })); } catch { /* a full storage: it is not shown there */ }
};
const forget = () => kept()?.removeItem(KEPT);

/** To the step's page, and on with it there; where the whole page is loaded anew, it goes on by itself. */
const go = () => {
  keep();
  try { travel(way.steps[way.step].open); } catch { /* the app's own way there failed; the words are shown here */ }
  arrive(Date.now() + PATIENCE);
};

/** Shows the step when its page is there; the page may also be the one that stays. */
const arrive = (until) => {
  const current = way;
  const { step } = way;
  const soon = () => {
    if (way !== current || way.step !== step) return;
    if (away(way.steps[step].open) && Date.now() < until) return void setTimeout(soon, 50);
    forget();
    show();
  };
  setTimeout(soon, 50);
};

/** Draws the card, and waits for the element. */
const show = () => {
  const current = way;
  const step = way.steps[way.step];
  const until = Date.now() + PATIENCE;
  const look = () => {
    if (way !== current || current.steps[current.step] !== step) return;
    const element = step.fill ? Object.keys(step.fill).map(field).find(Boolean) : find(step);
    if (element) meet(element, step);
    else if (Date.now() < until) setTimeout(look, 100);
    else draw(step, true);
  };
  way.element = null;
  draw(step, false);
  look();
};

const meet = (element, step) => {
  way.element = element;
  way.stop.splice(0).forEach((stop) => stop());
  // Once: what the person changed since is theirs, also where the app draws the field anew.
  if (step.fill && !way.filled) {
    way.filled = true;
    for (const [name, value] of Object.entries(step.fill)) put(field(name), value);
  }
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: calm() ? 'instant' : 'smooth' });
  draw(step, false);
  const used = (event) => {
    if (way?.element !== element || !event.composedPath().includes(element)) return;
    // After the app's own listeners.
    setTimeout(() => way?.element === element && advance(), 0);
  };
  const event = /^(input|select|textarea)$/.test(element.localName) && !/^(button|submit|checkbox|radio)$/.test(element.type) ? 'change' : 'click';
  addEventListener(event, used, true);
  way.stop.push(() => removeEventListener(event, used, true));
};

/** The person did the step. Where the next one is on another page nothing is opened: it might cut off what they just began. */
const advance = () => {
  if (way.step === way.steps.length - 1) return end();
  way.step += 1;
  way.element = null;
  const { open } = way.steps[way.step];
  keep();
  if (!open || !away(open)) {
    // What was used may load another page, which has a moment for it.
    const current = way;
    setTimeout(() => { if (way === current) forget(); }, 3000);
    show();
    return;
  }
  draw(way.steps[way.step], false);
  arrive(Infinity);
};

/** A text into a field, so that frameworks which keep their own value hear of it. */
const put = (element, value) => {
  if (!element) return;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value') || {};
  if (set) set.call(element, value); else element.value = value;
  for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
};

const draw = (step, missing) => {
  const { steps, step: at, element } = way;
  const before = root && root.host.isConnected && root.activeElement;
  root?.host.remove();
  root = host('unstuck-panel', CSS, document.documentElement);
  dress(root.host, element || document.documentElement);
  speak(root.host, language);
  const many = steps.length > 1;
  const row = make('div', { className: 'row' });
  const add = (act, text, main) => {
    const button = make('button', { type: 'button', textContent: text, className: main ? 'main' : '' });
    button.dataset.act = act;
    row.append(button);
  };
  if (element || (step.open && away(step.open))) add('way-there', words.there, !many || !element);
  if (at > 0) add('way-back', words.back);
  if (at < steps.length - 1) add('way-next', words.next, !!element);
  add('way-end', words.close);
  const card = make('div', { className: 'card', tabIndex: -1 });
  // The Escape key is the airlock's to hear.
  card.dataset.escape = 'way-end';
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-label', words.steps);
  card.setAttribute('part', 'card');
  if (many) card.append(make('p', { className: 'count', textContent: words.count.replace('{n}', at + 1).replace('{all}', steps.length) }));
  const said = make('p', { textContent: step.say || step.name || '' });
  said.setAttribute('role', 'status');
  card.append(said);
  if (missing) card.append(make('p', { className: 'count', textContent: words.missing }));
  card.append(row);
  const ring = make('div', { className: 'ring', hidden: true });
  root.append(ring, card);
  const frame = home(element);
  frame.append(root.host);
  // Above the page without making it inert.
  try { root.host.popover = 'manual'; root.host.showPopover(); } catch { /* an older browser, where it is fixed at the end of the page */ }
  const current = way;
  const follow = () => {
    if (way !== current || !card.isConnected) return;
    place(ring, card, element?.isConnected && element.getBoundingClientRect());
    // What the app draws anew is looked for again.
    if (element && !element.isConnected) return void show();
    requestAnimationFrame(follow);
  };
  follow();
  // Whoever is busy in the page keeps the focus; the words are told by the status.
  if (before || way.fresh) card.focus({ preventScroll: true });
  way.fresh = false;
};

/** The ring around the element, the card where it hides nothing of it: below, else above, else at the window's end. */
const place = (ring, card, rect) => {
  ring.hidden = !rect;
  const { innerWidth: wide, innerHeight: high } = window;
  const { offsetWidth: width, offsetHeight: height } = card;
  let left = wide - width - 16;
  let top = high - height - 16;
  if (rect) {
    Object.assign(ring.style, { left: `${rect.left - 2}px`, top: `${rect.top - 2}px`, width: `${rect.width + 4}px`, height: `${rect.height + 4}px` });
    left = Math.min(Math.max(16, rect.left), wide - width - 16);
    if (rect.bottom + height + 28 < high) top = rect.bottom + 12;
    else if (rect.top - height - 12 > 0) top = rect.top - height - 12;
    else if (rect.top > high / 2) top = 16;
  }
  Object.assign(card.style, { left: `${Math.max(8, left)}px`, top: `${Math.max(8, top)}px` });
};

const walk = (by) => {
  way.step += by;
  const { open } = way.steps[way.step];
  if (open && away(open)) go();
  else show();
};

/** Carries out what a control of the card stands for; whether it was one. */
export function act(name) {
  if (!way || !/^way-/.test(name)) return false;
  if (name === 'way-next') walk(1);
  else if (name === 'way-back') walk(-1);
  else if (name === 'way-end') end();
  else if (way.element) way.element.focus?.();
  else go();
  return true;
}

/** Takes ring and card away; the focus goes where the person is to go on. */
export function end() {
  if (!way) return;
  const { stop, element } = way;
  const held = root?.activeElement;
  stop.forEach((one) => one());
  way = null;
  forget();
  root?.host.remove();
  root = null;
  if (held) element?.focus?.({ preventScroll: true });
}
