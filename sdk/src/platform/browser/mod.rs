//! A page or a worker.

mod clock;
mod farewell;
mod random;
mod transport;
mod watch;
mod wrap;

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

pub(crate) use clock::now;
pub(crate) use farewell::farewell;
pub(crate) use random::random;
pub(crate) use transport::transport;
pub(crate) use watch::watch;

/// A page must never wait.
pub(crate) fn may_block() -> bool {
    false
}

/// Runs the work on the page's own loop.
pub(crate) fn spawn<W: Future<Output = ()> + 'static>(work: impl FnOnce() -> W + 'static) {
    wasm_bindgen_futures::spawn_local(work());
}

/// Runs the work on the page's own loop after `millis`.
pub(crate) fn later<W: Future<Output = ()> + 'static>(millis: u64, work: impl FnOnce() -> W + 'static) {
    let global = js_sys::global();
    let timer = js_sys::Reflect::get(&global, &JsValue::from_str("setTimeout"));
    if let Some(timer) = timer.ok().and_then(|timer| timer.dyn_into::<js_sys::Function>().ok()) {
        let run = Closure::once_into_js(move || spawn(work));
        // Without a timer, the next report sets the delivery going.
        let _ = timer.call2(&global, &run, &JsValue::from_f64(millis as f64));
    }
}
