//! A ranking, how sure it is, and what would have made it surer.
//!
//! Evidence counts in this order: an exact code, the form of the message, its words. Each kind gives a probability of
//! its own; a candidate's confidence is `1 − Π (1 − pᵢ)`, so that more evidence never lowers it, and whatever belongs
//! to another candidate (the code is theirs, the form is theirs) takes its share away.

use unstuck_protocol::{Missing, Reason, SolutionId};

/// The confidence that an answer needs: below it, more answers would be wrong than right.
pub const THRESHOLD: f32 = 0.5;
/// Most candidates in a decision.
pub(crate) const RANKED: usize = 10;
/// How sure a code of one solution's own makes.
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
    /// Why, strongest first; the weights add up to 1.
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

/// How sure words alone make: a logistic function that grows with the score of the text (0 to about 1) and with its
/// lead over the best other one (their difference). Fitted to recorded queries of six catalogues, each counting alike.
pub(crate) fn by_text(score: f32, lead: f32) -> f32 {
    const BIAS: f32 = -1.9;
    const SCORE: f32 = 2.4;
    const LEAD: f32 = 14.2;
    1.0 / (1.0 + (-(BIAS + SCORE * score + LEAD * lead)).exp())
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

/// Either of two independent pieces of evidence.
pub(crate) fn either(a: f32, b: f32) -> f32 {
    1.0 - (1.0 - a) * (1.0 - b)
}
