//! No store: what waits is in memory alone.

use std::sync::{Arc, Mutex};

use crate::{Options, client::Client, queue::Queue};

pub(crate) struct Store;

impl Store {
    pub(crate) fn new(_options: &Options) -> Self {
        Self
    }

    pub(crate) fn is_on(&self) -> bool {
        false
    }

    /// Whether that is news.
    pub(crate) fn agree(&self) -> bool {
        false
    }

    #[cfg(all(feature = "panic", target_arch = "wasm32"))]
    pub(crate) fn save_now(&self, _queue: &Mutex<Queue>) {}

    pub(crate) fn save(&self, _queue: &Mutex<Queue>) {}

    pub(crate) fn load(&self, _queue: &Mutex<Queue>) -> bool {
        false
    }

    pub(crate) fn wipe(&self) {}

    pub(crate) fn forget(&self, queue: &Mutex<Queue>) {
        // What was never kept is settled all the same.
        crate::client::lock(queue).settled();
    }
}

pub(crate) fn save_beside(_client: &Arc<Client>) {}
