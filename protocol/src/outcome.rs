//! How a sighting ended.

use serde::{Deserialize, Serialize};

use crate::{OutcomeId, ReportId, SolutionId, UnixMillis};

/// Four counts that are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// One statement about how a sighting ended. A later one about the same report and solution replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Made by the SDK; stored once.
    pub id: OutcomeId,
    /// The report it is about.
    pub report: ReportId,
    /// The solution that was shown.
    pub solution: SolutionId,
    /// How it ended.
    pub kind: OutcomeKind,
    /// The person's words for why not, scrubbed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When, by the sender's clock.
    pub at: UnixMillis,
}
