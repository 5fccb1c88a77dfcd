// Adds the loader's script tag of the service and hands on to `window.unstuck` when it is there.
let loading;

export function init({ endpoint, key, help, locale, ignore, release }) {
  if (loading) return loading;
  loading = new Promise((resolve, reject) => {
    if (window.unstuck) return resolve(window.unstuck);
    const script = document.createElement('script');
    script.src = new URL('/unstuck.js', endpoint).href;
    script.async = true;
    script.dataset.key = key;
    if (help) script.dataset.help = 'on';
    if (locale) script.dataset.locale = locale;
    if (ignore) script.dataset.ignore = ignore;
    if (release) script.dataset.release = release;
    script.onload = () => resolve(window.unstuck);
    script.onerror = () => {
      loading = undefined;
      reject(new Error(`UNSTUCK-W002: ${script.src} could not be loaded; check the endpoint and the page's script-src.`));
    };
    document.head.append(script);
  });
  return loading;
}

const later = (call) => {
  if (loading) loading.then(call, () => {});
};

export const report = (problem) =>
  loading
    ? loading.then((unstuck) => unstuck.report(problem))
    : Promise.reject(new Error('UNSTUCK-W003: call init({ endpoint, key }) before report().'));
export const identify = (user) => later((unstuck) => unstuck.identify(user));
export const addBreadcrumb = (message) => later((unstuck) => unstuck.addBreadcrumb(message));
export const setContext = (key, value) => later((unstuck) => unstuck.setContext(key, value));
export const on = (type, handler) => {
  let off;
  let ended = false;
  later((unstuck) => { if (!ended) off = unstuck.on(type, handler); });
  return () => { ended = true; if (off) off(); };
};
