//! A ranking, how sure it is, and what would have made it surer.
//!
//! A code decides before anything else; where several solutions name it, or none does, all other evidence is added up
//! (see the module `fusion`), and whatever belongs to another candidate takes its share of the confidence away.

use unstuck_protocol::{Missing, Reason, SolutionId};

/// Most candidates in a decision.
pub(crate) const RANKED: usize = 10;
/// Candidates whose evidence is put into words: nobody reads on.
pub(crate) const EXPLAINED: usize = 5;
/// How sure a code makes that the answer is among the solutions that name it.
pub(crate) const CODE: f32 = 0.98;

/// A solution with the evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The solution.
    pub solution: SolutionId,
    /// What the ranking is by; comparable within one decision only.
    pub score: f32,
    /// How likely it is the right one, 0 to 1.
    pub confidence: f32,
    /// Why, strongest first; the weights add up to 1. Of the first five; of those behind them nothing.
    pub reasons: Vec<Reason>,
}

/// The solutions that fit a query, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// At most ten; solutions without any evidence are left out.
    pub ranked: Vec<Candidate>,
    /// The confidence that an answer needs, 0 to 1.
    pub threshold: f32,
    /// What would have been needed; empty where there is an answer.
    pub missing: Vec<Missing>,
}

impl Decision {
    /// The best candidate, if it is sure enough.
    #[must_use]
    pub fn answer(&self) -> Option<&Candidate> {
        self.ranked.first().filter(|best| best.confidence >= self.threshold)
    }
}

/// How sure a template makes by its number of literal words.
pub(crate) fn by_template(literals: usize) -> f32 {
    match literals {
        0 => 0.0,
        1 => 0.55,
        2 => 0.75,
        3 => 0.87,
        _ => 0.94,
    }
}
