// Looks at the page: what a surface is, and all that can be seen of it, in one walk. What it amounts to is decided in Rust.
//
// It stands in JavaScript because a walk crosses from WebAssembly to the page once this way and thousands of times the other.

import { lend } from './airlock.js';
import { wrap } from './alert.js';
import { luminance, opaque, red } from './hue.js';
import { tag } from './tag.js';

let state;
/** The loader's own means: selectors, and how it tells what shows. */
let NAMES, ROLES, TOKENS, CONTROL, styled, visible, stir, declared;
/** When a person last typed into the page, milliseconds of the epoch. */
let typed = 0;
/** Milliseconds without a key after which a person is taken to have finished typing. */
const PAUSE = 2000;
const floats = new WeakSet();
const met = new WeakMap();
/** Surfaces that had a link: what an app draws anew within belongs to them, whatever made them one. */
const linked = new WeakSet();
/** The fields of messages which show while the field has the focus: no link within could ever be reached. */
const keepers = new WeakMap();
/** By its link, a host which the Tab key passed over. */
const opened = new WeakMap();
/** Surfaces that are to be looked at a little later, and then they alone. */
const waiting = new WeakSet();

/** Takes the loader's own means: selectors, and how it tells what shows and what is red. */
export function use(loader) {
  state = loader;
  [NAMES, , , ROLES, TOKENS, CONTROL, styled, visible, stir, declared] = loader.means;
  const { mod } = state;
  Object.assign(state, {
    report,
    explain,
    tag: () => tag(state.script),
    done: mod?.succeeded,
    open: async () => mod.open(),
    identify: (user) => mod.identify(JSON.stringify(user || null)),
    setConsent: (word) => mod.consent(word),
    setContext: (key, value) => mod.set_context(key, JSON.stringify(value === undefined ? null : value)),
  });
  if (state.alert === 'on') wrap();
  typed = state.typed || 0;
  // What is written into the panel is no typing in the page.
  addEventListener('input', (e) => { if (e.target.localName !== 'unstuck-panel') typed = Date.now(); }, true);
}

const TITLE = 'h1,h2,h3,h4,h5,[role=heading],[class*=title i],[class*=header i],[slot=title],[slot=header],[slot=heading],[slot=headline],[part=title]';
const FRAME = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]';
/** Where words of failure are talked about, and nothing fails. */
const CALM = '[role=log],[role=feed],table,[role=grid],[role=table],article,pre,code,blockquote,[role=listbox],[role=menu],[role=tree],[role=search],[role=tooltip],[contenteditable=true]';
const SILENT = /^(script|style|template|input|select|textarea|option|nav|label|noscript|iframe|unstuck-link|unstuck-panel)$/;
const INLINE = /^(a|b|strong|em|i|span|code|br|small|u|mark|bdi|time)$/;
const INPUT = 'input:not([type=hidden],[type=checkbox],[type=radio],[type=button],[type=submit]),select,textarea';

/** Reports what the app caught: a text, an error, or `{ code, title, message }`. */
const report = async (p) => {
  const problem = typeof p === 'string' ? { message: p } : p || {};
  // A DOMException's code is a number of its own time and names nothing.
  const word = (value) => (value == null || (value === problem.code && problem instanceof DOMException) ? undefined : String(value));
  return JSON.parse(await state.mod.report(word(problem.code), word(problem.title || problem.name), String(problem.message || '')));
};

/** Prints what speaks for and against an element's being an error, and gives it. */
const explain = (element, failure) => {
  const [most, title, message, ...rest] = state.mod.explain(element, failure).split('\u001f');
  const enough = +most;
  const evidence = [];
  while (rest.length) evidence.push([rest.shift(), +rest.shift()]);
  const sum = evidence.reduce((all, [, weight]) => all + weight, 0);
  const error = sum >= enough;
  console.log(`${error ? 'An error' : 'No error'}: ${sum}, and ${enough} is enough.\n${evidence.map(([what, weight]) => `${weight > 0 ? '+' : ''}${weight}  ${what}`).join('\n')}`);
  return { error, sum, enough, title, message, evidence };
};

const DECLARED = 'unstuck-help,[data-unstuck-code]';

