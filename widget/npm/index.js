// Adds the service's loader to the page and hands every call on to `window.unstuck`. Nothing is touched at import, so a
// server may import it too; there `init` answers with a stand-in, because no page is there to watch.
const LOADER = '/unstuck.js';
const nowhere = {
  version: '',
  report: async () => ({ report: '', by: 'nobody', recorded: false }),
  identify() {},
  addBreadcrumb() {},
  setContext() {},
  setConsent() {},
  registerAction() {},
  on: () => () => {},
  attach: () => () => {},
  explain: async () => ({ error: false, sum: 0, enough: 0, evidence: [], title: '', message: '' }),
  tag: async () => '',
  open: async () => {},
};
let loading;
let policy;

// A page that asks for Trusted Types takes a script's address from a policy only; this one makes none but the loader's.
const trusted = (src) => {
  if (!window.trustedTypes) return src;
  policy ||= window.trustedTypes.createPolicy('unstuck', { createScriptURL: (url) => (new URL(url).pathname.endsWith(LOADER) ? url : '') });
  return policy.createScriptURL(src);
};

const load = ({ endpoint, key, help, locale, ignore, ignoreCodes, alert, helpCenter, release, consent, packKey, packs, contact, origins, launcher }) => new Promise((resolve, reject) => {
  if (typeof document === 'undefined') return resolve(nowhere);
  if (window.unstuck) return resolve(window.unstuck);
  const failed = (what) => reject(new Error(
    `UNSTUCK-W002: ${what} could not be loaded. Check the endpoint, the network and the page's script-src.`));
  let src;
  try {
    src = new URL(String(endpoint).replace(/\/*$/, LOADER), location.href).href;
  } catch {
    return failed(`the loader of the endpoint ${endpoint}`);
  }
  const script = document.createElement('script');
  Object.assign(script.dataset, { key, endpoint: src.slice(0, -LOADER.length) });
  if (help) script.dataset.help = 'on';
  if (locale) script.dataset.locale = locale;
  if (ignore) script.dataset.ignore = ignore;
  if (ignoreCodes) script.dataset.ignoreCodes = ignoreCodes.join();
  if (alert) script.dataset.alert = 'on';
  if (helpCenter) script.dataset.helpCenter = helpCenter;
  if (release) script.dataset.release = release;
  if (consent) script.dataset.consent = consent;
  if (packKey) script.dataset.packKey = packKey;
  if (packs) script.dataset.packs = packs;
  if (launcher) script.dataset.launcher = 'on';
  if (contact) script.dataset.contact = contact;
  if (origins) script.dataset.origins = origins.join();
  script.async = true;
  script.src = trusted(src);
  // An address that answers with a page instead of the loader is loaded as well, and leaves nothing behind.
  script.onload = () => (window.unstuck ? resolve(window.unstuck) : failed(src));
  script.onerror = () => failed(src);
  document.head.append(script);
});

export const init = (settings) => {
  if (loading) return loading;
  const now = loading = load(settings);
  // An app that does not wait for it must not meet an unhandled rejection because help is away.
  now.catch((error) => {
    loading = undefined;
    console.info(error.message);
  });
  return now;
};

const later = (call) => {
  if (loading) loading.then(call).catch(() => {});
};

export const report = (problem) =>
  loading
    ? loading.then((unstuck) => unstuck.report(problem))
    : Promise.reject(new Error('UNSTUCK-W003: nothing is started. Call init({ endpoint, key }) before report().'));
export const open = () =>
  loading
    ? loading.then((unstuck) => unstuck.open())
    : Promise.reject(new Error('UNSTUCK-W003: nothing is started. Call init({ endpoint, key }) before open().'));
export const identify = (user) => later((unstuck) => unstuck.identify(user));
export const addBreadcrumb = (message) => later((unstuck) => unstuck.addBreadcrumb(message));
export const setContext = (key, value) => later((unstuck) => unstuck.setContext(key, value));
export const setConsent = (word) => later((unstuck) => unstuck.setConsent(word));
// Kept where the loader looks, so that a fix is there from the first error on.
export const registerAction = (name, action) => {
  if (typeof window !== 'undefined') (window.unstuckActions ||= {})[name] = action;
  return () => {
    if (window.unstuckActions?.[name] === action) delete window.unstuckActions[name];
  };
};
// What can be ended, also before the loader has come.
const ending = (begin) => {
  let off;
  let ended = false;
  later((unstuck) => {
    if (!ended) off = begin(unstuck);
  });
  return () => {
    ended = true;
    if (off) off();
  };
};
export const on = (type, handler) => ending((unstuck) => unstuck.on(type, handler));
export const attach = (element, problem) => ending((unstuck) => unstuck.attach(element, problem));
