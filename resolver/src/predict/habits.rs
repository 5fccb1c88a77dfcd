//! What people want, counted: how often each solution, and where.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{evidence::SIGNS, fit};
use crate::{Resolver, learn::Intents, scene::Lifts};

/// Intents that every product is taken to have had besides, of any solution alike.
const PRIOR: f32 = 4.0;
/// Intents after which one counts half: what people want changes.
const HALF_LIFE: f32 = 512.0;

/// One in so many intents is held back, the latest ones, to learn by them how much what came before them tells; at most, and from
/// how many on.
const HELD: usize = 3;
const MOST: usize = 256;
const FEWEST: usize = 16;

/// How much each sign counts without history: words and places hint, and counts are what they are.
const COLD: [f32; SIGNS] = [1.0, 1.5, 3.0, 1.0];
/// The same of a kind of fact, beside what it told by itself: kinds say the same thing twice.
const BESIDE: f32 = 0.5;

/// What people wanted, and what was made of it once somebody asked.
#[derive(Debug)]
pub(crate) struct Habits {
    intents: Intents,
    weighed: OnceLock<Weighed>,
}

/// Intents, counted and weighed.
#[derive(Debug)]
pub(super) struct Weighed {
    /// By the place of the solution.
    counts: BTreeMap<u32, f32>,
    /// Their places, most wanted first.
    often: Vec<u32>,
    total: f32,
    pub(super) lifts: Lifts,
    /// Of each sign, and of each kind of fact.
    pub(super) weights: Vec<f32>,
    /// What is kept of all confidence: for what nobody wanted before, and for what the likeliest only seems.
    pub(super) unmet: f32,
    solutions: f32,
}

impl Habits {
    pub(crate) fn new(intents: Intents) -> Self {
        Self { intents, weighed: OnceLock::new() }
    }

    /// Counts and weighs now.
    pub(crate) fn warm(&self, resolver: &Resolver) {
        self.weighed(resolver);
    }

    pub(super) fn weighed(&self, resolver: &Resolver) -> &Weighed {
        self.weighed.get_or_init(|| {
            let solutions = resolver.catalogue().solutions().len();
            let mut all = Weighed::count(&self.intents, solutions);
            let latest = (self.intents.all().len() / HELD).min(MOST);
            if latest >= FEWEST {
                let (before, latest) = self.intents.before(latest);
                let mut known = Weighed::count(&before, solutions);
                let taught = fit::weights(resolver, &known, &latest);
                known.weights = taught.weights;
                all.take_weights(&known);
                all.unmet = 1.0 - (1.0 - all.unmet) * taught.kept;
            }
            all
        })
    }
}

impl Resolver {
    /// Predicts by what people wanted.
    pub(crate) fn expecting(self, intents: Intents) -> Self {
        let habits = Some(std::sync::Arc::new(Habits::new(intents)));
        Self { habits, ..self }
    }
}

/// What an intent counts that is the last but `age`.
fn fresh(age: usize) -> f32 {
    libm::exp2f(-(age as f32) / HALF_LIFE)
}

impl Weighed {
    /// Of a product whose people have wanted nothing yet.
    pub(super) fn cold(solutions: usize) -> Self {
        Self {
            counts: BTreeMap::new(),
            often: Vec::new(),
            total: 0.0,
            lifts: Lifts::default(),
            weights: COLD.to_vec(),
            unmet: 0.5,
            solutions: solutions.max(1) as f32,
        }
    }

    fn count(intents: &Intents, solutions: usize) -> Self {
        let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
        let mut times: BTreeMap<u32, u32> = BTreeMap::new();
        let weights = || intents.all().rev().enumerate().map(|(age, one)| (one, one.weight * fresh(age)));
        for (one, weight) in weights() {
            *counts.entry(one.solution).or_default() += weight;
            *times.entry(one.solution).or_default() += 1;
        }
        let mut often: Vec<(f32, u32)> = counts.iter().map(|(at, count)| (*count, *at)).collect();
        often.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let lifts = Lifts::new(weights().map(|(one, weight)| (&one.scene, one.solution, weight)), u32::MAX);
        let once = times.values().filter(|times| **times == 1).count() as f32;
        Self {
            total: counts.values().sum(),
            counts,
            often: often.into_iter().map(|(_, at)| at).collect(),
            weights: COLD.into_iter().chain(lifts.weights().map(|(_, weight)| BESIDE * weight)).collect(),
            lifts,
            unmet: (once + 1.0) / (intents.all().len() as f32 + 2.0),
            solutions: solutions.max(1) as f32,
        }
    }

    /// The solutions that somebody wanted, most wanted first.
    pub(super) fn often(&self) -> impl Iterator<Item = u32> {
        self.often.iter().copied()
    }

    /// Takes over what was learnt with fewer intents; kinds that told nothing then keep what they told by themselves.
    fn take_weights(&mut self, from: &Self) {
        self.weights[..SIGNS].copy_from_slice(&from.weights[..SIGNS]);
        let learnt = from.lifts.weights().zip(&from.weights[SIGNS..]);
        let learnt: BTreeMap<u32, f32> = learnt.map(|((kind, _), weight)| (kind, *weight)).collect();
        for ((kind, _), weight) in self.lifts.weights().zip(&mut self.weights[SIGNS..]) {
            *weight = learnt.get(&kind).copied().unwrap_or(*weight);
        }
    }

    /// Its share of all that is wanted, and whether anybody wants it.
    pub(super) fn share(&self, at: u32) -> (f32, bool) {
        let count = self.counts.get(&at).copied().unwrap_or_default();
        ((count + PRIOR / self.solutions) / (self.total + PRIOR), count > 0.0)
    }

    /// How many solutions there are.
    pub(super) fn solutions(&self) -> f32 {
        self.solutions
    }
}
