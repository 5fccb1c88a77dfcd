//! One statement about a solution: what it says, and what it changed.

use unstuck_protocol::OutcomeKind;

use crate::scene::Scene;

/// What the word of a person weighs beside an operation that has succeeded.
const CLAIMED: f32 = 0.7;

/// One statement about how a solution served a message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vote {
    /// What the person was told, or asked.
    pub(super) text: String,
    /// Where it was met.
    pub(super) scene: Scene,
    /// The solution that was shown, by its place in the catalogue.
    pub(super) solution: u32,
    /// How it ended.
    pub(super) kind: OutcomeKind,
    /// A hash of the report and the solution, by which a later word takes the place of an earlier one.
    pub(super) about: Option<u64>,
    /// Hashes of who says it: the person, the address. One that is not known is left out.
    pub(super) voices: Vec<u64>,
    /// Days since 1970.
    pub(super) day: u32,
}

/// How much a statement speaks for a solution, and against it.
pub(super) fn says(kind: OutcomeKind) -> [f32; 2] {
    match kind {
        OutcomeKind::Verified => [1.0, 0.0],
        OutcomeKind::Claimed => [CLAIMED, 0.0],
        OutcomeKind::Silent => [0.0, 0.0],
        OutcomeKind::Failed => [0.0, 1.0],
    }
}

/// What a vote changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing that is answered by.
    None,
    /// Its message is a case of its solution now.
    Case,
    /// Something else.
    Other,
}
