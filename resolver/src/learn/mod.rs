//! What is learnt from history: texts whose answer is known.

mod endings;
mod frames;
mod intents;
mod latest;
mod learner;
mod support;
mod tally;
mod voices;
mod vote;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use unstuck_protocol::SolutionId;

pub(crate) use endings::Endings;
pub(crate) use intents::{Intents, Wanted};
pub use learner::{Intent, Learner, Outcome};

use crate::{
    Catalogue, Query, Resolver,
    classify::{Classifier, train::Trained},
    fusion::{self, Fusion, fit::Sample},
    memory::Memory,
    rank,
    scene::Scene,
};

/// A text whose answer is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What the person was told, or asked.
    pub text: String,
    /// What helped; none where nothing did, since it is about something else.
    pub solution: Option<SolutionId>,
    /// Where the person met it, as [`crate::scene::facts`]; may be empty.
    pub scene: Vec<String>,
}

/// A case as it is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) text: &'a str,
    /// Its solution's place.
    pub(crate) solution: Option<u32>,
    /// Where people met it, the latest ones; empty where nobody tells.
    pub(crate) scenes: &'a [Scene],
    /// Where its solution failed, the latest ones.
    pub(crate) setbacks: &'a [Scene],
    /// How often it helped, and failed.
    pub(crate) ended: [f32; 2],
    /// It stands for all messages of this template.
    pub(crate) template: Option<&'a str>,
}

/// What outcomes tell beside cases.
#[derive(Debug, Default)]
pub(crate) struct Lately {
    /// The incident that is open, as a fact.
    pub(crate) incident: Option<String>,
    pub(crate) endings: Endings,
}

/// A case whose solution is found in the catalogue.
struct Placed<'a> {
    text: Cow<'a, str>,
    solution: Option<u32>,
    scene: Scene,
}

/// Most solutions that the classifier tells apart: its training takes their number times that of the examples.
const CLASSES: usize = 1_000;
/// Parts that are held back in turn.
const PARTS: usize = 4;
/// Cases that teach weights of a product's own: fewer would be taken for all there is.
const FEWEST: usize = 8;
/// One in so many solutions is rehearsed as if it were not there.
const REHEARSED: usize = 8;
/// Errors without an answer that are taken for the least there are: so many of them (of a short history half as many as it
/// has cases), or this share.
const UNTOLD: f32 = 10.0;
const UNANSWERED: f32 = 0.01;
/// Share of cases to come with a new solution, below which those need no rehearsal.
const SELDOM: f32 = 0.02;

impl Resolver {
    /// Over these solutions, with what these cases teach. A case whose solution is not among them is passed over.
    #[must_use]
    pub fn learned(catalogue: Catalogue, cases: &[Case]) -> Self {
        Self::new(catalogue).taught(cases)
    }

    /// With what these cases teach, in the place of what it knew.
    #[must_use]
    pub fn taught(&self, cases: &[Case]) -> Self {
        let meaning = self.meaning.remembering(&[], self.catalogue().solutions().len());
        let cold = Self { memory: None, habits: None, fusion: fusion::COLD, meaning, ..self.clone() };
        let placed = cold.placed(cases);
        let known = told(&placed);
        if known.is_empty() {
            return cold;
        }
        let fusion = weights(&cold, &known);
        Self { fusion, ..cold.remembering(&known).expecting(recorded(&cold, cases)) }
    }

