//! How much likelier each solution is where an error was met, by where people met the errors it helped with.
//!
//! A fact lifts a solution by the logarithm of how much more often its cases have the fact than all cases do, drawn towards
//! none where cases are few (naive Bayes with a Dirichlet prior at the mean). Facts of one kind share what the kind counts, and
//! a kind counts by how well it told the solution of each case, seen by all the others: one that tells nothing apart counts nothing.

use std::collections::BTreeMap;

use super::Scene;

/// Cases that a solution is taken to have had besides, with each fact as often as all have it.
const PRIOR: f32 = 2.0;
/// Lift in the mean with which a kind counts half.
const HALF: f32 = 0.1;
/// The largest lift, either way.
const MOST: f32 = 4.0;

/// What scenes tell about solutions.
#[derive(Debug, Default)]
pub(crate) struct Lifts {
    /// Those that tell anything, by their hash.
    kinds: BTreeMap<u32, Kind>,
    facts: BTreeMap<u64, Count>,
    /// Where those stand that nobody had an answer to.
    none: u32,
}

#[derive(Debug, Default)]
struct Kind {
    scenes: Count,
    weight: f32,
}

/// How often something was so: in all scenes, and in those of each solution, by its place.
#[derive(Debug, Default)]
struct Count {
    all: f32,
    of: Vec<(u32, f32)>,
}

/// A query's facts that tell anything: each with its share of its kind's weight.
#[derive(Debug, Default)]
pub(crate) struct Met(Vec<(u64, u32, f32)>);

impl Lifts {
    /// Of scenes with their solutions' places and what each weighs; what nobody had an answer to stands at `none`.
    pub(crate) fn new<'a>(scenes: impl Iterator<Item = (&'a Scene, u32, f32)>, none: u32) -> Self {
        let mut all = Self { none, ..Self::default() };
        let mut ordered: Vec<(u32, &Scene, f32)> = scenes
            .filter(|(scene, ..)| !scene.is_empty())
            .map(|(scene, at, weight)| (at, scene, weight))
            .collect();
        ordered.sort_by_key(|(at, ..)| *at);
        // What was so once tells nothing, and there may be much of that.
        let mut met: Vec<u64> = ordered.iter().flat_map(|(_, scene, _)| scene.all()).copied().collect();
        met.sort_unstable();
        met.chunk_by(|one, next| one == next).filter(|same| same.len() > 1).for_each(|same| {
            all.facts.insert(same[0], Count::default());
        });
        for (at, scene, weight) in &ordered {
            for (kind, facts) in scene.kinds() {
                all.kinds.entry(kind).or_default().scenes.add(*at, *weight);
                let share = weight / facts.len() as f32;
                for fact in facts {
                    if let Some(count) = all.facts.get_mut(fact) {
                        count.add(*at, share);
                    }
                }
            }
        }
        let mut told: BTreeMap<u32, Mean> = BTreeMap::new();
        for (at, scene, weight) in &ordered {
            for (kind, facts) in scene.kinds() {
                let lift = all.lift_of_others(kind, facts, *at, *weight);
                told.entry(kind).or_default().add(lift);
            }
        }
        for (kind, mean) in told {
            let told = mean.surely();
            if told > 0.0 {
                all.kinds.entry(kind).or_default().weight = told / (told + HALF);
            }
        }
        let Self { kinds, facts, .. } = &mut all;
        kinds.retain(|_, kind| kind.weight > 0.0);
        facts.retain(|fact, _| kinds.contains_key(&crate::order::parts(*fact).0));
        all
    }

    /// What these facts lift a solution by, as all scenes tell it but one of its own with this weight.
    fn lift_of_others(&self, kind: u32, facts: &[u64], at: u32, own: f32) -> f32 {
        let Some(kind) = self.kinds.get(&kind) else { return 0.0 };
        let share = 1.0 / facts.len() as f32;
        let one = |fact: &u64| {
            let Some(count) = self.facts.get(fact) else { return 0.0 };
            let (with, of) = (count.all - own * share, count.of(at) - own * share);
            lift(of, kind.scenes.of(at) - own, with, kind.scenes.all - own)
        };
        facts.iter().map(one).sum::<f32>() * share
    }

    /// How much likelier by the logarithm a solution is in a scene than it is anyway.
    pub(crate) fn of_scene(&self, scene: &Scene, at: u32) -> f32 {
        self.kinds.values().zip(self.of_kinds(scene, at)).map(|(kind, lift)| kind.weight * lift).sum()
    }

    /// The same by each kind of fact that tells anything.
    pub(crate) fn of_kinds(&self, scene: &Scene, at: u32) -> Vec<f32> {
        let mut lifts = vec![0.0; self.kinds.len()];
        for (met, facts) in scene.kinds() {
            if let Some(place) = self.kinds.keys().position(|kind| *kind == met) {
                lifts[place] = self.lift_of_others(met, facts, at, 0.0);
            }
        }
        lifts
    }

    /// Those kinds, each with how much it counts.
    pub(crate) fn weights(&self) -> impl Iterator<Item = (u32, f32)> {
        self.kinds.iter().map(|(kind, of)| (*kind, of.weight))
    }

    /// Whether nothing tells anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The facts of a query that tell anything.
    pub(crate) fn meet(&self, scene: &Scene) -> Met {
        let mut met = Met::default();
        for (kind, facts) in scene.kinds() {
            let Some(found) = self.kinds.get(&kind) else { continue };
            let share = found.weight / facts.len() as f32;
            met.0.extend(
                facts.iter().filter(|fact| self.facts.contains_key(fact)).map(|fact| (*fact, kind, share)),
            );
        }
        met
    }

    /// How much likelier a solution is than no answer, where these facts are met: −1 to 1, 0 where they tell nothing.
    pub(crate) fn of(&self, met: &Met, at: u32) -> f32 {
        let lift = |at: u32| -> f32 { met.0.iter().map(|fact| self.part(fact, at)).sum() };
        if met.0.is_empty() { 0.0 } else { ((lift(at) - lift(self.none)) / MOST).clamp(-1.0, 1.0) }
    }

    /// Whether a fact lifts a solution.
    pub(crate) fn lifts(&self, fact: &String, at: u32) -> bool {
        self.meet(&Scene::read(std::iter::once(fact)))
            .0
            .iter()
            .any(|fact| self.part(fact, at) > self.part(fact, self.none).max(0.0))
    }

    fn part(&self, (fact, kind, share): &(u64, u32, f32), at: u32) -> f32 {
        let (Some(fact), Some(kind)) = (self.facts.get(fact), self.kinds.get(kind)) else { return 0.0 };
        share * lift(fact.of(at), kind.scenes.of(at), fact.all, kind.scenes.all)
    }
}

