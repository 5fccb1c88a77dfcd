//! One thread on which requests may block, so that no thread of the app ever does.

use std::{
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::{Arc, OnceLock, mpsc},
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

use super::timer;
use crate::slot::Slot;

type Job = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = ()>>> + Send>;

static WORKER: OnceLock<Option<mpsc::Sender<Job>>> = OnceLock::new();

thread_local! {
    static OURS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs the work on the delivery thread.
pub(crate) fn spawn<W: Future<Output = ()> + 'static>(work: impl FnOnce() -> W + Send + 'static) {
    let worker = WORKER.get_or_init(|| {
        let (say, hear) = mpsc::channel::<Job>();
        // A panic in the app's own transport or hearing ends that piece of work, not the delivery.
        let one = |job: Job| drop(catch_unwind(AssertUnwindSafe(|| finish(job()))));
        let run = move || {
            OURS.set(true);
            hear.into_iter().for_each(one);
        };
        thread::Builder::new().name("unstuck".into()).spawn(run).ok().map(|_| say)
    });
    if let Some(worker) = worker {
        // A send fails only where the thread is gone, and then nothing can be delivered any more.
        let _ = worker.send(Box::new(move || Box::pin(work())));
    }
}

/// Runs the work on the delivery thread, where it may block, for whoever waits for it.
pub(crate) async fn run<T, W>(work: impl FnOnce() -> W + Send + 'static) -> T
where
    T: Clone + Send + 'static,
    W: Future<Output = T> + 'static,
{
    let slot = Slot::empty();
    let filled = slot.clone();
    spawn(move || async move { filled.fill(work().await) });
    slot.wait().await
}

/// Runs the work on the delivery thread after `millis`, without holding that thread up until then.
pub(crate) fn later<W: Future<Output = ()> + 'static>(
    millis: u64,
    work: impl FnOnce() -> W + Send + 'static,
) {
    timer::after(millis, move || spawn(work));
}

/// Whether this is the delivery thread.
pub(crate) fn is_delivery() -> bool {
    OURS.with(std::cell::Cell::get)
}

fn finish(work: impl Future<Output = ()>) {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut work = pin!(work);
    while work.as_mut().poll(&mut context).is_pending() {
        thread::park();
    }
}
