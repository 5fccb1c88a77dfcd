//! A native process.

mod clock;
#[cfg(feature = "device")]
mod packs;
mod random;
mod transport;
mod worker;

pub(crate) use clock::now;
#[cfg(feature = "device")]
pub(crate) use packs::{keep, kept, signed};
pub(crate) use random::random;
pub(crate) use transport::transport;
pub(crate) use worker::{later, run, spawn};

/// A thread may wait here.
pub(crate) fn may_block() -> bool {
    true
}

/// There is no page to watch.
pub(crate) fn watch() {}

/// A process delivers what waits when its guard is dropped.
pub(crate) fn farewell() {}
