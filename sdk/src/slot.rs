//! A value that comes later, awaited by futures of any runtime or by a blocked thread.

use std::{
    future::poll_fn,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
    time::Duration,
};

struct Inner<T> {
    value: Mutex<(Option<T>, Vec<Waker>)>,
    come: Condvar,
}

pub(crate) struct Slot<T>(Arc<Inner<T>>);

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Clone> Slot<T> {
    pub(crate) fn empty() -> Self {
        Self(Arc::new(Inner { value: Mutex::new((None, Vec::new())), come: Condvar::new() }))
    }

    fn lock(&self) -> MutexGuard<'_, (Option<T>, Vec<Waker>)> {
        self.0.value.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn fill(&self, value: T) {
        let wakers = {
            let mut inner = self.lock();
            inner.0 = Some(value);
            std::mem::take(&mut inner.1)
        };
        wakers.into_iter().for_each(Waker::wake);
        self.0.come.notify_all();
    }

    pub(crate) async fn wait(&self) -> T {
        poll_fn(|context| self.poll(context.waker())).await
    }

    /// What comes first in this one or the other.
    pub(crate) async fn wait_or(&self, other: &Self) -> T {
        poll_fn(|context| match self.poll(context.waker()) {
            Poll::Pending => other.poll(context.waker()),
            come => come,
        })
        .await
    }

    fn poll(&self, waker: &Waker) -> Poll<T> {
        let mut inner = self.lock();
        if let Some(value) = &inner.0 {
            return Poll::Ready(value.clone());
        }
        if !inner.1.iter().any(|known| known.will_wake(waker)) {
            inner.1.push(waker.clone());
        }
        Poll::Pending
    }

    /// Whether both are one, which is filled once for all.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn wait_blocking(&self, timeout: Duration) -> Option<T> {
        if timeout.is_zero() {
            return self.lock().0.clone();
        }
        let waited = self.0.come.wait_timeout_while(self.lock(), timeout, |inner| inner.0.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.0.clone()
    }
}
