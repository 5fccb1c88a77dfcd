//! Everything that differs between a native process and a browser: the clock, randomness, threads and sockets.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub use browser::js;
#[cfg(target_arch = "wasm32")]
pub(crate) use browser::*;

/// Whether this thread may wait for the delivery: a page has no other.
#[cfg(target_arch = "wasm32")]
pub(crate) fn may_wait() -> bool {
    false
}

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub use native::js;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::*;

#[cfg(not(feature = "store"))]
mod nowhere;
#[cfg(not(feature = "store"))]
pub(crate) use nowhere::*;
