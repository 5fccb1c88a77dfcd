// Finds the element that a solution speaks of: by role and accessible name, as a person hears or reads them, else by a selector.

/** What has a role by itself. The first selector of a role that fits decides. */
const ROLES = {
  button: 'button,summary,input[type=button],input[type=submit],input[type=reset],input[type=image]',
  link: 'a[href],area[href]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  slider: 'input[type=range]',
  spinbutton: 'input[type=number]',
  searchbox: 'input[type=search]',
  combobox: 'select:not([multiple]),input[list]',
  listbox: 'select[multiple]',
  textbox: 'textarea,input:not([type]),input[type=text],input[type=email],input[type=tel],input[type=url],[contenteditable=true]',
  heading: 'h1,h2,h3,h4,h5,h6',
  dialog: 'dialog',
  form: 'form',
  navigation: 'nav',
  region: 'section',
  img: 'img',
  option: 'option',
};

/** A form hides its own methods behind fields that are called like them; these look past that. */
const { matches, getAttribute } = Element.prototype;
const is = (e, selector) => matches.call(e, selector);
const get = (e, name) => getAttribute.call(e, name);

const line = (text) => (text || '').replace(/\s+/g, ' ').trim();
const fold = (text) => line(text).toLowerCase();

/** The accessible name, by the rules that decide nearly all of them (WAI's accname, steps 2B to 2F). */
export const named = (e) => {
  const root = e.getRootNode();
  const by = (get(e, 'aria-labelledby') || '').split(/\s+/).map((id) => id && root.getElementById?.(id)).filter(Boolean);
  if (by.length) return line(by.map((other) => other.textContent).join(' '));
  const field = /^(input|select|textarea)$/.test(e.localName);
  const button = field && /^(button|submit|reset)$/.test(e.type);
  return line(get(e, 'aria-label'))
    || line([...(e.labels instanceof NodeList ? e.labels : [])].map((label) => [...label.childNodes].filter((n) => n !== e && !n.contains(e)).map((n) => n.textContent).join(' ')).join(' '))
    || line(get(e, 'alt'))
    // What was typed into a field is never read.
    || (button ? line(e.value) : field ? '' : line(e.textContent))
    || line(get(e, 'title') || get(e, 'placeholder'));
};

const every = function* (root) {
  for (const e of root.querySelectorAll('*')) {
    if (/^unstuck-/.test(e.localName)) continue;
    yield e;
    if (e.shadowRoot) yield* every(e.shadowRoot);
  }
};

const safely = (f) => { try { return f(); } catch { return null; } };
const shown = (e) => e.getClientRects().length > 0 && e.checkVisibility?.({ visibilityProperty: true }) !== false;

/** Whether it plays this role; none asks for whatever a person can use. */
const plays = (e, role) => {
  const own = get(e, 'role');
  if (!role) return own || e.tabIndex >= 0 || Object.values(ROLES).some((selector) => is(e, selector));
  return own ? own.split(' ')[0] === role : safely(() => is(e, ROLES[role]));
};

/** The element, or nothing. The very name goes before one that only begins with it, and that before one that has it. */
export function find({ role, name, selector }) {
  if (name) {
    const want = fold(name);
    const rank = (said) => (said === want ? 3 : said.startsWith(want) ? 2 : said.includes(want) ? 1 : 0);
    let best = null;
    let most = 0;
    for (const e of every(document)) {
      const fits = safely(() => plays(e, role) && shown(e) && rank(fold(named(e)))) || 0;
      // Of those that fit alike the first one; but an inner one is meant rather than what it stands in.
      if (fits > most || (fits && fits === most && best.contains(e))) [best, most] = [e, fits];
    }
    if (best) return best;
  }
  return selector ? safely(() => [...document.querySelectorAll(selector)].find(shown)) || null : null;
}

/** The field with this name that a text may be put into. */
export const field = (name) => ['textbox', 'spinbutton', 'combobox', 'searchbox', ''].map((role) => find({ role, name }))
  .find((e) => e && /^(input|textarea|select)$/.test(e.localName) && !/^(password|hidden|file|checkbox|radio|button|submit|reset|image)$/.test(e.type) && !e.disabled && !e.readOnly);