/** A form hides its own methods behind fields that are called like them; these look past that. */
const { matches } = Element.prototype;
const is = (e, selector) => matches.call(e, selector);
/** What throws on a strange page is answered no. */
const surely = (f) => (e) => { try { return f(e); } catch { return false; } };
/** Text that nobody typed. */
const heard = (e) => (!e || e.isContentEditable || e.querySelector('[contenteditable]') ? '' : line(e.textContent));
const line = (text) => (text || '').replace(/\s+/g, ' ').trim();
/** The one above, through slots and shadow roots, as a person sees the page. */
const { get: parentOf } = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode');
const up = (n) => n.assignedSlot || parentOf.call(n) || n.host;
const above = (n, most, f) => { for (let p = up(n); p && most--; p = up(p)) if (p.nodeType === 1 && surely(f)(p)) return p; return null; };
const kids = (e) => {
  const slotted = e.localName === 'slot' && e.assignedNodes({ flatten: true });
  return slotted && slotted.length ? slotted : [...(e.shadowRoot || e).childNodes];
};
const text = (e) => { const { host } = e.getRootNode(); return e.textContent + (host ? host.textContent : ''); };
const control = surely((e) => is(e, CONTROL + ',[class~=button i],[class~=btn i]') || /-(button|menu-item|option|tab)$/.test(e.localName));
/** Whether it has a box; what fades in still counts, since its end changes nothing that could be noticed. */
const boxed = (e) => visible(e) || styled(e).display === 'contents';
/** Cut off to almost nothing, or put where no scrolling leads. */
const speck = (e) => {
  const { width, height, right, bottom } = e.getBoundingClientRect();
  const { overflow, clip, clipPath, position, left, top } = styled(e);
  const [, end, , start] = clip.match(/[\d.]+/g) || [];
  // A page whose dialogs are all fixed has no height of its own, and many lock its scrolling.
  return !is(e, 'html,body') && (end - start < 2
    || (position === 'fixed' && width && (right <= 0 || bottom <= 0)) || (position === 'absolute' && Math.min(parseFloat(left), parseFloat(top)) < -999)
    || ((width <= 2 || height <= 2) && !(overflow === 'visible' && clip === 'auto' && clipPath === 'none')));
};
/** Whether a person sees it; what is there for screen readers alone is a pixel large. */
const seen = (e) => {
  const there = e.localName === 'unstuck-help' || (e.checkVisibility ? e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) : visible(e));
  if (!there) return styled(e).display === 'contents' && kids(e).some((c) => c.nodeType === 1 && seen(c));
  return e.localName === 'unstuck-help' || !(speck(e) || above(e, 3, speck));
};
/** Above the page: fixed, or placed freely at its end. */
const fixed = surely((e) => {
  const { position } = styled(e);
  // An app's own frame may be fixed as well; what has landmarks is the page itself.
  return e.localName !== 'body' && (position === 'fixed' || (position === 'absolute' && e.parentNode.localName === 'body')) && !e.querySelector('main,nav,[role=main],[role=navigation]');
});
const tokened = (e) => is(e, TOKENS) && !is(e, 'html,body,input,select,textarea,label,legend') && !control(e);
const candidate = surely((e) => is(e, ROLES) || declared.has(e) || ((floats.has(e) || linked.has(e)) && !stack(e)) || tokened(e));
/** Whether it has a field, which many a kit keeps in a shadow tree or a slot; nobody looks there in what is as large as a page. */
const asks = (e, what = INPUT) => {
  const kin = e.querySelectorAll('*');
  return [...e.querySelectorAll(what)].some(visible) || (kin.length < 300 && [...kin].some((c) => (c.shadowRoot && asks(c.shadowRoot, what))
    || (c.localName === 'slot' && c.assignedElements({ flatten: true }).some((a) => is(a, what) || [a, a.shadowRoot].some((p) => p && asks(p, what))))));
};
const declares = (e) => is(e, DECLARED) || declared.has(e);
const compact = (e) => text(e).length < 800 && !asks(e);

/** The field that a message belongs to. */
const fieldOf = surely((e) => {
  const root = e.getRootNode();
  for (const field of root.querySelectorAll('[aria-invalid=true]')) {
    const told = `${field.getAttribute('aria-errormessage') || ''} ${field.getAttribute('aria-describedby') || ''}`.split(' ');
    if (told.some((id) => id && (e.id === id || above(e, 3, (p) => p.id === id) || e.querySelector('#' + CSS.escape(id))))) return field;
  }
  // Without a reference: the one field of a small group that says of itself that it is wrong.
  const alone = (p) => p.querySelectorAll(INPUT).length === 1;
  const group = !is(e, FRAME) && (root.host && alone(root) ? root : above(e, 4, (p) => !is(p, 'form,body,html') && alone(p)));
  const field = group && group.querySelector(INPUT);
  let wrong = false;
  if (field) above(field, 8, (p) => { wrong ||= is(p, TOKENS); return wrong || p === group; });
  return field && (wrong || is(field, TOKENS)) ? field : null;
});

