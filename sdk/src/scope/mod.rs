//! What is known about the moment of an error, and in which part of the program it is known.

mod entered;
mod state;

use std::sync::{Arc, Mutex};

use unstuck_protocol::{BreadcrumbKind, Context, Facts, Operation, UnixMillis, User, scrub};

pub use entered::{Entered, InScope, Scoped};
use state::State;

use crate::{
    client::{Client, lock},
    platform,
};

/// What is known about the moment: user, tags, context, route, operation and the trail of breadcrumbs.
///
/// There is one scope for the process or page, and whoever enters a scope works in a fork of it: what is said there stays
/// there. [`Scope::enter`] does so for a thread until its guard is dropped, [`InScope::in_scope`] for a future wherever it
/// is polled. A new thread begins in the scope of the process.
///
/// ```
/// use unstuck::Scope;
/// let _guard = unstuck::init(unstuck::Options::new("pk_dev_local").endpoint("http://127.0.0.1:9"));
/// unstuck::set_tag("shard", "eu-1");
/// {
///     let _entered = Scope::current().enter();
///     unstuck::set_tag("order", "of this request alone");
/// }
/// assert_eq!(Scope::current().tags().get("order"), None);
/// assert_eq!(Scope::current().tags().get("shard"), Some("eu-1"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Scope(Arc<Mutex<State>>);

impl Scope {
    /// The scope in which the calling code runs: the one that was entered last, else that of the process or page.
    #[must_use]
    pub fn current() -> Self {
        entered::latest().or_else(|| Client::current().map(|client| client.scope.clone())).unwrap_or_default()
    }

    /// The scope of the process or page; one that nobody sees before the SDK is started.
    #[must_use]
    pub fn global() -> Self {
        Client::current().map(|client| client.scope.clone()).unwrap_or_default()
    }

    /// A scope that knows the same and goes its own way from here on.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self(Arc::new(Mutex::new(lock(&self.0).clone())))
    }

    /// Makes a fork of it the current one of this thread until the guard is dropped.
    pub fn enter(&self) -> Entered {
        Entered::new(self.fork())
    }

    /// Makes it the current one, rather than a fork of it.
    #[cfg(feature = "tower")]
    pub(crate) fn enter_itself(&self) -> Entered {
        Entered::new(self.clone())
    }

    /// As [`add_breadcrumb`].
    pub fn add_breadcrumb(&self, kind: BreadcrumbKind, message: impl Into<String>) {
        let message = message.into();
        self.change(|state| state.breadcrumb(kind, message, platform::now()));
    }

    /// As [`set_user`].
    pub fn set_user(&self, user: Option<User>) {
        self.change(|state| state.user = user);
    }

    /// As [`set_tag`].
    pub fn set_tag(&self, key: impl Into<String>, value: impl Into<String>) {
        // The app's own conversions run outside the lock, here and below.
        let (key, value) = (key.into(), value.into());
        self.change(|state| state.tag(key, value));
    }

    /// As [`set_context`].
    pub fn set_context(&self, key: impl Into<String>, value: serde_json::Value) {
        let key = key.into();
        self.change(|state| state.extra(key, value));
    }

    /// As [`set_route`].
    pub fn set_route(&self, path: impl Into<String>) {
        let route = scrub::url(&path.into());
        self.change(|state| state.route = Some(route));
    }

    /// As [`set_operation`].
    pub fn set_operation(&self, operation: Option<Operation>) {
        self.change(|state| state.operation = operation);
    }

    /// Puts an operation in the place of the one before, and gives that.
    pub(crate) fn replace_operation(&self, operation: Option<Operation>) -> Option<Operation> {
        std::mem::replace(&mut lock(&self.0).operation, operation)
    }

    /// Puts what was before in the place of an operation that is over; one that came meanwhile stays.
    pub(crate) fn end_operation(&self, over: &Operation, before: Option<Operation>) {
        self.change(|state| {
            let same = |now: &Operation| (&now.method, &now.route) == (&over.method, &over.route);
            if state.operation.as_ref().is_some_and(same) {
                state.operation = before;
            }
        });
    }

    /// The tags as they are now.
    #[must_use]
    pub fn tags(&self) -> Facts {
        lock(&self.0).tags.clone()
    }

    pub(crate) fn context(&self) -> Context {
        lock(&self.0).context()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut lock(&self.0));
    }
}

/// Changes the current scope; before the SDK is started there is none but those that were entered.
fn with_scope(change: impl FnOnce(&mut State)) {
    let mut change = Some(change);
    let mut once = |scope: &Scope| {
        if let Some(change) = change.take() {
            scope.change(change);
        }
    };
    if !entered::with_latest(&mut once) {
        Client::with_current(|client| once(&client.scope));
    }
}

/// Adds a step to the trail; the oldest go where there is no room.
pub fn add_breadcrumb(kind: BreadcrumbKind, message: impl Into<String>) {
    add_breadcrumb_at(kind, message, platform::now());
}

/// Adds a step that happened at an earlier moment, such as before the SDK was there.
pub fn add_breadcrumb_at(kind: BreadcrumbKind, message: impl Into<String>, at: UnixMillis) {
    let message = message.into();
    with_scope(|state| state.breadcrumb(kind, message, at));
}

/// Says who is using the app; the id is hashed before it leaves, unless [`crate::Options::plain_user_ids`] says otherwise.
pub fn set_user(user: Option<User>) {
    with_scope(|state| state.user = user);
}

/// Sets a short searchable fact.
pub fn set_tag(key: impl Into<String>, value: impl Into<String>) {
    let (key, value) = (key.into(), value.into());
    with_scope(|state| state.tag(key, value));
}

/// Sets a named fact that an agent sees.
pub fn set_context(key: impl Into<String>, value: serde_json::Value) {
    let key = key.into();
    with_scope(|state| state.extra(key, value));
}

/// Says where in the app the person is; query and fragment are dropped.
pub fn set_route(path: impl Into<String>) {
    let route = scrub::url(&path.into());
    with_scope(|state| state.route = Some(route));
}

/// Says which operation is under way or has just failed, by which a later success is recognised; `None` when it is over.
pub fn set_operation(operation: Option<Operation>) {
    with_scope(|state| state.operation = operation);
}
