//! Which scope a thread or a future is in.

use std::{
    cell::RefCell,
    future::Future,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use super::Scope;

thread_local! {
    static ENTERED: RefCell<Vec<Scope>> = const { RefCell::new(Vec::new()) };
}

/// The scope that was entered last on this thread; none while the thread ends.
pub(super) fn latest() -> Option<Scope> {
    ENTERED.try_with(|all| all.try_borrow().ok()?.last().cloned()).ok().flatten()
}

/// Does something with that scope, unless there is none; nothing is counted up for it.
pub(super) fn with_latest(work: impl FnOnce(&Scope)) -> bool {
    let within = ENTERED.try_with(|all| all.try_borrow().ok()?.last().map(work));
    within.ok().flatten().is_some()
}

/// Leaves its scope when it is dropped, in whatever order guards are.
#[must_use = "dropping the guard leaves the scope at once; keep it in a variable for as long as its work lasts"]
#[derive(Debug)]
pub struct Entered {
    scope: Scope,
    /// It belongs to the thread that entered.
    thread: PhantomData<*const ()>,
}

impl Entered {
    pub(super) fn new(scope: Scope) -> Self {
        let _ = ENTERED.try_with(|all| all.borrow_mut().push(scope.clone()));
        Self { scope, thread: PhantomData }
    }

    /// The scope that was entered.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let _ = ENTERED.try_with(|all| {
            let mut all = all.borrow_mut();
            if let Some(at) = all.iter().rposition(|scope| Arc::ptr_eq(&scope.0, &self.scope.0)) {
                all.remove(at);
            }
        });
    }
}

/// Futures in a scope of their own.
///
/// ```
/// use unstuck::{InScope as _, Scope};
/// let _guard = unstuck::init(unstuck::Options::new("pk_dev_local").endpoint("http://127.0.0.1:9"));
/// let work = async {
///     unstuck::set_tag("task", "import");
///     Scope::current().tags().get("task").map(str::to_owned)
/// };
/// # fn block_on<F: std::future::Future>(future: F) -> F::Output {
/// #     let mut future = std::pin::pin!(future);
/// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// #     loop { if let std::task::Poll::Ready(done) = future.as_mut().poll(&mut context) { break done; } }
/// # }
/// assert_eq!(block_on(work.in_scope(&Scope::current())).as_deref(), Some("import"));
/// assert!(Scope::current().tags().is_empty());
/// ```
pub trait InScope: Future + Sized {
    /// The future, in a fork of this scope wherever it is polled.
    fn in_scope(self, scope: &Scope) -> Scoped<Self> {
        Scoped { future: Box::pin(self), scope: scope.fork() }
    }

    /// The future, in this scope itself.
    #[cfg(feature = "tower")]
    #[doc(hidden)]
    fn in_scope_itself(self, scope: &Scope) -> Scoped<Self> {
        Scoped { future: Box::pin(self), scope: scope.clone() }
    }
}

impl<F: Future> InScope for F {}

/// A future in a scope of its own.
#[must_use = "futures do nothing unless polled"]
#[derive(Debug)]
pub struct Scoped<F> {
    /// On the heap, since without unsafe code a field can't be pinned in place.
    future: Pin<Box<F>>,
    scope: Scope,
}

impl<F: Future> Future for Scoped<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let _entered = Entered::new(self.scope.clone());
        self.future.as_mut().poll(context)
    }
}