/** Says nothing by itself, such as an icon. */
const bare = (e) => {
  const said = line(text(e));
  return !/[\p{L}\p{N}]/u.test(said) || (said.length < 24 && /icon/i.test(e.localName + e.getAttribute('class')));
};

/** Toasts upon each other: boxes that look alike, and each is its own. */
const stack = (e) => {
  const [first, ...rest] = e.children;
  return rest.length > 0 && [first, ...rest].every((c) => c.localName === first.localName && c.classList[0] === first.classList[0]
    && !bare(c) && opaque(styled(c).backgroundColor));
};

/** The field as the page knows it, with all that it is made of. */
const outermost = (e) => { const { host } = e.getRootNode(); return host ? outermost(host) : e; };

/** Whether one stands in the other, as a person sees the page. */
export const holds = (outer, inner) => above(inner, 99, (p) => p === outer) !== null;

/** What a surface is part of, as far as that holds little else: the dialog around a message, the alert around its icon. */
const whole = (e) => {
  if (declares(e)) return e;
  let found = e;
  let alone = bare(e);
  // Icons and mere words belong to the next surface around them, whatever makes it one.
  let weak = alone || (!is(e, ROLES) && !tokened(e));
  above(e, 40, (p) => {
    if (is(p, 'html,body')) return true;
    const holds = is(p, FRAME + ',[role=alert],[popover]') || (weak ? candidate(p) : tokened(p) || declared.has(p));
    if (!holds && !alone) return false;
    if (!compact(p)) return true;
    found = p;
    alone = bare(p);
    if (!alone && candidate(p)) weak = false;
    return false;
  });
  // What the app itself declared within says more.
  return [...found.querySelectorAll(DECLARED)].find(visible) || found;
};

/** Whether it stands in a frame that brings its own widget, which looks after it. */
const foreign = (e) => {
  const view = e.ownerDocument.defaultView;
  return !view || (view !== window && !!view.unstuck?.version);
};

/** The surfaces that a part of the page has or belongs to, and that show by now. */
export function surfaces(n, large) {
  if (foreign(n)) return [];
  if (waiting.delete(n)) return [whole(n)].filter(ready);
  const found = new Set();
  const kin = large ? [] : [...n.querySelectorAll('*')];
  const add = (e) => { if (!control(e) && !above(e, 3, control)) found.add(e); };
  for (const e of [n, ...kin]) {
    if (is(e, '[aria-invalid=true]')) {
      const ids = `${e.getAttribute('aria-errormessage') || ''} ${e.getAttribute('aria-describedby') || ''}`.split(' ');
      for (const id of ids) { const told = id && e.getRootNode().getElementById(id); if (told) found.add(told); }
    } else if (candidate(e)) add(e);
  }
  // What closes gives way to the one that it stood in.
  const near = above(n, 12, (p) => candidate(p) && visible(p));
  if (near) add(near);
  const told = () => [...found].some((e) => !bare(e) && compact(e));
  if (!told()) {
    const floating = [n, ...kin].slice(0, 200).find((e) => fixed(e) && !bare(e));
    if (floating) {
      floats.add(floating);
      (stack(floating) ? [...floating.children] : [floating]).forEach(add);
    }
    const over = !told() && above(n, 5, fixed);
    if (over) {
      // A dialog's parts are one with it.
      if (compact(over) && over.children.length > 1 && !stack(over)) floats.add(over);
      add(n);
    }
    for (const e of [n, ...kin].slice(0, 40)) {
      if (told()) break;
      if (is(e, 'label,legend') || !compact(e)) continue;
      const { color, backgroundColor, borderTopColor, borderInlineStartColor } = styled(e);
      if ([color, backgroundColor, borderTopColor, borderInlineStartColor].some(red)) add(e);
    }
  }
  return [...new Set([...found].map(whole))].filter((e) => !e.isContentEditable && ready(e));
}

/** Has a surface looked at, and it alone. */
const again = (e) => { waiting.add(e); stir(e); };

