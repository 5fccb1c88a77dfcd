// Watches the page and keeps a short trail; fetches the WebAssembly only when the first error shows.
(() => {
  const script = document.currentScript;
  // An element with this name is not the widget.
  if (!script || window.unstuck?.version) return;
  const base = new URL('.', script.src).href;
  const data = script.dataset;
  const quietly = (f) => (...a) => { try { return f(...a); } catch { /* the page goes on */ } };
  const ring = [];
  const handlers = {};
  let failure = null;
  let mod = null;
  let loading = null;
  const waiting = [];

  const state = {
    ...data,
    script,
    endpoint: data.endpoint || new URL(base).origin,
    locales: [data.locale, navigator.languages || navigator.language].join(),
    emit: (type, json) => (handlers[type] || []).forEach((f) => quietly(f)(JSON.parse(json))),
  };

  const load = () => loading || (loading = import(base + '__UNSTUCK_GLUE__')
    .then((m) => m.default({ module_or_path: base + '__UNSTUCK_WASM__' }).then(() => {
      state.mod = m;
      m.start(state);
      for (const c of ring) m.crumb(...c);
      mod = m;
      for (const f of waiting) quietly(f)(m);
      // Also what stands in shadow trees and frames is looked at again.
      watched = new WeakSet();
      stir(document);
      return m;
    }, (e) => {
      mod = m.plain(state, e);
      stir(document);
      throw e;
    })));
  const start = () => load().catch((e) => {
    console.info('UNSTUCK-W001: not started. A Content-Security-Policy needs ' + new URL(base).origin + ' in script-src and connect-src. ' + e);
  });
  const later = (f) => { if (mod) quietly(f)(mod); else if (waiting.length < 50) waiting.push(f); };

  const crumb = quietly((kind, message) => {
    const step = [kind, String(message).slice(0, 300), Date.now()];
    if (mod) return mod.crumb(...step);
    ring.push(step);
    if (ring.length > 50) ring.shift();
  });

  // What stirs is looked at: here only whether it could be an error, by role, token, colour and a few words; the
  // WebAssembly, fetched for the first that could be, decides.
  const SURE = 'unstuck-help,[data-unstuck-code]';
  const ROLES = SURE + ',dialog[open],[role$=dialog],[aria-modal=true],[role^=alert],[role=status],[aria-live],[popover]';
  const NAMES = ['type', 'variant', 'status', 'state', 'color', 'design', 'intent', 'severity', 'theme', 'kind'];
  const TOKENS = ['error', 'danger', 'destructive', 'critical', 'negative', 'invalid', 'fail']
    .flatMap((k) => [`[class*=${k} i]`, ...NAMES.flatMap((n) => [`[${n}=${k} i]`, `[data-${n}=${k} i]`])]) + ',[aria-invalid=true]';
  const CONTROL = 'button,a,input,select,textarea,summary,[role=button],[role=link],[role=menuitem],[role=tab],[role=option]';
  const WORDS = /err|fail|valid|wrong|deni|declin|reject|refus|expir|able |impos|n(o[nt]?|ão|['’]t) |limit|already|must|pas |kein|fehl|nicht|bereits|déj|falh|j[áa] |ya |già|не[ тдл]|уже|[错錯误誤败敗无無未异異过過限冻凍已须須重满滿断斷]|不[能可足]|せん|エラー|既|오류|실패|[못없않]|이미|خطأ|تعذر|فشل|ل[ما] |غير|انته|بالفعل|לא |פג|כבר/i;
  const declared = new WeakMap();
  const styled = (e) => e.ownerDocument.defaultView.getComputedStyle(e);
  const shown = (e) => e.localName === 'unstuck-help' || (e.checkVisibility?.({ visibilityProperty: true }) ?? e.getClientRects().length > 0);
  const suspect = (n) => {
    const root = (e) => e.getRootNode().host || e;
    const text = (e) => (root(e).textContent + e.textContent).slice(0, 4000);
    const says = (e) => WORDS.test(text(e)) || e.querySelector(TOKENS) || Date.now() - failure?.at < 5000;
    // Anything red, roughly, or above the page.
    const strikes = ({ position, color, fill }) => /[bf]/.test(position) || /rgb\((1[3-9]|2\d)\d, \d\d?, \d\d?\)|okl/.test(fill + color);
    const ever = ROLES + ',' + TOKENS;
    return declared.has(n) || [n.closest(ever), ...n.querySelectorAll(ever)].some((e) => e && shown(e) && (e.matches(SURE + ',[aria-invalid=true]') || (!e.closest(CONTROL) && (e.matches(TOKENS) ? text(e).trim() : says(e)))))
      || (WORDS.test(text(n)) && [root(n), n.parentElement || n, n, ...n.querySelectorAll('*')].slice(0, 12).some((e) => shown(e) && strikes(styled(e))));
  };
  const pending = new Set();
  let watched = new WeakSet();
  let due;
  let last = 0;
  const examine = (n) => {
    const kin = n.getElementsByTagName ? n.getElementsByTagName('*') : n.children;
    const large = n.nodeType !== 1 || kin.length > 60 || n.matches('html,body');
    for (const e of large ? n.children : [n, ...kin]) {
      if (large) pending.add(e);
      watch(e.shadowRoot || (e.localName === 'iframe' && e.contentDocument));
    }
    if (n.nodeType !== 1 || /^unstuck-[lp]/.test(n.localName)) return;
    if (mod) mod.examine(n, large, failure);
    else if (!loading && !large && suspect(n)) start();
  };
  // A frame takes up what the page stirred for a third of a millisecond, every other frame, so that with the last one it stays within one.
  const turn = quietly(() => {
    if (!due) return;
    cancelAnimationFrame(due[0]);
    clearTimeout(due[1]);
    due = 0;
    const end = last = performance.now() + 0.3;
    for (const n of pending) {
      pending.delete(n);
      // A form whose fields hide its methods is passed over, what stands in it is not.
      try { if (n.isConnected) examine(n); } catch { for (let e = n.firstElementChild; e; e = e.nextElementSibling) pending.add(e); }
      if (performance.now() > end) break;
    }
    if (mod) mod.sweep();
    if (pending.size) setTimeout(ask, 20);
  });
  const ask = () => { due = due || [requestAnimationFrame(turn), setTimeout(turn, 200)]; };
  const stir = (n) => {
    // Where more stirs than can be looked at, what stands there by then is looked at as a whole.
    if (pending.size > 4000) { pending.clear(); n = document; }
    pending.add(n);
    ask();
  };
  const observer = new MutationObserver(quietly((records) => {
    for (const { target, type, addedNodes } of records) {
      if (type !== 'childList' || !addedNodes.length) stir(target.nodeType === 3 ? target.parentNode || document : target);
      for (const n of addedNodes) stir(n.nodeType === 1 ? n : target);
    }
    // On a page that was quiet, at once: the link comes with the dialog's own frame.
    if (performance.now() - last > 50) turn();
  }));
  const watch = quietly((root) => {
    if (mod && root?.defaultView) mod.guard(root.defaultView);
    if (!root || watched.has(root)) return;
    watched.add(root);
    observer.observe(root, {
      childList: true, subtree: true, characterData: true,
      attributeFilter: ['open', 'role', 'class', 'hidden', 'style', 'aria-hidden', 'aria-modal', 'aria-invalid', 'data-unstuck-code', 'code', 'message', ...NAMES],
    });
    // These go no further than their own tree.
    for (const name of ['toggle', 'load']) root.addEventListener(name, (e) => stir(e.target), true);
    stir(root);
  });
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    if (options.mode === 'open' && !/^unstuck/.test(this.localName)) watch(root);
    return root;
  };
  addEventListener('input', () => { state.typed = Date.now(); }, true);
  // Registered before the page's own, so that they come first; what they do comes with the WebAssembly.
  for (const name of ['keydown', 'pointerdown', 'mousedown', 'click', 'focusin']) addEventListener(name, (e) => state.pass?.(e), true);
  // In the order in which `eyes.js` takes them.
  state.means = [NAMES, SURE, WORDS, ROLES, TOKENS, CONTROL, styled, shown, stir, declared];

  // The trail
  addEventListener('click', quietly((e) => {
    const c = e.target.closest?.(CONTROL);
    if (!c || /^unstuck-/.test(c.localName)) return;
    const name = c.getAttribute('aria-label') || (c.matches('input,select,textarea') ? c.name : c.textContent) || '';
    crumb('click', (c.getAttribute('role') || c.localName) + ' “' + name.trim().replace(/\s+/g, ' ') + '”');
  }), true);
  let path = '';
  const route = () => { if (path !== location.pathname) crumb('route', path = location.pathname); };
  for (const name of ['pushState', 'replaceState']) {
    const real = history[name];
    history[name] = function (...a) { const r = real.apply(this, a); route(); return r; };
  }
  addEventListener('popstate', route);
  route();

  const ended = quietly((method, url, status) => {
    const u = new URL(url, location.href);
    if (u.href.startsWith(state.endpoint + '/v1/') || u.href.startsWith(data.packs || 0)) return null;
    method = String(method || 'GET').toUpperCase();
    // What failed before and goes well now was solved.
    if (status && status < 400) return state.done?.(method, u.pathname);
    crumb('request', method + ' ' + u.pathname + ' → ' + (status || 'no answer'));
    return failure = { method, path: u.pathname, status, at: Date.now() };
  });
  const keep = (f, type, read) => { if (f && /json/.test(type)) read((body) => { if (body.length < 2e4) f.body = body; }); };
  const realFetch = window.fetch;
  window.fetch = function (...a) {
    const say = (status) => ended(a[1]?.method || a[0]?.method, a[0]?.url || String(a[0]), status);
    // The page gets a promise of the very same answer or error, so that one which nobody catches is still told.
    return realFetch.apply(this, a).then((r) => {
      // The status of an answer that the page may not read is 0 and tells nothing.
      quietly(keep)(say(r.status || 1), r.headers.get('content-type'), (take) => r.clone().text().then(take, () => {}));
      return r;
    }, (e) => { if (e?.name !== 'AbortError') say(0); throw e; });
  };
  const X = XMLHttpRequest.prototype;
  const open = X.open;
  X.open = function (method, url, ...rest) {
    this.addEventListener('loadend', quietly(() => {
      keep(ended(method, url, this.status), this.getResponseHeader('content-type'),
        (take) => take(typeof this.response === 'string' ? this.response : JSON.stringify(this.response || '')));
    }), { once: true });
    return open.call(this, method, url, ...rest);
  };
  const say = console.error;
  console.error = function (...a) {
    crumb('console', a.map((x) => (typeof x === 'string' ? x : x instanceof Error ? x.message : '')).join(' '));
    return say.apply(this, a);
  };
  // An error that was thrown a moment ago may be what a dialog is about; a request that failed with it says more.
  const threw = quietly((e) => {
    const thrown = String(e?.message || e);
    crumb('console', thrown);
    failure = { ...(Date.now() - failure?.at < 1000 && failure), at: Date.now(), thrown, name: e?.name };
  });
  addEventListener('error', (e) => { if (e.message) threw(e.error || e); });
  addEventListener('unhandledrejection', (e) => threw(e.reason));

  window.unstuck = {
    version: '__UNSTUCK_VERSION__',
    registerAction: (id, action) => { (window.unstuckActions ||= {})[id] = action; },
    addBreadcrumb: (message) => crumb('custom', message),
    attach: (e, problem) => { declared.set(e, problem || {}); stir(e); later(() => stir(e)); return () => { declared.delete(e); stir(e); }; },
    on: (type, f) => {
      (handlers[type] = handlers[type] || []).push(f);
      return () => { handlers[type] = handlers[type].filter((g) => g !== f); };
    },
  };
  for (const name of ['identify', 'setConsent', 'setContext']) window.unstuck[name] = (...a) => later(() => state[name](...a));
  for (const name of ['report', 'explain', 'tag', 'open']) window.unstuck[name] = (what) => load().then(() => state[name](what, failure));
  watch(document);
  // A way that was begun on the page before goes on here.
  if (data.alert || data.launcher || quietly(() => sessionStorage.unstuck)()) start();
})();
