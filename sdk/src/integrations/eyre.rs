//! `eyre`: a report with what was added on its way.

use unstuck_protocol::SurfaceKind;

use crate::{Problem, Sighting, capture_problem, chain};

/// Captures a report with what it was wrapped in.
///
/// ```
/// use eyre::WrapErr as _;
/// use unstuck::integrations::eyre::capture;
/// let report = std::fs::read("/nowhere").wrap_err("the settings could not be read").unwrap_err();
/// let _sighting = capture(&report);
/// ```
pub fn capture(report: &eyre::Report) -> Sighting {
    capture_problem(problem(report), SurfaceKind::None)
}

/// The report as we speak of it: what was said last, by the type of what it began with.
#[must_use]
pub fn problem(report: &eyre::Report) -> Problem {
    chain::told(report.as_ref())
}
