//! A native process.

mod clock;
#[cfg(feature = "device")]
mod packs;
/// In browsers `capture` and `problem` for what JavaScript throws; nothing natively.
pub mod js {}
mod random;
#[cfg(feature = "http")]
mod retry;
#[cfg(feature = "store")]
mod store;
mod timer;
mod transport;
mod worker;

pub(crate) use clock::now;
#[cfg(feature = "device")]
pub(crate) use packs::{keep, kept, signed};
pub(crate) use random::random;
#[cfg(feature = "store")]
pub(crate) use store::{Store, save_beside};
pub(crate) use timer::after;
pub(crate) use transport::transport;
#[cfg(feature = "tracing")]
pub(crate) use worker::is_delivery;
pub(crate) use worker::{later, run, spawn};

/// A thread may wait for the delivery, unless it is the one that delivers.
pub(crate) fn may_wait() -> bool {
    !worker::is_delivery()
}

/// There is no page to watch.
pub(crate) fn watch() {}

/// Whether a panic ends everything, rather than one thread.
#[cfg(feature = "panic")]
pub(crate) const PANIC_ENDS: bool = cfg!(panic = "abort");

/// Delivers what waits before the process ends.
#[cfg(feature = "panic")]
pub(crate) fn depart(_client: &std::sync::Arc<crate::client::Client>, longest: std::time::Duration) {
    crate::flush::flush(longest);
}

/// A process delivers what waits when its guard is dropped.
pub(crate) fn farewell() {}