impl Met {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything that an answer may depend on, as numbers.
    pub(crate) fn key(&self) -> impl Iterator<Item = u64> {
        self.0.iter().flat_map(|(fact, _, share)| [*fact, u64::from(share.to_bits())])
    }
}

/// The logarithm of how much more often `of` scenes of a solution's `scenes` have a fact than `with` of `all` have it.
fn lift(of: f32, scenes: f32, with: f32, all: f32) -> f32 {
    if with <= f32::EPSILON || all <= f32::EPSILON {
        return 0.0;
    }
    libm::logf((of.max(0.0) * all / with + PRIOR) / (scenes + PRIOR))
}

impl Count {
    /// Solutions come in order.
    fn add(&mut self, at: u32, more: f32) {
        self.all += more;
        match self.of.last_mut() {
            Some((last, sum)) if *last == at => *sum += more,
            _ => self.of.push((at, more)),
        }
    }

    fn of(&self, at: u32) -> f32 {
        self.of.binary_search_by_key(&at, |(place, _)| *place).map_or(0.0, |found| self.of[found].1)
    }
}

/// A mean with its error.
#[derive(Debug, Default)]
pub(super) struct Mean {
    count: f32,
    sum: f32,
    squares: f32,
}

impl Mean {
    pub(super) fn add(&mut self, value: f32) {
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    /// What it is at least, by one standard error.
    pub(super) fn surely(&self) -> f32 {
        let mean = self.sum / self.count;
        let variance = (self.squares / self.count - mean * mean).max(0.0);
        mean - (variance / self.count).sqrt()
    }
}
