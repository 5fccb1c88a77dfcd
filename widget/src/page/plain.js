// Where the page refuses WebAssembly: a plain link to the team's help centre, beside what is an error beyond doubt.

import { surfaces, use } from './eyes.js';
import { host } from './host.js';

const VIEW = { zh: '查看解决方案', 'zh-tw': '檢視解決方案', 'zh-hk': '檢視解決方案', 'zh-hant': '檢視解決方案' };
const LINK = ':host{all:initial;display:block;margin-block:.5em 0;font:inherit;color:inherit;text-align:inherit}a{font-weight:600;color:inherit}';

/** Gives what stands in for the module: a link to the help centre, where the team named one. The reason is made plain as well. */
export function plain(loader, reason) {
  const href = loader.helpCenter;
  try { reason.message = `A policy also needs 'wasm-unsafe-eval' in script-src. ${reason.message}`; } catch { /* it is told as it is */ }
  use(loader);
  const [, SURE, WORDS, , TOKENS] = loader.means;
  const known = new WeakMap();
  const language = (loader.locales.split(',').find(Boolean) || '').toLowerCase();
  const label = VIEW[language] || VIEW[language.split('-')[0]] || 'View solution';
  const make = (surface) => {
    const code = surface.getAttribute('data-unstuck-code') || surface.getAttribute('code') || '';
    const message = surface.textContent.replace(/\s+/g, ' ').trim();
    const root = host('unstuck-link', LINK, surface);
    const link = surface.ownerDocument.createElement('a');
    Object.assign(link, { href, target: '_blank', rel: 'noopener', textContent: label });
    // Only a declared code leaves the page: words may name a person.
    if (code) link.href += (href.includes('?') ? '&' : '?') + 'code=' + encodeURIComponent(code);
    root.append(link);
    if (message || code) surface.append(root.host);
    return root.host;
  };
  const examine = (part, large) => {
    if (href) for (const surface of surfaces(part, large)) {
      const said = surface.textContent + surface.outerHTML.split('>', 1)[0];
      const before = known.get(surface);
      if (before?.said === said || !(surface.matches(SURE + ',' + TOKENS) || WORDS.test(surface.textContent))) continue;
      if (before) before.link.remove();
      known.set(surface, { said, link: make(surface) });
    }
  };
  const nothing = () => {};
  return { examine, sweep: nothing, guard: nothing, crumb: nothing };
}
