//! An operation that the app names, so that its next success tells whether a solution helped.

use std::error::Error;

use unstuck_protocol::{Operation, SurfaceKind, limits, scrub};

use crate::{Scope, Sighting, capture, chain, client::Client, client::lock, platform, verification::Ended};

/// An operation under way. What is captured meanwhile belongs to it.
///
/// ```
/// # fn transfer() -> std::io::Result<()> { Ok(()) }
/// let attempt = unstuck::operation("transfer");
/// match transfer() {
///     Ok(()) => attempt.succeeded(),
///     Err(error) => {
///         let sighting = attempt.failed(&error);
///         // … show `sighting.resolution().await` in the error window
///     }
/// }
/// ```
#[must_use = "an attempt that is dropped tells nothing about its end"]
#[derive(Debug)]
pub struct Attempt {
    operation: Operation,
    /// The one around it.
    before: Option<Operation>,
    /// Where it began, and ends, on whatever thread.
    scope: Scope,
}

/// Begins an operation under a name of the app's own, such as `transfer`, in the current scope.
pub fn operation(name: impl Into<String>) -> Attempt {
    let operation = told(&Operation { method: String::new(), route: name.into(), status: None });
    let scope = Scope::current();
    let before = scope.replace_operation(Some(operation.clone()));
    Attempt { operation, before, scope }
}

impl Attempt {
    /// It went well: solutions that were seen for it within the last half hour are verified.
    pub fn succeeded(self) {
        operation_succeeded(&self.operation);
    }

    /// It failed with this error.
    pub fn failed(self, error: &(dyn Error + 'static)) -> Sighting {
        self.scope.set_operation(Some(self.operation.clone()));
        capture::capture_problem(chain::problem(error), SurfaceKind::None)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.scope.end_operation(&self.operation, self.before.take());
    }
}

/// An operation went well, such as a request that the app made in its own way: solutions that were seen for it within the last
/// half hour are verified. Method and route are compared as they stand in a report.
pub fn operation_succeeded(operation: &Operation) {
    let Some(client) = Client::current() else { return };
    let ended = lock(&client.verification).succeeded(&told(operation), platform::now());
    say(ended);
}

/// An operation as a report tells it.
fn told(operation: &Operation) -> Operation {
    let mut route = scrub::url(&operation.route);
    scrub::cut(&mut route, limits::LINE_BYTES);
    Operation { route, ..operation.clone() }
}

/// Says how solutions ended.
pub(crate) fn say(ended: Vec<Ended>) {
    for (report, solution, kind) in ended {
        capture::outcome(&report, &solution, kind, None);
    }
}