/** Whether to look now: one that is still invisible, or stirs all the time, is looked at a little later. */
const ready = (e) => {
  if (/^unstuck-(link|panel)$/.test(e.localName) || above(e, 40, (p) => /^unstuck-(link|panel)$/.test(p.localName))) return false;
  const now = performance.now();
  const [at, tries] = met.get(e) || [-1000, 0];
  const soon = now - at < 50;
  if (!soon && seen(e)) {
    // Some kits fill in the words a moment after the box.
    if (!met.has(e)) setTimeout(stir, 500, e);
    met.set(e, [now, 0]);
    return true;
  }
  if ((soon || tries < 10) && !waiting.has(e)) {
    met.set(e, [at, tries + 1]);
    waiting.add(e);
    setTimeout(stir, soon ? 60 : 150, e);
  }
  return false;
};

export function shown(surface) {
  const keeper = keepers.get(surface);
  return surface.isConnected && !foreign(surface) && (seen(surface) || !!keeper && seen(keeper) && is(keeper, '[aria-invalid=true]'));
}

/** Puts the link after the message, where most kits let it stand; else at the end of the surface. */
export function attach(link, surface, message) {
  try {
    linked.add(surface);
    const keeper = keepers.get(surface);
    const within = message && (message === surface ? above(surface, 99, (p) => is(p, 'dialog,[role=dialog],[role=alertdialog]')) : holds(surface, message));
    if (keeper) {
      lend(link, keeper);
      outermost(keeper).after(link);
    } else if (within) message.after(link);
    else surface.append(link);
    // What has a shadow root and no slot for the link would not show it, nor would a slot that is filled.
    for (let p; (p = link.parentElement) && !link.assignedSlot && (p.shadowRoot || (p.localName === 'slot' && p.assignedNodes().length));) p.after(link);
    fit(link);
  } catch { /* a surface that is gone by now, or hides its methods, gets no link */ }
}

/** Makes a link that stands in the page reachable, and gives it a colour of its own where the one around it is too faint for small text. */
const fit = (link) => {
  // The Tab key passes over all that is within a host which it passes over.
  above(link, 99, (p) => {
    if (!p.shadowRoot || !(p.getAttribute('tabindex') < 0)) return;
    p.tabIndex = 0;
    opened.set(link, p);
  });
  const paper = above(link, 99, (p) => opaque(styled(p).backgroundColor) || styled(p).backgroundImage !== 'none');
  // What shines through, or a picture, can't be judged.
  if (!paper || styled(paper).backgroundImage !== 'none') return;
  const ground = luminance(styled(paper).backgroundColor);
  const [faint, strong] = [ground, luminance(styled(link).color)].sort((a, b) => a - b);
  if ((strong + 0.05) / (faint + 0.05) < 4.5) link.style.color = ground > 0.18 ? '#000' : '#fff';
};

/** Takes a link out, and leaves the host that let the Tab key in for it as it was. */
export function part(link) {
  link.remove();
  const host = opened.get(link);
  if (host) host.tabIndex = -1;
}

let anchor = null;

/** The element after which the link of the surface that was read last belongs. */
export function place() {
  return anchor;
}

