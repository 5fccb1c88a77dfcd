//! What people wanted, where they were: the latest solutions that somebody chose, opened, or was helped by.
//!
//! It is another question than which solution a message needs: what was opened in vain was wanted even so. But whoever
//! says that it was not what they looked for takes their own word back.

use std::{collections::VecDeque, sync::Arc};

use unstuck_protocol::OutcomeKind;
use xxhash_rust::xxh3::xxh3_64;

use crate::scene::Scene;

/// Most intents that are kept, the latest ones: more would tell of a product that is no more.
pub(crate) const KEPT: usize = 2_048;

/// What somebody wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) solution: u32,
    /// How surely.
    pub(crate) weight: f32,
    pub(crate) scene: Scene,
    /// What the scene says, for what is not learnt by counting: routes, and words of the trail.
    pub(crate) facts: Vec<String>,
    /// What it is about, and what its voice weighs: a later word takes its place.
    about: Option<(u64, f32)>,
}

/// What shows that somebody wanted a solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A predicted question was chosen.
    Chosen,
    /// It was shown for an error, and ended so.
    Ended(OutcomeKind),
}

impl Sign {
    /// How surely it shows that. An operation that has since succeeded leaves little doubt; a question that was offered is
    /// clicked by some who only look, so it weighs little.
    fn weight(self) -> f32 {
        match self {
            Self::Ended(OutcomeKind::Verified) => 1.0,
            Self::Ended(OutcomeKind::Claimed) => 0.7,
            Self::Chosen => 0.3,
            Self::Ended(OutcomeKind::Silent) => 0.2,
            Self::Ended(OutcomeKind::Failed) => 0.0,
        }
    }
}

/// The latest intents, oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intents {
    latest: VecDeque<Arc<Wanted>>,
    /// How many were told so far.
    told: u64,
}

impl Intents {
    /// Takes one; `weigh` tells how much its voices weigh, where it is no later word on what is known.
    pub(super) fn take(
        &mut self,
        sign: Sign,
        solution: u32,
        facts: &[String],
        about: Option<u64>,
        weigh: impl FnOnce() -> f32,
    ) {
        let known = about.and_then(|about| {
            self.latest.iter().position(|one| one.about.is_some_and(|(other, _)| other == about))
        });
        let voice = match known.and_then(|at| self.latest.remove(at)).and_then(|one| one.about) {
            Some((_, voice)) => voice,
            None => weigh(),
        };
        if voice * sign.weight() > 0.0 {
            self.add(Wanted {
                solution,
                weight: voice * sign.weight(),
                scene: Scene::read(facts.iter()),
                facts: facts.to_vec(),
                about: about.map(|about| (about, voice)),
            });
        }
    }

    /// Adds what a recorded query had for an answer.
    pub(super) fn recorded(&mut self, solution: u32, facts: &[String]) {
        let (scene, facts) = (Scene::read(facts.iter()), facts.to_vec());
        self.add(Wanted { solution, weight: 1.0, scene, facts, about: None });
    }

    fn add(&mut self, wanted: Wanted) {
        if self.latest.len() == KEPT {
            self.latest.pop_front();
        }
        self.latest.push_back(Arc::new(wanted));
        self.told += 1;
    }

    /// All that are kept, oldest first.
    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = &Wanted> + ExactSizeIterator {
        self.latest.iter().map(|one| &**one)
    }

    /// Those without the latest few, and these.
    pub(crate) fn before(&self, latest: usize) -> (Self, Vec<&Wanted>) {
        let older = self.latest.len().saturating_sub(latest);
        let before = Self { latest: self.latest.iter().take(older).cloned().collect(), told: self.told };
        (before, self.all().skip(older).collect())
    }

    pub(super) fn told(&self) -> u64 {
        self.told
    }

    pub(super) fn is_empty(&self) -> bool {
        self.latest.is_empty()
    }

    /// Everything that is remembered, as bytes.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        for one in &self.latest {
            out.extend(one.solution.to_le_bytes());
            out.extend(one.weight.to_le_bytes());
            one.facts.iter().for_each(|fact| out.extend(xxh3_64(fact.as_bytes()).to_le_bytes()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_word_takes_the_place_of_the_earlier_with_its_weight() {
        let mut intents = Intents::default();
        let mut tell = |kind, about| intents.take(Sign::Ended(kind), 3, &[], Some(about), || 0.5);
        tell(OutcomeKind::Silent, 1);
        tell(OutcomeKind::Verified, 2);
        tell(OutcomeKind::Verified, 1);
        tell(OutcomeKind::Failed, 2);
        let weights: Vec<f32> = intents.all().map(|one| one.weight).collect();
        assert_eq!(weights, [0.5]);
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_oldest_goes() {
        let mut intents = Intents::default();
        (0..3 * KEPT as u32).for_each(|at| intents.recorded(at, &[]));
        assert_eq!(
            (intents.all().len(), intents.all().next().map(|one| one.solution)),
            (KEPT, Some(2 * KEPT as u32))
        );
    }
}
