//! The one client of the process or page.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use crate::{
    Consent, Options, Scope, Transport, flood::Flood, pace::Paces, platform, queue::Queue,
    verification::Verification,
};

pub(crate) struct Client {
    pub(crate) options: Options,
    pub(crate) transport: Arc<dyn Transport>,
    /// That of the process or page.
    pub(crate) scope: Scope,
    pub(crate) consent: Mutex<Consent>,
    pub(crate) queue: Mutex<Queue>,
    pub(crate) paces: Mutex<Paces>,
    pub(crate) flood: Mutex<Flood>,
    /// A delivery is under way to begin.
    pub(crate) kicked: AtomicBool,
    pub(crate) verification: Mutex<Verification>,
    /// A delivery is under way, and another one was asked for meanwhile.
    pub(crate) delivering: AtomicBool,
    pub(crate) again: AtomicBool,
    /// How often the person said no: what was captured before may not leave after it, whatever they say later.
    pub(crate) refusals: AtomicUsize,
    /// What is kept on the device is about to go.
    pub(crate) wiping: AtomicBool,
    pub(crate) store: platform::Store,
    #[cfg(feature = "device")]
    pub(crate) device: crate::device::Device,
}

static ON: AtomicBool = AtomicBool::new(false);
static CURRENT: RwLock<Option<Arc<Client>>> = RwLock::new(None);

/// A lock that a panic elsewhere can't take away from us.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Client {
    pub(crate) fn new(options: Options) -> Self {
        let store = platform::Store::new(&options);
        let transport = options.transport.clone().unwrap_or_else(platform::transport);
        Self {
            consent: Mutex::new(options.consent),
            options,
            transport,
            scope: Scope::default(),
            queue: Mutex::default(),
            paces: Mutex::default(),
            flood: Mutex::default(),
            kicked: AtomicBool::new(false),
            verification: Mutex::default(),
            delivering: AtomicBool::default(),
            again: AtomicBool::default(),
            refusals: AtomicUsize::default(),
            wiping: AtomicBool::default(),
            store,
            #[cfg(feature = "device")]
            device: crate::device::Device::default(),
        }
    }

    /// Whether anybody is there to tell, without a lock.
    #[allow(dead_code, reason = "asked by the integrations that are on")]
    pub(crate) fn is_on() -> bool {
        ON.load(Ordering::Relaxed)
    }

    /// Whether anything may leave.
    pub(crate) fn may_send(&self) -> bool {
        *lock(&self.consent) == Consent::Granted
    }

    /// Whether what was captured when there were so many refusals may wait or leave still.
    pub(crate) fn may_tell(&self, refusals: usize) -> bool {
        self.may_keep() && self.refusals.load(Ordering::Relaxed) == refusals
    }

    /// Whether anything may wait, if only in memory.
    pub(crate) fn may_keep(&self) -> bool {
        *lock(&self.consent) != Consent::Denied
    }

    pub(crate) fn current() -> Option<Arc<Self>> {
        CURRENT.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does something quick with the one that is there, which can't be replaced meanwhile.
    pub(crate) fn with_current(work: impl FnOnce(&Self)) {
        if let Some(client) = &*CURRENT.read().unwrap_or_else(PoisonError::into_inner) {
            work(client);
        }
    }

    pub(crate) fn replace(client: Option<Arc<Self>>) -> Option<Arc<Self>> {
        ON.store(client.is_some(), Ordering::Relaxed);
        std::mem::replace(&mut *CURRENT.write().unwrap_or_else(PoisonError::into_inner), client)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};

    use super::Client;
    use crate::{Options, delivery::kick, platform};

    #[test]
    fn however_often_it_is_kicked_one_delivery_waits() {
        let client = Arc::new(Client::new(Options::new("pk_test").in_memory()));
        let (held, hold) = mpsc::channel::<()>();
        // The delivery thread is held up until the end.
        platform::spawn(move || async move { hold.recv().unwrap_or_default() });
        (0..1_000).for_each(|_| kick(&client));
        assert_eq!(Arc::strong_count(&client), 2);
        drop(held);
    }
}