/** All that is seen of a surface, its parts divided by U+001F: flags, role, tokens, code, title, message, labels of buttons. */
export function read(surface) {
  const said = declared.get(surface) || {};
  const app = declares(surface);
  const small = compact(surface);
  const blocks = [];
  const labels = [];
  const tokens = [];
  let heading = null;
  let flags = '';
  let looked = 0;
  const flag = (f, so) => { if (so && !flags.includes(f)) flags += f; };

  const look = (e) => {
    if (looked++ > 120) return;
    tokens.push(e.getAttribute('class') || '');
    for (const n of NAMES) tokens.push(e.getAttribute(n) || '', e.getAttribute('data-' + n) || '');
    if (/^(svg|use|img|i|path|circle)$|icon/.test(e.localName)) {
      for (const n of ['name', 'href', 'xlink:href', 'src', 'data-icon', 'aria-label']) tokens.push(`icon-${(e.getAttribute(n) || '').split(/[/#]/).pop().slice(0, 60)}`);
    }
    if (looked > 50 || flags.includes('r')) return;
    const s = styled(e);
    const speaks = [...e.childNodes].some((c) => c.nodeType === 3 && c.data.trim().length > 1);
    const hues = [s.backgroundColor];
    if (speaks || e.localName === 'svg' || /icon/.test(e.localName + e.getAttribute('class'))) hues.push(s.color);
    for (const side of ['Top', 'Left', 'Right', 'Bottom']) if (parseFloat(s[`border${side}Width`]) > 0) hues.push(s[`border${side}Color`]);
    if (e.ownerSVGElement) hues.push(s.fill, s.stroke);
    else for (const part of ['::before', '::after']) {
      const p = styled(e, part);
      if (p.content !== 'none' && p.content !== 'normal') hues.push(p.backgroundColor, p.content.length > 2 && p.color);
    }
    flag('r', hues.some((c) => c && red(c)));
  };

  const spoken = (e) => line(kids(e).map((c) => (c.nodeType === 3 ? c.data : c.nodeType === 1 && INLINE.test(c.localName) && !control(c) ? heard(c) : '')).join(' '));
  const walk = (e, depth, out) => {
    for (const c of kids(e)) {
      if (c.nodeType === 3 && c.data.trim()) { out.push([e, spoken(e)]); break; }
    }
    const speaks = out.length && out[out.length - 1][0] === e;
    for (const c of kids(e)) {
      if (c.nodeType !== 1 || depth > 30 || out.length > 60) continue;
      if (control(c)) { if (boxed(c)) labels.push(line(c.textContent || c.getAttribute('aria-label')).slice(0, 60)); continue; }
      if (SILENT.test(c.localName) || c.isContentEditable || !boxed(c)) continue;
      if (!small && c !== surface && candidate(c) && line(text(c))) { flag('n', true); continue; }
      look(c);
      if (c.localName === 'svg') { [...c.querySelectorAll('path,circle,use')].slice(0, 3).forEach(look); continue; }
      if (!heading && !speaks && is(c, TITLE)) {
        const title = [];
        walk(c, depth + 1, title);
        if (title.length) { heading = [c, title.map(([, t]) => t).join(' ')]; continue; }
      }
      if (!(speaks && INLINE.test(c.localName))) walk(c, depth + 1, out);
    }
  };
  look(surface);
  walk(surface, 0, blocks);

  if (!heading) {
    const frame = is(surface, FRAME) ? surface : above(surface, 40, (p) => is(p, FRAME));
    const id = frame && frame.getAttribute('aria-labelledby');
    const by = id && frame.getRootNode().getElementById(id.split(' ')[0]);
    const inner = frame && frame !== surface && [...frame.querySelectorAll(TITLE)].find((t) => visible(t) && !surface.contains(t));
    const label = (by && !surface.contains(by) && heard(by)) || heard(inner) || (frame && line(frame.getAttribute('aria-label')));
    if (label) heading = [null, label];
  }

  const field = fieldOf(surface);
  const about = field && !surface.contains(field);
  let active = document.activeElement;
  while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement;
  flag('d', app);
  flag('f', about);
  if (about && field === active && (is(surface, '[popover]') || above(surface, 9, (p) => is(p, '[popover]')))) keepers.set(surface, field);
  flag('e', about && field === active && Date.now() - typed < PAUSE);
  if (flags.includes('e')) setTimeout(again, PAUSE + 100, surface);
  // What stands in a form that floats does not float itself.
  flag('b', floats.has(surface) || is(surface, '[popover]') || fixed(surface) || above(surface, 6, (p) => fixed(p) && !asks(p)));
  flag('m', is(surface, 'dialog,[aria-modal=true]'));
  flag('i', !small && asks(surface));
  flag('p', asks(surface, 'input[type=password]'));
  flag('l', surface.querySelectorAll('a[href],li').length > 1);
  flag('c', (is(surface, CALM) && !tokened(surface)) || above(surface, 15, (p) => is(p, CALM) && !(p.localName === 'article' && compact(p))));
  flag('c', is(surface, 'li,tr') && !is(surface, ROLES) && !flags.includes('b') && surface.parentNode.children.length > 2);

  const last = blocks[blocks.length - 1];
  anchor = (last && last[0]) || (heading && heading[0]);
  const attribute = (name) => surface.getAttribute(name) || '';
  const message = said.message || (app && attribute('message')) || blocks.map(([, t]) => t).join(' ');
  const code = said.code || attribute('data-unstuck-code') || (app && attribute('code')) || '';
  const role = attribute('role') || (surface.localName === 'dialog' ? 'dialog' : attribute('aria-live') ? 'status' : '');
  return [flags, role, tokens.join(' ').slice(0, 4000), code, said.title || (heading ? heading[1] : ''), message, labels.join('\u001e')].map((part) => String(part).replace(/\u001f/g, ' ')).join('\u001f');
}
