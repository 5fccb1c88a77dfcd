//! `anyhow`: an error with what was added on its way.

use unstuck_protocol::SurfaceKind;

use crate::{Problem, Sighting, capture_problem, chain};

/// Captures an error with its contexts.
///
/// ```
/// use anyhow::Context as _;
/// use unstuck::integrations::anyhow::capture;
/// let error = std::fs::read("/nowhere").context("the settings could not be read").unwrap_err();
/// let _sighting = capture(&error);
/// ```
pub fn capture(error: &anyhow::Error) -> Sighting {
    capture_problem(problem(error), SurfaceKind::None)
}

/// The error as we speak of it: what was said last, by the type of what it began with.
#[must_use]
pub fn problem(error: &anyhow::Error) -> Problem {
    chain::told(error.as_ref())
}
