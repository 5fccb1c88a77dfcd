//! What is learnt from history: texts whose answer is known.

mod learner;
mod tally;

use std::borrow::Cow;
use std::sync::Arc;

use unstuck_protocol::SolutionId;

pub use learner::Learner;

use crate::{
    Catalogue, Query, Resolver,
    classify::{Classifier, train::Trained},
    fusion::{self, Fusion, fit::Sample},
    memory::Memory,
    rank,
};

/// A text whose answer is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What the person was told, or asked.
    pub text: String,
    /// What helped; none where nothing did, since it is about something else.
    pub solution: Option<SolutionId>,
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
        let cold = Self { memory: None, fusion: fusion::COLD, meaning, ..self.clone() };
        let places = cold.places(cases);
        let known = borrowed(&places);
        if known.is_empty() {
            return cold;
        }
        let fusion = weights(&cold, &known);
        Self { fusion, ..cold.remembering(&known) }
    }

    /// The cases as they are compared, with their solutions' places.
    fn places<'a>(&self, cases: &'a [Case]) -> Vec<(Cow<'a, str>, Option<u32>)> {
        let place = |case: &'a Case| {
            let text = self.catalogue().variants().fold(&case.text);
            match &case.solution {
                None => Some((text, None)),
                Some(id) => Some((text, Some(self.catalogue().position(id)? as u32))),
            }
        };
        cases.iter().filter_map(place).filter(|(text, _)| !text.trim().is_empty()).collect()
    }

    /// With the memory of these cases.
    fn remembering(&self, cases: &[(&str, Option<u32>)]) -> Self {
        self.recalling(cases, self.train(cases).classifier())
    }

    /// With these cases and this classifier.
    fn recalling(&self, cases: &[(&str, Option<u32>)], classifier: Classifier) -> Self {
        let memory = Memory::new(cases, classifier, self.catalogue().solutions().len());
        let meaning = self.meaning.remembering(cases, self.catalogue().solutions().len());
        Self { memory: Some(Arc::new(memory)), fusion: Fusion::begin(cases.len()), meaning, ..self.clone() }
    }

    /// A classifier of these cases, and of the titles, questions and messages of all solutions.
    fn train(&self, cases: &[(&str, Option<u32>)]) -> Trained {
        let catalogue = self.catalogue();
        let solutions = catalogue.variants().fold_all(catalogue.solutions());
        let chosen = chosen(cases, solutions.len());
        let mut examples = cases.to_vec();
        examples.retain(|(_, solution)| solution.is_none_or(|at| chosen[at as usize]));
        for (at, solution) in solutions.iter().enumerate().filter(|(at, _)| chosen[*at]) {
            let titles = solution.texts.iter().map(|text| &text.title);
            let texts = titles.chain(&solution.questions).chain(&solution.messages);
            examples.extend(texts.map(|text| (text.as_str(), Some(at as u32))));
        }
        Trained::new(&examples)
    }
}

/// Which solutions the classifier knows: all of them where they are few enough, else those with most cases.
fn chosen(cases: &[(&str, Option<u32>)], solutions: usize) -> Vec<bool> {
    let mut chosen = vec![solutions <= CLASSES; solutions];
    if solutions > CLASSES {
        let mut counts = vec![0_u32; solutions];
        cases.iter().filter_map(|(_, at)| *at).for_each(|at| counts[at as usize] += 1);
        let mut order: Vec<usize> = (0..solutions).filter(|at| counts[*at] > 0).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(counts[*at]), *at));
        order.into_iter().take(CLASSES).for_each(|at| chosen[at] = true);
    }
    chosen
}

