//! A page or a worker.

mod clock;
mod farewell;
pub mod js;
#[cfg(feature = "allocator")]
mod memory;
#[cfg(feature = "device")]
mod packs;
mod random;
#[cfg(feature = "store")]
mod store;
mod transport;
#[cfg(feature = "watch")]
mod watch;

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

pub(crate) use clock::now;
pub(crate) use farewell::farewell;
#[cfg(feature = "device")]
pub(crate) use packs::{keep, kept, signed};
pub(crate) use random::random;
#[cfg(feature = "store")]
pub(crate) use store::{Store, save_beside};
pub(crate) use transport::transport;
#[cfg(feature = "watch")]
pub(crate) use watch::watch;

/// Without the feature `watch` nobody watches the page.
#[cfg(not(feature = "watch"))]
pub(crate) fn watch() {}

/// A panic traps, and no task of the module runs after that.
#[cfg(feature = "panic")]
pub(crate) const PANIC_ENDS: bool = true;

/// Hands what waits to the browser, which sends it on its own.
#[cfg(feature = "panic")]
pub(crate) fn depart(client: &std::sync::Arc<crate::client::Client>, _longest: std::time::Duration) {
    if client.may_send() {
        client.store.save_now(&client.queue);
    }
    farewell::leave(client);
}

/// A property of a value; undefined where there is none.
fn property(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Listens to an event for as long as the page or worker lives.
fn on(target: &web_sys::EventTarget, event: &str, handler: impl Fn(web_sys::Event) + 'static) {
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(handler);
    // Capture, so that an app which stops an event's way does not hide it from us.
    let added =
        target.add_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true);
    if added.is_ok() {
        closure.forget();
    }
}

/// Runs the work on the page's own loop.
pub(crate) fn spawn<W: Future<Output = ()> + 'static>(work: impl FnOnce() -> W + 'static) {
    wasm_bindgen_futures::spawn_local(work());
}

/// Runs the work for whoever waits for it; a page's requests never block, so it runs right there.
pub(crate) async fn run<T, W: Future<Output = T>>(work: impl FnOnce() -> W) -> T {
    work().await
}

/// Runs the work on the page's own loop after `millis`.
pub(crate) fn later<W: Future<Output = ()> + 'static>(millis: u64, work: impl FnOnce() -> W + 'static) {
    after(millis, move || spawn(work));
}

/// Does a quick thing after `millis`.
pub(crate) fn after(millis: u64, job: impl FnOnce() + 'static) {
    let global = js_sys::global();
    if let Ok(timer) = property(&global, "setTimeout").dyn_into::<js_sys::Function>() {
        let run = Closure::once_into_js(job);
        // Without a timer, the next report sets the delivery going.
        let _ = timer.call2(&global, &run, &JsValue::from_f64(millis as f64));
    }
}

/// A page has no thread for the delivery.
#[cfg(feature = "tracing")]
pub(crate) fn is_delivery() -> bool {
    false
}
