//! How a sighting ended.

use serde::Deserialize;

use crate::{OutcomeId, ReportId, Run, SolutionId, UnixMillis, read::words, write::written};

/// Four counts that are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutcomeKind {
    /// The operation that failed has since succeeded, seen by the SDK.
    Verified,
    /// The person said that it helped.
    Claimed,
    /// The solution was opened and nobody said anything.
    Silent,
    /// It came back, or the person said that it did not help.
    Failed,
}

words!(OutcomeKind { Verified = "verified", Claimed = "claimed", Silent = "silent", Failed = "failed" });

/// One statement about how a sighting ended. A later one about the same report and solution replaces it, but for those that
/// tell of a run: each of them stays, and says nothing of how the sighting ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Outcome {
    /// Made by the SDK; stored once.
    pub id: OutcomeId,
    /// The report it is about.
    pub report: ReportId,
    /// The solution that was shown.
    pub solution: SolutionId,
    /// How it ended.
    pub kind: OutcomeKind,
    /// The person's words for why not, or what a fix failed with, scrubbed.
    #[serde(default)]
    pub reason: Option<String>,
    /// The fix that it tells of; none where it is about the sighting itself.
    #[serde(default)]
    pub run: Option<Run>,
    /// When, by the sender's clock.
    pub at: UnixMillis,
}

written!(Outcome { id, report, solution, kind, at } maybe { reason, run });
