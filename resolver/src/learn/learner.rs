//! Learning while running: each outcome moves what is known a little, and now and then everything is weighed anew.

use unstuck_protocol::{OutcomeKind, SolutionId};
use xxhash_rust::xxh3::xxh3_128;

use super::{
    tally::{Tally, Vote},
    weights,
};
use crate::{
    Catalogue, Resolver,
    classify::train::Trained,
    fusion::{self, Fusion},
};

/// Changes after which everything is weighed anew for the first time, and the share of all cases that is due later.
const FIRST: usize = 4;
const SHARE: usize = 4;

/// What is learnt of one product's solutions from outcomes.
///
/// An outcome costs as much as its text is long, whatever was learnt before; weighing anew costs more, and comes ever
/// more seldom. The same outcomes in the same order leave the same bytes on every machine.
///
/// ```
/// use unstuck_protocol::{Document, OutcomeKind, SolutionId};
/// use unstuck_resolver::{Catalogue, Query, Solution, Text, When, learn::Learner};
///
/// let id = SolutionId::new("card-expired").unwrap();
/// let solution = Solution {
///     id: id.clone(), codes: vec![], messages: vec![], questions: vec![], when: When::default(), actions: vec![],
///     texts: vec![Text { locale: "en".into(), title: "Your card has expired".into(), body: Document::default() }],
/// };
/// let mut learner = Learner::new(Catalogue::new(vec![solution]));
/// for person in 0..3 {
///     learner.outcome("plastic no longer beeps", &id, OutcomeKind::Verified, &[person], 20_000);
/// }
/// let query = Query { message: "plastic no longer beeps", ..Query::default() };
/// assert_eq!(learner.resolver().rank(&query).answer().unwrap().solution, id);
/// ```
#[derive(Debug)]
pub struct Learner {
    cold: Resolver,
    tally: Tally,
    trained: Trained,
    fusion: Fusion,
    /// Changes of cases since everything was weighed, and how many make it due.
    changes: usize,
    due: usize,
}

impl Learner {
    /// Knows nothing yet but the solutions.
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        Self::over(Resolver::new(catalogue))
    }

    /// Over a resolver that has learnt nothing yet; what it learns stands beside the encoder that it has.
    #[must_use]
    pub fn over(cold: Resolver) -> Self {
        Self {
            cold,
            tally: Tally::default(),
            trained: Trained::default(),
            fusion: fusion::COLD,
            changes: 0,
            due: FIRST,
        }
    }

    /// Takes an outcome: what the person was told, the solution that was shown, how it ended, hashes of who says it
    /// (the person, the address), and the day since 1970. True where it changed what is answered.
    ///
    /// A solution that the catalogue does not hold is passed over.
    pub fn outcome(
        &mut self,
        text: &str,
        solution: &SolutionId,
        kind: OutcomeKind,
        voices: &[u64],
        day: u32,
    ) -> bool {
        let Some(solution) = self.cold.catalogue().position(solution) else { return false };
        let solution = solution as u32;
        let text = self.cold.catalogue().variants().fold(text).into_owned();
        if text.trim().is_empty() {
            return false;
        }
        let vote = Vote { text, solution, kind, voices: voices.to_vec(), day };
        if !self.tally.take(&vote) {
            return false;
        }
        self.changes += 1;
        if self.changes >= self.due {
            self.weigh();
        } else if kind != OutcomeKind::Failed {
            self.trained.nudge(&vote.text, Some(solution));
        }
        true
    }

    /// Trains the classifier and fits the weights from all cases.
    pub fn weigh(&mut self) {
        let cases = self.tally.cases();
        self.changes = 0;
        self.due = FIRST.max(cases.len() / SHARE);
        if cases.is_empty() {
            self.fusion = fusion::COLD;
            self.trained = Trained::default();
        } else {
            self.fusion = weights(&self.cold, &cases);
            self.trained = self.cold.train(&cases);
        }
    }

    /// The resolver with all that is known now.
    #[must_use]
    pub fn resolver(&self) -> Resolver {
        let cases = self.tally.cases();
        if cases.is_empty() {
            return self.cold.clone();
        }
        // Before the first weighing, cases count by what all products have in common.
        let fusion = if self.fusion == fusion::COLD { Fusion::begin(cases.len()) } else { self.fusion };
        Resolver { fusion, ..self.cold.recalling(&cases, self.trained.classifier()) }
    }

    /// A hash of all that was learnt: the same after the same outcomes.
    #[must_use]
    pub fn digest(&self) -> u128 {
        let mut bytes = Vec::new();
        self.tally.bytes(&mut bytes);
        self.trained.bytes(&mut bytes);
        let weights = self.fusion.signals.iter().chain(&self.fusion.doubts);
        bytes.extend(weights.flat_map(|weight| weight.to_le_bytes()));
        xxh3_128(&bytes)
    }
}
