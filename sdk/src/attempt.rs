//! An operation that the app names, so that its next success tells whether a solution helped.

use std::error::Error;

use unstuck_protocol::{Operation, SurfaceKind};

use crate::{
    Sighting, capture, chain, client::Client, client::lock, platform, set_operation, verification::Ended,
};

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
pub struct Attempt(Operation);

/// Begins an operation under a name of the app's own, such as `transfer`, in the current scope.
pub fn operation(name: impl Into<String>) -> Attempt {
    let operation = Operation { method: String::new(), route: name.into(), status: None };
    set_operation(Some(operation.clone()));
    Attempt(operation)
}

impl Attempt {
    /// It went well: solutions that were seen for it within the last half hour are verified.
    pub fn succeeded(self) {
        operation_succeeded(&self.0);
    }

    /// It failed with this error.
    pub fn failed(self, error: &(dyn Error + 'static)) -> Sighting {
        set_operation(Some(self.0.clone()));
        capture::capture_problem(chain::problem(error), SurfaceKind::None)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        set_operation(None);
    }
}

/// An operation went well, such as a request that the app made in its own way: solutions that were seen for it within the last
/// half hour are verified. Method and route are compared as they stand in a report.
pub fn operation_succeeded(operation: &Operation) {
    let Some(client) = Client::current() else { return };
    let ended = lock(&client.verification).succeeded(operation, platform::now());
    say(ended);
}

/// Says how solutions ended.
pub(crate) fn say(ended: Vec<Ended>) {
    for (report, solution, kind) in ended {
        capture::outcome(&report, &solution, kind, None);
    }
}
