// `window.alert`, where the team asked for it: after the browser's own box is closed, its words stand for a while at the
// page's end, if they turn out to be an error with a way out.

/** Milliseconds for an answer to come, and for a person to take it. */
const PATIENCE = 4000;
const STAY = 20000;

/** Wraps the page's `alert`; the browser's box shows and blocks as before. */
export function wrap() {
  const real = window.alert;
  window.alert = function (...message) {
    real.apply(this, message);
    try { show(String(message[0])); } catch { /* the page goes on */ }
  };
}

const show = (message) => {
  const box = document.createElement('div');
  box.setAttribute('role', 'alert');
  box.textContent = message;
  // Seen by the eyes at once, and by the person when it has its link.
  Object.assign(box.style, {
    position: 'fixed', insetBlockEnd: '1rem', insetInline: '1rem', margin: 'auto', maxInlineSize: '30rem', zIndex: 2147483647, padding: '1rem 1.25rem',
    borderRadius: '12px', background: 'Canvas', color: 'CanvasText', border: '1px solid', font: '16px/1.5 system-ui,sans-serif', opacity: 0.01,
  });
  document.body.append(box);
  const linked = new MutationObserver(() => {
    box.style.opacity = 1;
    setTimeout(() => box.remove(), STAY);
  });
  linked.observe(box, { childList: true });
  setTimeout(() => { if (box.style.opacity < 1) box.remove(); }, PATIENCE);
};
