//! What a surface says: title, message, code, and the failed request behind it.

use unstuck::{Operation, Problem, SurfaceKind};
use unstuck_protocol::{limits, scrub};

use super::code;
use super::detect::{self, Cause, Evidence};
use super::failure::Failure;
use super::sight::Sight;

/// A surface that is an error, as it was read.
pub(crate) struct Reading {
    /// What it said.
    pub(crate) problem: Problem,
    /// The request that failed before it.
    pub(crate) operation: Option<Operation>,
    /// What it is.
    pub(crate) kind: SurfaceKind,
}

/// The evidence for and against a surface's being an error.
pub(crate) fn evidence(sight: &Sight<'_>, failure: Option<&Failure>) -> Vec<Evidence> {
    let said = sight.words();
    let cause = match failure {
        Some(failure) if failure.is_told_by(&said) => Cause::Told,
        // What a script throws is often about nothing that a person sees.
        Some(failure) if failure.operation.is_some() => Cause::Recent,
        _ => Cause::None,
    };
    detect::evidence(sight, !sight.code.is_empty() || code::printed(&said).is_some(), cause)
}

/// Whether so much evidence makes an error.
pub(crate) fn enough(evidence: &[Evidence]) -> bool {
    evidence.iter().map(|(_, weight)| weight).sum::<i32>() >= detect::ENOUGH
}

/// Judges a surface; `None` when it is no error.
pub(crate) fn judge(sight: &Sight<'_>, failure: Option<&Failure>) -> Option<Reading> {
    let said = sight.words();
    if !enough(&evidence(sight, failure)) || said.trim().is_empty() && sight.code.is_empty() {
        return None;
    }
    let failed = failure.map(|failure| failure.problem.clone()).unwrap_or_default();
    let full = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let problem = Problem {
        code: full(sight.code)
            .or_else(|| code::printed(&said))
            .or(failed.code)
            .map(|code| cut(code, limits::CODE_BYTES)),
        kind: failed.kind,
        title: full(sight.title).map(|title| cut(title, limits::LINE_BYTES)),
        message: full(sight.message).map_or(failed.message, |text| cut(text, limits::MESSAGE_BYTES)),
        status: failed.status,
        causes: failed.causes,
        ..Problem::default()
    };
    let kind = match sight.role {
        _ if sight.flags.contains('d') => SurfaceKind::Declared,
        "alert" => SurfaceKind::Alert,
        _ => SurfaceKind::Dialog,
    };
    Some(Reading { problem, operation: failure.and_then(|failure| failure.operation.clone()), kind })
}

fn cut(mut text: String, bytes: usize) -> String {
    scrub::cut(&mut text, bytes);
    text
}
