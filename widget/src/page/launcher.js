// The "Help" button at the page's edge, for teams that ask for it.

import { dress, host, speak } from './host.js';

const CSS = `:host{all:initial;position:fixed;inset-block-end:1rem;inset-inline-end:1rem;z-index:2147483000;--accent:var(--unstuck-accent,#1f5fd6);--paper:var(--unstuck-paper,#fff)}
@media(prefers-color-scheme:dark){:host{--accent:var(--unstuck-accent,#8ab4ff);--paper:var(--unstuck-paper,#1c1f27)}}
button{font:600 1rem/1.2 var(--host-font,system-ui),system-ui,sans-serif;cursor:pointer;min-block-size:44px;padding:.6em 1.2em;border-radius:999px;border:1px solid transparent;background:var(--accent);color:var(--paper);box-shadow:0 6px 24px #0004}
button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media print{:host{display:none}}`;

/** Puts the button into the page; the airlock hears its clicks as those of a link. */
export function launch(label, language) {
  const page = document.documentElement;
  const root = host('unstuck-link', CSS, page);
  dress(root.host, page);
  speak(root.host, language);
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', textContent: label });
  button.setAttribute('aria-haspopup', 'dialog');
  root.append(button);
  page.append(root.host);
}
