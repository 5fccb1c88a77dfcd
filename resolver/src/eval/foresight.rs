//! How good predicted questions are: recorded moments replayed in time order, each predicted by what came before it.

use std::collections::BTreeMap;

use serde::Serialize;
use unstuck_protocol::{OutcomeKind, SolutionId, limits};

use super::{
    Judged, Row,
    metrics::{Ranking, calibration, share},
};
use crate::{
    Resolver,
    learn::{Learner, Outcome},
    predict::{Moment, Surge, predict},
};

/// Moments before one that tell what surges then.
const BEFORE: usize = 32;
/// Moments that are one day.
const DAY: usize = 200;

/// How often the question was among those that were offered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Foresight {
    /// What predicted.
    pub by: &'static str,
    /// Moments.
    pub moments: usize,
    /// Those whose first question was the one.
    pub hit1: f64,
    /// Those that had it among the first three.
    pub hit3: f64,
    /// Those in which any question was offered.
    pub coverage: f64,
    /// How far the first question's confidence is from how often it was the one, over bins.
    pub ece: Option<f64>,
    /// What that would be about, were the confidence exactly right, since moments are few.
    pub ece_by_chance: Option<f64>,
    /// The same of moments by their kind, where rows name it: the kind, and its share of hits at one and at three.
    pub slices: BTreeMap<String, [f64; 2]>,
}

/// What a moment is predicted by.
type Offered = Vec<(SolutionId, f32)>;

/// Replays the rows that have a scene, in their order, and judges those of this split: by all that is learnt, by how often each
/// solution was wanted before, and by how often it was on this route.
#[must_use]
pub fn foresee(resolver: &Resolver, rows: &[Row], split: &str) -> Vec<Foresight> {
    let mut learner = Learner::over(resolver.clone());
    let mut known = learner.resolver();
    let mut counts = Counts::default();
    let mut judged: [Vec<Judged>; 3] = Default::default();
    let mut before: Vec<SolutionId> = Vec::new();
    for (at, row) in rows.iter().filter(|row| !row.scene.is_empty()).enumerate() {
        let gold: Vec<SolutionId> = row.cases().into_iter().filter_map(|case| case.solution).collect();
        let route = row.scene.iter().find(|fact| fact.starts_with("route ")).map_or("", String::as_str);
        if row.split == split {
            let mut moment = Moment::told(&row.scene);
            moment.surges = surges(&before[before.len().saturating_sub(BEFORE)..]);
            let told =
                predict(&known, &moment).into_iter().map(|one| (one.solution, one.confidence)).collect();
            let offers = [told, counts.often(""), counts.often(route)];
            for (judged, offered) in judged.iter_mut().zip(offers) {
                judged.push(judge(row, &gold, offered));
            }
        }
        for solution in &gold {
            let voices = [at as u64];
            let outcome = Outcome {
                text: "",
                scene: &row.scene,
                solution,
                kind: OutcomeKind::Verified,
                about: None,
                voices: &voices,
                day: (at / DAY) as u32,
            };
            if learner.outcome(&outcome) {
                known = learner.resolver();
            }
            counts.add(route, solution);
            before.push(solution.clone());
        }
    }
    let names = ["predicted", "popularity", "route"];
    names.into_iter().zip(judged).map(|(by, judged)| Foresight::of(by, &judged)).collect()
}

fn surges(before: &[SolutionId]) -> Vec<Surge> {
    let mut counts: BTreeMap<&SolutionId, u32> = BTreeMap::new();
    before.iter().for_each(|solution| *counts.entry(solution).or_default() += 1);
    counts.into_iter().map(|(solution, count)| Surge { solution: solution.clone(), count }).collect()
}

fn judge(row: &Row, gold: &[SolutionId], offered: Offered) -> Judged {
    let place = offered.iter().position(|(id, _)| gold.contains(id));
    Judged {
        in_scope: !gold.is_empty(),
        rank: place.map_or(0, |at| at + 1),
        confidence: offered.first().map(|(_, confidence)| *confidence),
        answered: !offered.is_empty(),
        slice: row.slice.clone(),
        ranked: offered.into_iter().map(|(id, _)| id).collect(),
    }
}

impl Foresight {
    fn of(by: &'static str, judged: &[Judged]) -> Self {
        let all: Vec<&Judged> = judged.iter().collect();
        let inside: Vec<&Judged> = judged.iter().filter(|row| row.in_scope).collect();
        let mut slices: BTreeMap<String, Vec<&Judged>> = BTreeMap::new();
        for row in &inside {
            if let Some(slice) = &row.slice {
                slices.entry(slice.clone()).or_default().push(row);
            }
        }
        let Ranking { top1, top3, .. } = Ranking::of(&inside);
        let pair = |rows: Vec<&Judged>| {
            let Ranking { top1, top3, .. } = Ranking::of(&rows);
            [top1, top3]
        };
        Self {
            by,
            moments: judged.len(),
            hit1: top1,
            hit3: top3,
            coverage: share(all.iter().filter(|row| row.answered).count(), all.len()).unwrap_or_default(),
            ece: calibration(&all).map(|(error, _)| error),
            ece_by_chance: calibration(&all).map(|(_, chance)| chance),
            slices: slices.into_iter().map(|(slice, rows)| (slice, pair(rows))).collect(),
        }
    }
}

/// How often each solution was wanted, in all (under no route) and on each route.
#[derive(Default)]
struct Counts(BTreeMap<String, BTreeMap<SolutionId, u32>>);

impl Counts {
    fn add(&mut self, route: &str, solution: &SolutionId) {
        for place in ["", route] {
            *self.0.entry(place.to_owned()).or_default().entry(solution.clone()).or_default() += 1;
        }
    }

    /// The most wanted ones there, each with its share.
    fn often(&self, route: &str) -> Offered {
        let Some(counts) = self.0.get(route) else { return Vec::new() };
        let all: u32 = counts.values().sum();
        let mut offered: Vec<(&SolutionId, u32)> = counts.iter().map(|(id, count)| (id, *count)).collect();
        offered.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let share = |count: u32| count as f32 / all as f32;
        offered.into_iter().take(limits::SUGGESTIONS).map(|(id, count)| (id.clone(), share(count))).collect()
    }
}