    /// Those cases whose solutions are here.
    fn placed<'a>(&self, cases: &'a [Case]) -> Vec<Placed<'a>> {
        let place = |case: &'a Case| {
            let solution = match &case.solution {
                None => None,
                Some(id) => Some(self.catalogue().position(id)? as u32),
            };
            let text = self.catalogue().variants().fold(&case.text);
            Some(Placed { text, solution, scene: Scene::read(case.scene.iter()) })
        };
        cases.iter().filter_map(place).filter(|case| !case.text.trim().is_empty()).collect()
    }

    /// With the memory of these cases.
    fn remembering(&self, cases: &[Told<'_>]) -> Self {
        self.recalling(cases, self.train(cases).classifier(), Lately::default())
    }

    /// With these cases, this classifier, and what else outcomes tell.
    fn recalling(&self, cases: &[Told<'_>], classifier: Classifier, lately: Lately) -> Self {
        let memory = Memory::new(cases, classifier, lately, self.catalogue().solutions().len());
        let texts: Vec<_> = cases.iter().map(|case| (case.text, case.solution)).collect();
        let meaning = self.meaning.remembering(&texts, self.catalogue().solutions().len());
        Self { memory: Some(Arc::new(memory)), fusion: Fusion::begin(cases.len()), meaning, ..self.clone() }
    }

    /// A classifier of these cases, and of the titles, questions and messages of all solutions.
    fn train(&self, cases: &[Told<'_>]) -> Trained {
        let catalogue = self.catalogue();
        let solutions = catalogue.variants().fold_all(catalogue.solutions());
        let chosen = chosen(cases, solutions.len());
        let known = cases.iter().filter(|case| case.solution.is_none_or(|at| chosen[at as usize]));
        let mut examples: Vec<_> = known.map(|case| (case.text, case.solution)).collect();
        for (at, solution) in solutions.iter().enumerate().filter(|(at, _)| chosen[*at]) {
            let titles = solution.texts.iter().map(|text| &text.title);
            let texts = titles.chain(&solution.questions).chain(&solution.messages);
            examples.extend(texts.map(|text| (text.as_str(), Some(at as u32))));
        }
        Trained::new(&examples)
    }
}

/// What people wanted whose cases are recorded with their scenes: a text without one tells nothing of where it was met.
fn recorded(cold: &Resolver, cases: &[Case]) -> Intents {
    let mut intents = Intents::default();
    for case in cases.iter().filter(|case| !case.scene.is_empty()) {
        if let Some(at) = case.solution.as_ref().and_then(|id| cold.catalogue().position(id)) {
            intents.recorded(at as u32, &case.scene);
        }
    }
    intents
}

/// Which solutions the classifier knows: all of them where they are few enough, else those with most cases.
fn chosen(cases: &[Told<'_>], solutions: usize) -> Vec<bool> {
    let mut chosen = vec![solutions <= CLASSES; solutions];
    if solutions > CLASSES {
        let mut counts = vec![0_u32; solutions];
        cases.iter().filter_map(|case| case.solution).for_each(|at| counts[at as usize] += 1);
        let mut order: Vec<usize> = (0..solutions).filter(|at| counts[*at] > 0).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(counts[*at]), *at));
        order.into_iter().take(CLASSES).for_each(|at| chosen[at] = true);
    }
    chosen
}

fn told<'a>(placed: &'a [Placed<'_>]) -> Vec<Told<'a>> {
    let told = |case: &'a Placed<'_>| Told {
        text: &case.text,
        solution: case.solution,
        scenes: std::slice::from_ref(&case.scene),
        setbacks: &[],
        ended: [1.0, 0.0],
        template: None,
    };
    placed.iter().map(told).collect()
}

/// The weights that these cases teach, from those of all products.
///
/// Where history holds hardly any error without an answer, since outcomes tell of those that had one, some cases are
/// rehearsed without theirs; these teach doubt, and nothing about which of the candidates is right.
pub(crate) fn weights(cold: &Resolver, cases: &[Told<'_>]) -> Fusion {
    let begin = Fusion::begin(cases.len());
    if cases.len() < FEWEST {
        return begin;
    }
    let mut samples = samples(cold, cases);
    let mut fusion = begin.fit(&samples);
    let all = cases.len() as f32;
    let unanswered = cases.iter().filter(|case| case.solution.is_none()).count() as f32;
    let least = UNTOLD.min(all / 2.0).max(UNANSWERED * all);
    if unanswered < least {
        samples.extend(rehearsed(cold, cases, least - unanswered));
        fusion = fusion.fit_doubts(&samples);
    }
    fusion
}

/// Each case as the evidence sees it while its part is held back; where history goes on to meet new solutions, also while
/// all cases of its solution are, so that a new one is not drowned by what is known of the others.
pub(crate) fn samples(cold: &Resolver, cases: &[Told<'_>]) -> Vec<Sample> {
    let mut samples = Vec::new();
    for part in 0..PARTS {
        held_back(cold, cases, 1.0, &mut samples, |at, _| at % PARTS == part);
    }
    let new = unmet(cases);
    if new >= SELDOM {
        for part in 0..PARTS {
            let of_part = |_, solution: Option<u32>| solution.is_some_and(|at| at as usize % PARTS == part);
            held_back(cold, cases, new, &mut samples, of_part);
        }
    }
    samples
}

/// Cases of some solutions, as the evidence would see them were those solutions not there; they weigh so much together.
fn rehearsed(cold: &Resolver, cases: &[Told<'_>], weight: f32) -> Vec<Sample> {
    let mut met: Vec<u32> = cases.iter().filter_map(|case| case.solution).collect();
    met.sort_unstable();
    met.dedup();
    // Without another solution there is nothing to take for the answer.
    let absent: Vec<u32> =
        if met.len() > 1 { met.into_iter().step_by(REHEARSED).collect() } else { Vec::new() };
    let (held, rest): (Vec<_>, Vec<_>) =
        cases.iter().partition(|case| case.solution.is_some_and(|at| absent.binary_search(&at).is_ok()));
    let resolver = cold.remembering(&rest);
    let weight = weight / (held.len() as f32).max(1.0);
    let without = |case: Told<'_>| Sample { weight, ..sample_without(&resolver, case) };
    held.into_iter().map(without).collect()
}

/// The share of cases to come whose solution history has not met yet: as many as those that it met once (Good 1953).
fn unmet(cases: &[Told<'_>]) -> f32 {
    let mut met: Vec<u32> = cases.iter().filter_map(|case| case.solution).collect();
    met.sort_unstable();
    let once = met.chunk_by(|one, next| one == next).filter(|cases| cases.len() == 1).count();
    once as f32 / (met.len() as f32).max(1.0)
}

/// Adds the cases that are held back, as the resolver that remembers the others sees them.
fn held_back(
    cold: &Resolver,
    cases: &[Told<'_>],
    weight: f32,
    samples: &mut Vec<Sample>,
    held: impl Fn(usize, Option<u32>) -> bool,
) {
    let (held, rest): (Vec<_>, Vec<_>) =
        cases.iter().enumerate().partition(|(at, case)| held(*at, case.solution));
    let rest: Vec<Told<'_>> = rest.into_iter().map(|(_, case)| *case).collect();
    let resolver = cold.remembering(&rest);
    samples.extend(held.into_iter().map(|(_, case)| Sample { weight, ..sample(&resolver, *case) }));
}

pub(crate) fn sample(resolver: &Resolver, case: Told<'_>) -> Sample {
    let scene = case.scenes.first();
    let query = Query { message: case.text, ..Query::default() };
    let (asked, found) = rank::gather_in(resolver, &query, scene.unwrap_or(&Scene::default()));
    let right = case.solution.and_then(|right| found.iter().position(|case| case.at == right));
    let candidates = found.into_iter().map(|case| case.signals).collect();
    Sample { candidates, right, doubts: asked.doubts, weight: 1.0 }
}

/// The same without the answer among the candidates.
fn sample_without(resolver: &Resolver, case: Told<'_>) -> Sample {
    let mut sample = sample(resolver, case);
    if let Some(right) = sample.right.take() {
        sample.candidates.remove(right);
    }
    sample
}

/// The weights that serve several products alike, with their history or without: how the defaults were found.
#[must_use]
pub fn shared(products: &[(Catalogue, Vec<Case>)], history: bool) -> String {
    let (mut all, mut doubtful) = (Vec::new(), Vec::new());
    for (catalogue, cases) in products {
        let cold = Resolver::new(catalogue.clone());
        let placed = cold.placed(cases);
        let known = told(&placed);
        if history {
            all.extend(alike(samples(&cold, &known), ALIKE));
            doubtful.extend(alike(rehearsed(&cold, &known, 1.0), ALIKE * DOUBTFUL));
        } else {
            let (some, none): (Vec<_>, Vec<_>) = known.iter().partition(|case| case.solution.is_some());
            let seen = |cases: Vec<Told<'_>>| -> Vec<Sample> {
                cases.into_iter().map(|case| sample(&cold, case)).collect()
            };
            all.extend(alike(seen(some), ALIKE * (1.0 - FIRST_DAYS)));
            all.extend(alike(seen(none), ALIKE * FIRST_DAYS));
        }
    }
    let begin = Fusion { signals: [1.0; fusion::SIGNALS], doubts: [1.0; fusion::DOUBTS] };
    let mut fitted = begin.fit(&all);
    if history {
        all.extend(doubtful);
        fitted = fitted.fit_doubts(&all);
    }
    format!("{fitted:.2?}")
}

/// Samples that weigh so much together.
fn alike(mut samples: Vec<Sample>, weight: f32) -> Vec<Sample> {
    let sum: f32 = samples.iter().map(|sample| sample.weight).sum();
    samples.iter_mut().for_each(|sample| sample.weight *= weight / sum);
    samples
}

/// What the cases of a product count together, where several are fitted.
const ALIKE: f32 = 500.0;
/// Share of them that is rehearsed: what the fewest errors without an answer are of a short history.
const DOUBTFUL: f32 = 0.05;
/// Share of errors that a product without history is taken to have no solution for: about the mean of six recorded sets,
/// which have 0 to 0.47.
const FIRST_DAYS: f32 = 0.15;
