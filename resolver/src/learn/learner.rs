//! Learning while running: each outcome moves what is known a little, and now and then everything is weighed anew.

use unstuck_protocol::{OutcomeKind, SolutionId};
use xxhash_rust::xxh3::xxh3_128;

use super::{
    Lately,
    intents::{Intents, Sign},
    tally::Tally,
    vote::{Change, Vote},
    weights,
};
use crate::{
    Catalogue, Resolver,
    classify::train::Trained,
    fusion::{self, Fusion},
    scene::Scene,
};

/// Changes after which everything is weighed anew for the first time, and the share of all cases that is due later.
const FIRST: usize = 4;
const SHARE: usize = 4;
/// Scenes told after which they are known, and the share of all scenes later: until then they tell nothing new.
const SCENES: u64 = 4;
const PART: u64 = 16;

/// One statement about how a solution served.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// What the person was told, or asked.
    pub text: &'a str,
    /// Where it was met, as [`crate::scene::facts`]; may be empty.
    pub scene: &'a [String],
    /// The solution that was shown.
    pub solution: &'a SolutionId,
    /// How it ended.
    pub kind: OutcomeKind,
    /// A hash of the report and the solution: a later word on the same takes the place of the earlier one.
    pub about: Option<u64>,
    /// Hashes of who says it: the person, the address. One that is not known is left out.
    pub voices: &'a [u64],
    /// Days since 1970.
    pub day: u32,
}

/// A predicted question that somebody chose.
#[derive(Debug, Clone, Copy)]
pub struct Intent<'a> {
    /// Where they were, as [`crate::scene::facts`]; may be empty.
    pub scene: &'a [String],
    /// The solution that the question leads to.
    pub solution: &'a SolutionId,
    /// Hashes of who chose it: the person, the address. One that is not known is left out.
    pub voices: &'a [u64],
    /// Days since 1970.
    pub day: u32,
}

/// What is learnt of one product's solutions from outcomes.
///
/// An outcome costs as much as its text is long, whatever was learnt before; weighing anew costs more, and comes ever
/// more seldom. The same outcomes in the same order leave the same bytes on every machine.
///
/// ```
/// use unstuck_protocol::{Document, OutcomeKind, SolutionId};
/// use unstuck_resolver::{Catalogue, Query, Solution, Text, When, learn::{Learner, Outcome}};
///
/// let id = SolutionId::new("card-expired").unwrap();
/// let solution = Solution {
///     id: id.clone(), codes: vec![], messages: vec![], questions: vec![], when: When::default(),
///     texts: vec![Text { locale: "en".into(), title: "Your card has expired".into(), body: Document::default(), ..Text::default() }],
/// };
/// let mut learner = Learner::new(Catalogue::new(vec![solution]));
/// for person in 0..3 {
///     learner.outcome(&Outcome {
///         text: "plastic no longer beeps", scene: &[], solution: &id, kind: OutcomeKind::Verified, about: None, voices: &[person], day: 20_000,
///     });
/// }
/// let query = Query { message: "plastic no longer beeps", ..Query::default() };
/// assert_eq!(learner.resolver().rank(&query).answer().unwrap().solution, id);
/// ```
#[derive(Debug)]
pub struct Learner {
    cold: Resolver,
    tally: Tally,
    intents: Intents,
    trained: Trained,
    fusion: Fusion,
    /// Changes of cases since everything was weighed, and how many make it due.
    changes: usize,
    due: usize,
    /// With how many scenes they are known again.
    scenes: u64,
    /// With how many intents.
    wanted: u64,
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
            intents: Intents::default(),
            trained: Trained::default(),
            fusion: fusion::COLD,
            changes: 0,
            due: FIRST,
            scenes: SCENES,
            wanted: SCENES,
        }
    }

    /// Takes an outcome. True where it changed what is answered.
    ///
    /// A solution that the catalogue does not hold is passed over.
    pub fn outcome(&mut self, outcome: &Outcome<'_>) -> bool {
        let catalogue = self.cold.catalogue();
        let Some(solution) = catalogue.position(outcome.solution) else { return false };
        let solution = solution as u32;
        let text = catalogue.variants().fold(outcome.text).into_owned();
        let expects = self.wants(Sign::Ended(outcome.kind), solution, outcome);
        if text.trim().is_empty() {
            return expects;
        }
        let incident = self.incident();
        let scene = Scene::read(outcome.scene.iter().chain([&incident]));
        let Outcome { kind, about, voices, day, .. } = *outcome;
        let vote = Vote { text, scene, solution, kind, about, voices: voices.to_vec(), day };
        let change = self.tally.take(&vote);
        if change != Change::None {
            self.changes += 1;
            if self.changes >= self.due {
                self.weigh();
            } else if change == Change::Case {
                self.trained.nudge(&vote.text, Some(solution));
            }
        } else if self.tally.told() < self.scenes && self.incident() == incident {
            return expects;
        }
        let told = self.tally.told();
        self.scenes = told + SCENES.max(told / PART);
        true
    }

    /// Takes the choice of a predicted question, which counts little beside an outcome. True where it changed what is predicted.
    pub fn intent(&mut self, intent: &Intent<'_>) -> bool {
        let Intent { scene, solution, voices, day } = *intent;
        let outcome =
            Outcome { text: "", scene, solution, kind: OutcomeKind::Silent, about: None, voices, day };
        let Some(at) = self.cold.catalogue().position(solution) else { return false };
        self.wants(Sign::Chosen, at as u32, &outcome)
    }

    /// Learns that a solution was wanted; whether as much is new as to predict by it.
    fn wants(&mut self, sign: Sign, solution: u32, outcome: &Outcome<'_>) -> bool {
        let Outcome { scene, about, voices, day, .. } = *outcome;
        let tally = &mut self.tally;
        self.intents.take(sign, solution, scene, about, || tally.wants(voices, solution, day));
        let told = self.intents.told();
        if told < self.wanted {
            return false;
        }
        self.wanted = told + SCENES.max(told / PART);
        true
    }

    /// The incident that is open, or that there is none, as a fact.
    fn incident(&self) -> String {
        let solution =
            self.tally.incident().and_then(|at| self.cold.catalogue().solutions().get(at as usize));
        solution.map_or_else(|| "incident none".to_owned(), |solution| format!("incident {}", solution.id))
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
        let cold = if self.intents.is_empty() {
            self.cold.clone()
        } else {
            self.cold.clone().expecting(self.intents.clone())
        };
        let lately = Lately { incident: Some(self.incident()), endings: self.tally.endings() };
        if cases.is_empty() && lately.endings.is_empty() {
            return cold;
        }
        // Before the first weighing, cases count by what all products have in common; that something failed is no case.
        let begin = if cases.is_empty() { fusion::COLD } else { Fusion::begin(cases.len()) };
        let fusion = if self.fusion == fusion::COLD { begin } else { self.fusion };
        Resolver { fusion, ..cold.recalling(&cases, self.trained.classifier(), lately) }
    }

    /// A hash of all that was learnt: the same after the same outcomes.
    #[must_use]
    pub fn digest(&self) -> u128 {
        let mut bytes = Vec::new();
        self.tally.bytes(&mut bytes);
        self.intents.bytes(&mut bytes);
        self.trained.bytes(&mut bytes);
        let weights = self.fusion.signals.iter().chain(&self.fusion.doubts);
        bytes.extend(weights.flat_map(|weight| weight.to_le_bytes()));
        xxh3_128(&bytes)
    }
}
