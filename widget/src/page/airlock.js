// Keeps the panel's events from the page's listeners, which would close dialogs or pull focus back.
//
// Capture listeners on `window` run before all others. They end the event's way there, so the panel has no listeners of
// its own: a click is read here and carried out by name (`data-act`). What the browser does by itself still happens.

/** The loader has listened for these since before the page's own listeners were there. */
const EARLY = 'keydown pointerdown mousedown click focusin ';
const EVENTS = 'touchstart dblclick auxclick contextmenu pointerup pointermove pointerover pointerout pointercancel mouseup mousemove '
  + 'mouseover mouseout touchmove touchend wheel focusout focus blur keyup keypress input beforeinput change';

const links = new WeakSet();
/** By its link, the field whose message shows while it has the focus. */
const fields = new WeakMap();
let carry = null;
/** The key that went down in the panel: what it closes is gone when it comes up, and the page must not take that for its own. */
let held = null;

const pass = (event) => {
  if (event.type === 'keyup' && event.key === held) {
    held = null;
    event.stopImmediatePropagation();
    return;
  }
  // A plain link is the browser's own affair.
  if (!carry) return;
  const path = event.composedPath();
  const ours = path.find((e) => e.localName === 'unstuck-panel' || links.has(e));
  if (!ours) {
    const to = event.relatedTarget;
    // Focus that leaves the page's dialog for the panel is not the dialog's to take back, nor ends for its link what the field says.
    if (to && (to.localName === 'unstuck-panel' || (fields.has(to) && /out|blur/.test(event.type)))) event.stopImmediatePropagation();
    return;
  }
  const link = links.has(ours);
  const left = event.type === 'focusout' && event.relatedTarget?.localName !== 'unstuck-panel' && fields.get(ours);
  // The field hears now that the focus has left it.
  if (left) for (const name of ['blur', 'focusout']) left.dispatchEvent(new FocusEvent(name, { bubbles: name !== 'blur', composed: true, relatedTarget: event.relatedTarget }));
  if (event.type === 'keydown') held = !link && event.key;
  // The link is part of the host's dialog: its focus trap must see the focus and the Tab key.
  if (link && (/focus|blur/.test(event.type) || (event.key && event.key !== 'Enter' && event.key !== ' '))) return;
  event.stopImmediatePropagation();
  const carried = (what, name) => {
    event.preventDefault();
    if (!event.repeat) carry[what](name);
  };
  const leaves = event.type === 'keydown' && event.key === 'Escape' && path[0].closest?.('[data-escape]');
  if (leaves) carry.act(leaves.dataset.escape);
  // A key that an input method takes for itself is not the person's.
  const sends = event.type === 'keydown' && event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229 && path[0].closest?.('[data-enter]');
  if (sends) carried('act', sends.dataset.enter);
  // Not every engine makes a click of a key whose event went no further.
  if (event.type !== 'click' && !(event.type === 'keydown' && /^( |Enter)$/.test(event.key))) return;
  if (link) {
    hear(window);
    carried('open', ours);
    return;
  }
  const first = path[0];
  const control = first.closest && first.closest('[data-act],dialog');
  if (!control) return;
  if (control.dataset.act) carried('act', control.dataset.act);
  // The dialog's own box is only hit on its backdrop: its content fills it.
  else if (first === control && event.type === 'click') carried('act', 'close');
};
const listener = (event) => { try { pass(event); } catch { /* the page goes on */ } };

/** Listening twice is listening once; `document.open` makes a page forget all who listened. */
const hear = (target, names = EARLY + EVENTS) => { for (const name of names.trim().split(' ')) target.addEventListener(name, listener, true); };

/** Guards the page's own window, where the loader listens early; `open(link)` and `act(name)` carry out what was clicked. */
export function install(loader, open, act) {
  carry = { open, act };
  loader.pass = listener;
  hear(window, EVENTS);
}

/** Guards the window of a frame. */
export function guard(frame) {
  hear(frame);
}

/** Lets the focus on a link count as that on its field. */
export function lend(link, field) {
  fields.set(link, field);
}

/** Takes a link under guard; in a closed shadow tree only the link itself hears of its clicks. */
export function mind(link) {
  links.add(link);
  hear(link, EARLY);
}