fn borrowed<'a>(places: &'a [(Cow<'_, str>, Option<u32>)]) -> Vec<(&'a str, Option<u32>)> {
    places.iter().map(|(text, at)| (text.as_ref(), *at)).collect()
}

/// The weights that these cases teach, from those of all products.
///
/// Where history holds hardly any error without an answer, since outcomes tell of those that had one, some cases are
/// rehearsed without theirs; these teach doubt, and nothing about which of the candidates is right.
pub(crate) fn weights(cold: &Resolver, cases: &[(&str, Option<u32>)]) -> Fusion {
    let begin = Fusion::begin(cases.len());
    if cases.len() < FEWEST {
        return begin;
    }
    let mut samples = samples(cold, cases);
    let mut fusion = begin.fit(&samples);
    let all = cases.len() as f32;
    let unanswered = cases.iter().filter(|(_, solution)| solution.is_none()).count() as f32;
    let least = UNTOLD.min(all / 2.0).max(UNANSWERED * all);
    if unanswered < least {
        samples.extend(rehearsed(cold, cases, least - unanswered));
        fusion = fusion.fit_doubts(&samples);
    }
    fusion
}

/// Each case as the evidence sees it while its part is held back; where history goes on to meet new solutions, also while
/// all cases of its solution are, so that a new one is not drowned by what is known of the others.
pub(crate) fn samples(cold: &Resolver, cases: &[(&str, Option<u32>)]) -> Vec<Sample> {
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
fn rehearsed(cold: &Resolver, cases: &[(&str, Option<u32>)], weight: f32) -> Vec<Sample> {
    let mut met: Vec<u32> = cases.iter().filter_map(|(_, solution)| *solution).collect();
    met.sort_unstable();
    met.dedup();
    // Without another solution there is nothing to take for the answer.
    let absent: Vec<u32> =
        if met.len() > 1 { met.into_iter().step_by(REHEARSED).collect() } else { Vec::new() };
    let (held, rest): (Vec<_>, Vec<_>) =
        cases.iter().partition(|(_, solution)| solution.is_some_and(|at| absent.binary_search(&at).is_ok()));
    let resolver = cold.remembering(&rest);
    let weight = weight / (held.len() as f32).max(1.0);
    let without =
        |(text, right): (&str, Option<u32>)| Sample { weight, ..sample_without(&resolver, text, right) };
    held.into_iter().map(without).collect()
}

/// The share of cases to come whose solution history has not met yet: as many as those that it met once (Good 1953).
fn unmet(cases: &[(&str, Option<u32>)]) -> f32 {
    let mut met: Vec<u32> = cases.iter().filter_map(|(_, solution)| *solution).collect();
    met.sort_unstable();
    let once = met.chunk_by(|one, next| one == next).filter(|cases| cases.len() == 1).count();
    once as f32 / (met.len() as f32).max(1.0)
}

/// Adds the cases that are held back, as the resolver that remembers the others sees them.
fn held_back(
    cold: &Resolver,
    cases: &[(&str, Option<u32>)],
    weight: f32,
    samples: &mut Vec<Sample>,
    held: impl Fn(usize, Option<u32>) -> bool,
) {
    let (held, rest): (Vec<_>, Vec<_>) =
        cases.iter().enumerate().partition(|(at, (_, solution))| held(*at, *solution));
    let rest: Vec<(&str, Option<u32>)> = rest.into_iter().map(|(_, case)| *case).collect();
    let resolver = cold.remembering(&rest);
    samples.extend(
        held.into_iter().map(|(_, (text, right))| Sample { weight, ..sample(&resolver, text, *right) }),
    );
}

pub(crate) fn sample(resolver: &Resolver, text: &str, right: Option<u32>) -> Sample {
    let (asked, found) = rank::gather(resolver, &Query { message: text, ..Query::default() });
    let right = right.and_then(|right| found.iter().position(|case| case.at == right));
    let candidates = found.into_iter().map(|case| case.signals).collect();
    Sample { candidates, right, doubts: asked.doubts, weight: 1.0 }
}

/// The same without the answer among the candidates.
fn sample_without(resolver: &Resolver, text: &str, answer: Option<u32>) -> Sample {
    let mut sample = sample(resolver, text, answer);
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
        let places = cold.places(cases);
        let known = borrowed(&places);
        if history {
            all.extend(alike(samples(&cold, &known), ALIKE));
            doubtful.extend(alike(rehearsed(&cold, &known, 1.0), ALIKE * DOUBTFUL));
        } else {
            let (some, none): (Vec<_>, Vec<_>) = known.iter().partition(|(_, right)| right.is_some());
            let seen = |cases: Vec<&(&str, Option<u32>)>| -> Vec<Sample> {
                cases.into_iter().map(|(text, right)| sample(&cold, text, *right)).collect()
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
/// Share of errors that a product without history is taken to have no solution for: about that of the recorded ones.
const FIRST_DAYS: f32 = 0.4;
