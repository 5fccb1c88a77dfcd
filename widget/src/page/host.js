// Our own elements in somebody else's page: each with a shadow root and a constructed style sheet, which strict pages let through.

import { mind } from './airlock.js';

/** Gives an element of ours the font in which the app speaks where the other one stands. */
export function dress(element, like) {
  element.style.setProperty('--host-font', like.ownerDocument.defaultView.getComputedStyle(like).fontFamily);
}

/** Says in which language an element speaks, and whether that is written from the right. */
export function speak(element, tag) {
  element.lang = tag;
  element.dir = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b(?!-Latn)|-(Arab|Hebr|Thaa)/.test(tag) ? 'rtl' : 'ltr';
}

/** A new element's shadow root, in the document of `near`. A style sheet belongs to one document, so each frame needs its own. */
export function host(tag, css, near) {
  const page = near.ownerDocument;
  const element = page.createElement(tag);
  // The page's focus trap looks for what has a tabindex and does not look into shadow roots; the focus goes on to the button.
  const root = element.attachShadow({ mode: 'open', delegatesFocus: tag === 'unstuck-link' });
  if (tag === 'unstuck-link') {
    element.tabIndex = 0;
    mind(element);
  }
  const sheet = new page.defaultView.CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  return root;
}
