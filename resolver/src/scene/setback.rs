//! Where a solution failed that helped elsewhere, and how surely it works in a scene.
//!
//! Among all who were shown a solution, those with a fact were helped more or less often than the others; the ratio of the
//! two chances counts, drawn towards one where few tell (a beta prior at the mean). As with lifts, a kind of fact counts by how
//! well it told how each ended, seen by all others, so that chance alone takes nothing from a solution.

use std::collections::BTreeMap;

use super::{Scene, lift::Mean};
use crate::{learn::Told, order::parts};

/// Endings that each chance is taken to have had besides.
const PRIOR: f32 = 2.0;
/// Gain in the mean with which a kind counts half.
const HALF: f32 = 0.1;
/// The least that is left of a confidence: history may be wrong.
const LEAST: f32 = 0.02;
/// Failures of different people with a fact before it tells of any.
const FEWEST: usize = 2;

/// How those ended who were shown solutions that failed somewhere.
#[derive(Debug, Default)]
pub(crate) struct Setbacks {
    /// By the place of the solution.
    of: BTreeMap<u32, Record>,
    /// What kinds of facts count that tell anything.
    kinds: BTreeMap<u32, f32>,
}

/// How often it helped, and failed: in all, and with each fact.
#[derive(Debug, Default)]
struct Record {
    all: [f32; 2],
    facts: BTreeMap<u64, [f32; 2]>,
    /// Each scene with how it ended, and what it weighs.
    scenes: Vec<(Scene, usize, f32)>,
}

impl Setbacks {
    /// Of cases with where their solutions helped and failed.
    pub(crate) fn new(cases: &[Told<'_>]) -> Self {
        let mut all = Self::default();
        for case in cases.iter().filter(|case| case.setbacks.len() >= FEWEST) {
            if let Some(at) = case.solution {
                all.of.entry(at).or_default();
            }
        }
        for case in cases {
            let Some(record) = case.solution.and_then(|at| all.of.get_mut(&at)) else { continue };
            for (end, scenes) in [case.scenes, case.setbacks].into_iter().enumerate() {
                // The latest scenes stand for all votes.
                let weight = case.ended[end] / scenes.len().max(1) as f32;
                scenes.iter().for_each(|scene| record.add(scene, end, weight));
            }
        }
        all.weigh();
        all
    }

    /// Finds out which kinds tell how it ends.
    fn weigh(&mut self) {
        let mut told: BTreeMap<u32, Mean> = BTreeMap::new();
        for record in self.of.values() {
            for (scene, end, weight) in &record.scenes {
                for (kind, facts) in scene.kinds() {
                    let mut own = [0.0; 2];
                    own[*end] = *weight;
                    told.entry(kind).or_default().add(record.gain(facts, own)[*end]);
                }
            }
        }
        for (kind, gain) in told {
            let gain = gain.surely();
            if gain > 0.0 {
                self.kinds.insert(kind, gain / (gain + HALF));
            }
        }
        self.of.retain(|_, record| {
            record.scenes.clear();
            !record.facts.is_empty()
        });
        for record in self.of.values_mut() {
            record.facts.retain(|fact, _| self.kinds.contains_key(&parts(*fact).0));
        }
    }

    /// Whether no scene tells anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// What of a scene tells anything about any solution, for whoever remembers answers: a fact counts by its share of its kind.
    pub(crate) fn tell(&self, scene: &Scene) -> Vec<u64> {
        let known = |fact: &u64| self.of.values().any(|record| record.facts.contains_key(fact));
        let kinds = scene.kinds().filter(|(kind, _)| self.kinds.contains_key(kind));
        let shares = kinds.flat_map(|(_, facts)| facts.iter().map(move |fact| [*fact, facts.len() as u64]));
        shares.filter(|[fact, _]| known(fact)).flatten().collect()
    }

    /// How surely a solution works where these facts are met that works so surely on such a message.
    pub(crate) fn works(&self, at: u32, mut works: f32, scene: &Scene) -> f32 {
        if let Some(record) = self.of.get(&at) {
            for (kind, facts) in scene.kinds() {
                if let Some(weight) = self.kinds.get(&kind) {
                    works *= libm::expf(weight * record.gain(facts, [0.0; 2])[0]);
                }
            }
        }
        works.clamp(LEAST, 1.0)
    }
}

impl Record {
    fn add(&mut self, scene: &Scene, end: usize, weight: f32) {
        self.all[end] += weight;
        for (_, facts) in scene.kinds() {
            for fact in facts {
                self.facts.entry(*fact).or_default()[end] += weight;
            }
        }
        self.scenes.push((scene.clone(), end, weight));
    }

    /// The logarithms of how much likelier it helps, and fails, with these facts than in all; without `own`.
    fn gain(&self, facts: &[u64], own: [f32; 2]) -> [f32; 2] {
        let less = |ends: [f32; 2]| [0, 1].map(|end| (ends[end] - own[end]).max(0.0));
        let mut gains = [0.0; 2];
        let all = less(self.all);
        let mean = (all[0] + 1.0) / (all[0] + all[1] + 2.0);
        for fact in facts {
            let with = less(self.facts.get(fact).copied().unwrap_or_default());
            let works = (with[0] + PRIOR * mean) / (with[0] + with[1] + PRIOR);
            gains[0] += libm::logf(works / mean) / facts.len() as f32;
            gains[1] += libm::logf((1.0 - works) / (1.0 - mean)) / facts.len() as f32;
        }
        gains
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(plan: &str, hour: usize) -> Scene {
        Scene::read([format!("trait.plan {plan}"), format!("hour {hour}")].iter())
    }

    fn told<'a>(scenes: &'a [Scene], setbacks: &'a [Scene]) -> Told<'a> {
        let ended = [scenes.len() as f32, setbacks.len() as f32];
        Told { text: "It failed", solution: Some(3), scenes, setbacks, ended, template: None }
    }

    #[test]
    fn what_fails_there_works_elsewhere() {
        let helped: Vec<Scene> = (0..8).map(|hour| scene("pro", hour % 4)).collect();
        let failed: Vec<Scene> = (0..8).map(|hour| scene("free", hour % 4)).collect();
        let setbacks = Setbacks::new(&[told(&helped, &failed)]);
        let works = |works, plan| setbacks.works(3, works, &scene(plan, 1));
        assert!(works(0.5, "pro") > 0.8 && works(0.5, "free") < 0.2, "{setbacks:?}");
        assert!(works(1.0, "free") < 0.35 && setbacks.works(4, 1.0, &scene("free", 1)) == 1.0);
    }

    #[test]
    fn what_one_voice_met_and_chance_take_nothing_from_it() {
        let helped: Vec<Scene> = (0..8).map(|hour| scene("pro", hour % 4)).collect();
        let once = [scene("free", 1)];
        assert_eq!(Setbacks::new(&[told(&helped, &once)]).works(3, 1.0, &once[0]), 1.0);
        let failed: Vec<Scene> = (0..3).map(|hour| scene("pro", hour)).collect();
        let works = Setbacks::new(&[told(&helped, &failed)]).works(3, 1.0, &scene("pro", 2));
        assert!(works > 0.9, "{works}");
    }
}
