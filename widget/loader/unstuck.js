// Watches the page and keeps a short trail; fetches the WebAssembly only when the first error shows.
(() => {
  const script = document.currentScript;
  if (window.unstuck || !script) return;
  const base = new URL('.', script.src).href;
  const data = script.dataset;
  const quietly = (f) => (...a) => { try { return f(...a); } catch { /* the page goes on */ } };
  const ring = [];
  const handlers = {};
  let failure = null;
  let mod = null;
  let loading = null;
  let waiting = [];

  const state = {
    key: data.key || '',
    endpoint: data.endpoint || new URL(base).origin,
    help: data.help === 'on',
    release: data.release || '',
    locales: (data.locale ? [data.locale] : []).concat(navigator.languages || [navigator.language]).join(),
    ignore: data.ignore || '',
    emit: (type, json) => (handlers[type] || []).forEach((f) => quietly(f)(JSON.parse(json))),
  };

  const load = () => loading || (loading = import(base + '__UNSTUCK_GLUE__')
    .then((m) => m.default({ module_or_path: base + '__UNSTUCK_WASM__' }).then(() => {
      m.start(state);
      for (const c of ring) m.crumb(...c);
      mod = m;
      for (const f of waiting) quietly(f)(m);
      waiting = []; ring.length = 0;
      look(document);
      return m;
    })));
  const start = () => load().catch((e) => {
    console.info('Unstuck could not start (UNSTUCK-W001). Under a Content-Security-Policy allow ' + new URL(base).origin
      + " in script-src and connect-src, and 'wasm-unsafe-eval' in script-src. " + e);
  });
  const later = (f) => { if (mod) quietly(f)(mod); else if (waiting.length < 100) waiting.push(f); };

  const crumb = quietly((kind, message) => {
    const step = [kind, String(message).slice(0, 300), Date.now()];
    if (mod) return mod.crumb(...step);
    ring.push(step);
    if (ring.length > 50) ring.shift();
  });

  // Surfaces
  const SURE = 'unstuck-help,[data-unstuck-code],[role=alertdialog]';
  const SURFACE = SURE + ',dialog[open],[role=alert],[role=dialog]';
  const WORDS = /error|fail|invalid|wrong|denied|declined|expired|unable|could ?n[o']t|can ?n[o']t|not found|limit|timed? ?out|offline|problem|错误|錯誤|失败|失敗|无法|無法|异常|異常|不能|超时|逾時|过期|過期|限|エラー|오류|실패|erreur|échec|fehler|ошибка|erro\b/i;
  const CLASS = '[class*=error i],[class*=danger i],[class*=destructive i],[class*=critical i],[class*=fail i]';
  const hinted = (e) => (failure && Date.now() - failure.at < 5000) || e.matches(SURE) || e.matches(CLASS) || e.querySelector(CLASS + ',[data-unstuck-code]') || WORDS.test(e.textContent.slice(0, 2000));
  const shown = (e) => e.localName === 'unstuck-help' || e.getClientRects().length > 0;
  const offer = quietly((e) => {
    if (!shown(e)) return;
    if (mod) mod.surface(e, failure);
    else if (!loading && hinted(e)) start();
  });
  const look = quietly((root) => {
    const near = root.nodeType === 1 && root.closest(SURFACE);
    if (near) offer(near);
    if (root.querySelectorAll) for (const e of root.querySelectorAll(SURFACE)) if (e !== near) offer(e);
  });
  new MutationObserver(quietly((records) => {
    const roots = new Set();
    for (const r of records) {
      const t = r.target.nodeType === 1 ? r.target : r.target.parentElement;
      if (r.type !== 'childList') { if (t) roots.add(t); continue; }
      if (t && t.closest(SURFACE)) roots.add(t);
      for (const n of r.addedNodes) if (n.nodeType === 1) roots.add(n);
    }
    for (const n of roots) if (n.isConnected) look(n);
    if (mod) mod.sweep();
  })).observe(document, {
    childList: true, subtree: true, characterData: true,
    attributeFilter: ['open', 'role', 'class', 'hidden', 'style', 'aria-hidden', 'aria-modal', 'aria-invalid', 'data-unstuck-code', 'code', 'message'],
  });

  // The trail
  const CONTROL = 'button,a,input,select,textarea,summary,[role=button],[role=link],[role=menuitem],[role=tab]';
  addEventListener('click', quietly((e) => {
    const c = e.target.closest && e.target.closest(CONTROL);
    if (!c || /^unstuck-/.test(c.localName)) return;
    const name = c.getAttribute('aria-label') || (c.matches('input,select,textarea') ? c.name : c.textContent) || '';
    crumb('click', (c.getAttribute('role') || c.localName) + ' “' + name.trim().replace(/\s+/g, ' ').slice(0, 80) + '”');
  }), true);
  let path = '';
  const route = () => { if (path !== location.pathname) crumb('route', path = location.pathname); };
  for (const name of ['pushState', 'replaceState']) {
    const real = history[name];
    history[name] = function (...a) { const r = real.apply(this, a); route(); return r; };
  }
  addEventListener('popstate', route);
  route();

  const failed = quietly((method, url, status, at) => {
    const u = new URL(url, location.href);
    if (u.href.startsWith(state.endpoint + '/v1/')) return null;
    crumb('request', method + ' ' + u.pathname + ' → ' + (status || 'no answer'));
    return failure = { method, path: u.pathname, status, at: Date.now(), body: '' };
  });
  const keep = (f, type, size) => f && /json/.test(type || '') && !(size > 16384);
  const realFetch = window.fetch;
  if (realFetch) window.fetch = function (...a) {
    const say = (status) => failed(
      String((a[1] && a[1].method) || (a[0] && a[0].method) || 'GET').toUpperCase(), (a[0] && a[0].url) || String(a[0]), status);
    const answer = realFetch.apply(this, a);
    answer.then((r) => {
      if (r.ok || r.status < 400) return;
      const f = say(r.status);
      quietly(() => {
        if (keep(f, r.headers.get('content-type'), +r.headers.get('content-length')))
          r.clone().text().then((t) => { if (t.length <= 16384) f.body = t; }, () => {});
      })();
    }, (e) => { if (!e || e.name !== 'AbortError') say(0); });
    return answer;
  };
  const X = XMLHttpRequest.prototype;
  const open = X.open;
  X.open = function (method, url, ...rest) {
    this.addEventListener('loadend', quietly(() => {
      if (this.status && this.status < 400) return;
      const f = failed(String(method).toUpperCase(), url, this.status);
      const text = !this.responseType || this.responseType === 'text' ? this.responseText : this.responseType === 'json' ? JSON.stringify(this.response) : '';
      if (keep(f, this.getResponseHeader('content-type'), text.length)) f.body = text;
    }), { once: true });
    return open.call(this, method, url, ...rest);
  };
  const say = console.error;
  console.error = function (...a) {
    crumb('console', a.map((x) => (typeof x === 'string' ? x : x instanceof Error ? x.message : '')).join(' '));
    return say.apply(this, a);
  };
  addEventListener('error', (e) => { if (e.message) crumb('console', e.message); });
  addEventListener('unhandledrejection', (e) => crumb('console', (e.reason && e.reason.message) || e.reason));

  window.unstuck = {
    version: '__UNSTUCK_VERSION__',
    report: (p) => load().then((m) => {
      p = typeof p === 'string' ? { message: p } : p || {};
      // A DOMException's code is a number of its own time and names nothing.
      const word = (value) => (value == null || (value === p.code && p instanceof DOMException) ? undefined : String(value));
      return m.report(word(p.code), word(p.title || p.name), String(p.message || ''));
    }).then(JSON.parse),
    identify: (user) => later((m) => m.identify(JSON.stringify(user || null))),
    addBreadcrumb: (message) => crumb('custom', message),
    setContext: (key, value) => later((m) => m.set_context(key, JSON.stringify(value === undefined ? null : value))),
    on: (type, f) => {
      (handlers[type] = handlers[type] || []).push(f);
      return () => { handlers[type] = handlers[type].filter((g) => g !== f); };
    },
  };
  look(document);
})();
