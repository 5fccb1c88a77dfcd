//! Flows: questions in an order, each leading to the next one, to a fix, to a person, or to an honest "we don't know".

use std::sync::Arc;

use unstuck_protocol::{Document, Locale, Revision, SolutionId};
use xxhash_rust::xxh3::xxh3_128;

use super::fact::{Fact, Known};
use crate::{
    Catalogue, Decision, Query, Resolver, Solution, Text, When,
    code::fold,
    when::{Circumstances, Fit, Holds},
};

/// What stands before a flow's id where it stands among solutions.
const PREFIX: &str = "flow:";

/// A flow as its author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Its name, unique among flows.
    pub id: String,
    /// Error codes that begin it.
    pub codes: Vec<String>,
    /// How people ask for it.
    pub questions: Vec<String>,
    /// Where it holds.
    pub when: When,
    /// Its steps; it begins with the first one.
    pub steps: Vec<Step>,
    /// Its words in each language; the first one is the default.
    pub texts: Vec<FlowText>,
}

/// One step of a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name, unique within its flow.
    pub name: String,
    /// What happens there.
    pub then: Then,
}

/// What happens at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// It asks; each answer leads somewhere, and whoever cannot answer goes the other way, where there is one.
    Ask(Vec<Target>, Option<Target>),
    /// It goes the way of the first fact that is so, or the other way.
    Branch(Vec<(Fact, Target)>, Target),
    /// It offers a fix that the app registered under this name: where it leads when that is done, and when not.
    Act(String, Target, Target),
    /// It goes on.
    Go(Target),
}

/// Where something leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To the step of this name.
    Step(String),
    /// To a solution, which ends the flow.
    Solution(SolutionId),
    /// To a person.
    Person,
    /// To an honest "we don't know".
    Unknown,
}

/// A flow's words in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowText {
    /// The language, a BCP 47 tag.
    pub locale: String,
    /// What the flow is called.
    pub title: String,
    /// The words of each step, in the order of the steps.
    pub steps: Vec<Words>,
}

/// The words of one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    /// What it says.
    pub text: Document,
    /// The answers to choose from, in the order of its targets.
    pub choices: Vec<String>,
}

impl Step {
    /// Everywhere it leads, in the order it was written.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let (choices, cases, rest) = match &self.then {
            Then::Ask(choices, otherwise) => (choices.as_slice(), [].as_slice(), [otherwise.as_ref(), None]),
            Then::Branch(cases, otherwise) => ([].as_slice(), cases.as_slice(), [Some(otherwise), None]),
            Then::Act(_, done, failed) => ([].as_slice(), [].as_slice(), [Some(done), Some(failed)]),
            Then::Go(target) => ([].as_slice(), [].as_slice(), [Some(target), None]),
        };
        choices.iter().chain(cases.iter().map(|(_, target)| target)).chain(rest.into_iter().flatten())
    }

    /// Whether it waits for the person.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self.then, Then::Ask(..) | Then::Act(..))
    }
}

impl Flow {
    /// The step of this name, with its place.
    #[must_use]
    pub fn step(&self, name: &str) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, step)| step.name == name)
    }

    /// Its words for a person who reads `locales` (best first); the default ones where none fits.
    #[must_use]
    pub fn text(&self, locales: &[String]) -> Option<&FlowText> {
        let chosen = Locale::choose(locales, self.texts.iter().map(|text| text.locale.as_str()));
        self.texts.iter().find(|text| Some(text.locale.as_str()) == chosen).or(self.texts.first())
    }

    /// What it is called.
    pub(super) fn title(&self, locales: &[String]) -> String {
        self.text(locales).map_or_else(|| self.id.clone(), |text| text.title.clone())
    }

    /// Its place among solutions: found by its titles, questions and codes.
    fn as_solution(&self) -> Option<Solution> {
        let text = |text: &FlowText| Text {
            locale: text.locale.clone(),
            title: text.title.clone(),
            ..Text::default()
        };
        Some(Solution {
            id: SolutionId::new(format!("{PREFIX}{}", self.id)).ok()?,
            codes: self.codes.clone(),
            messages: Vec::new(),
            questions: self.questions.clone(),
            when: self.when.clone(),
            texts: self.texts.iter().map(text).collect(),
        })
    }
}

/// The flows of a product, beside its solutions. Cloning is cheap.
#[derive(Debug, Clone, Default)]
pub struct Flows {
    flows: Arc<[Flow]>,
    revision: Option<Revision>,
    /// Over solutions and flows together, so that each takes its share of the confidence.
    entries: Option<Resolver>,
}

impl Flows {
    /// These flows beside these solutions; of two with one id, the first one is kept.
    #[must_use]
    pub fn new(mut flows: Vec<Flow>, catalogue: &Catalogue) -> Self {
        flows.sort_by(|one, other| one.id.cmp(&other.id));
        flows.dedup_by(|later, kept| later.id == kept.id);
        if flows.is_empty() {
            return Self::default();
        }
        // The same words and ways have the same name in one build, and that is all it is asked for.
        let revision = Some(Revision::of(xxh3_128(format!("{flows:?}").as_bytes())));
        let mut all = catalogue.solutions().to_vec();
        all.extend(flows.iter().filter_map(Flow::as_solution));
        Self { flows: flows.into(), revision, entries: Some(Resolver::new(Catalogue::new(all))) }
    }

    /// All of them, by id.
    #[must_use]
    pub fn all(&self) -> &[Flow] {
        &self.flows
    }

    /// The flow of this name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Flow> {
        self.flows.binary_search_by(|flow| flow.id.as_str().cmp(id)).ok().map(|at| &self.flows[at])
    }

    /// The content hash; empty where there are no flows.
    pub(super) fn revision(&self) -> &str {
        self.revision.as_ref().map_or("", Revision::as_str)
    }

    /// The flow that an error with this code begins.
    pub(super) fn with_code(&self, code: &str, query: &Query<'_>) -> Option<&Flow> {
        let now = Circumstances::of(query);
        let names = |flow: &&Flow| flow.codes.iter().any(|own| fold(own) == fold(code));
        self.flows.iter().filter(names).find(|flow| Holds::new(&flow.when).judge(&now) != Fit::No)
    }

    /// Solutions and flows ranked together, by what authors wrote alone; nothing where there are no flows.
    pub(super) fn rank(&self, query: &Query<'_>) -> Option<Decision> {
        self.entries.as_ref().map(|entries| entries.rank(query))
    }

    /// The flow that stands among solutions under this id.
    pub(super) fn named(&self, id: &SolutionId) -> Option<&Flow> {
        self.get(id.as_str().strip_prefix(PREFIX)?)
    }

    /// What a flow is named among solutions.
    pub(super) fn name(flow: &Flow) -> Option<SolutionId> {
        SolutionId::new(format!("{PREFIX}{}", flow.id)).ok()
    }
}

/// The way that a branch goes.
pub(super) fn way<'f>(cases: &'f [(Fact, Target)], otherwise: &'f Target, known: &Known<'_>) -> &'f Target {
    cases.iter().find(|(fact, _)| fact.holds(known)).map_or(otherwise, |(_, target)| target)
}
