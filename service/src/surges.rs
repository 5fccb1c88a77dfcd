//! What many need now: the answers of late, each person's once.

use std::{
    collections::{BTreeMap, VecDeque},
    hash::{BuildHasher as _, RandomState},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use unstuck_protocol::{SolutionId, UnixMillis};
use unstuck_resolver::predict::Surge;

/// How long an answer is one of late, milliseconds.
const LATELY: u64 = 30 * 60 * 1_000;
/// Answers that are kept at most, the latest ones.
const KEPT: usize = 512;
/// How long what was counted holds, milliseconds: what is told in between is the same, and may be remembered.
const HOLDS: u64 = 2_000;

/// Answers of late. An address, or all that have none, counts once for a solution, so that no one makes a surge.
#[derive(Debug, Default)]
pub struct Surges {
    answers: Mutex<Answers>,
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Answers {
    /// Oldest first: when, what, and a hash of who was told it.
    latest: VecDeque<(UnixMillis, SolutionId, u64)>,
    counted: Vec<Surge>,
    at: UnixMillis,
}

impl Surges {
    /// A solution was the answer to somebody's error.
    pub fn answered(&self, solution: &SolutionId, address: Option<IpAddr>, now: UnixMillis) {
        let who = self.hasher.hash_one((solution, address));
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = answers.latest.iter().position(|(_, _, other)| *other == who) {
            answers.latest.remove(at);
        } else if answers.latest.len() == KEPT {
            answers.latest.pop_front();
        }
        answers.latest.push_back((now, solution.clone(), who));
    }

    /// How many needed each solution of late.
    #[must_use]
    pub fn now(&self, now: UnixMillis) -> Vec<Surge> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.at == 0 || now.abs_diff(answers.at) >= HOLDS {
            let old = |(at, ..): &(UnixMillis, SolutionId, u64)| now.saturating_sub(*at) > LATELY;
            while answers.latest.front().is_some_and(old) {
                answers.latest.pop_front();
            }
            let mut counts: BTreeMap<&SolutionId, u32> = BTreeMap::new();
            answers.latest.iter().for_each(|(_, solution, _)| *counts.entry(solution).or_default() += 1);
            let surge = |(solution, count): (&SolutionId, u32)| Surge { solution: solution.clone(), count };
            let counted = counts.into_iter().map(surge).collect();
            (answers.counted, answers.at) = (counted, now);
        }
        answers.counted.clone()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn counts(surges: &Surges, now: UnixMillis) -> Vec<(String, u32)> {
        surges.now(now).into_iter().map(|surge| (surge.solution.to_string(), surge.count)).collect()
    }

    #[test]
    fn each_address_counts_once_and_what_is_old_no_more() {
        let (surges, solution) = (Surges::default(), SolutionId::new("outage").unwrap());
        let address = |last: u8| Some(IpAddr::from([203, 0, 113, last]));
        for turn in 0..100 {
            surges.answered(&solution, address(7), 1_000 + turn);
            surges.answered(&solution, None, 1_000 + turn);
        }
        assert_eq!(counts(&surges, 2_000), [("outage".to_owned(), 2)]);
        (10..20).for_each(|last| surges.answered(&solution, address(last), 2_500));
        assert_eq!(counts(&surges, 2_000 + HOLDS - 1), [("outage".to_owned(), 2)], "it holds for a while");
        assert_eq!(counts(&surges, 2_000 + HOLDS), [("outage".to_owned(), 12)]);
        assert_eq!(counts(&surges, 2_000 + LATELY), [("outage".to_owned(), 10)]);
        assert_eq!(counts(&surges, 3_001 + LATELY + HOLDS), [], "nothing is of late");
    }

    #[test]
    fn a_flood_is_bounded() {
        let (surges, solution) = (Surges::default(), SolutionId::new("outage").unwrap());
        for n in 0..10_000_u32 {
            surges.answered(&solution, Some(IpAddr::from(n.to_be_bytes())), u64::from(n));
        }
        assert_eq!(counts(&surges, 10_000), [("outage".to_owned(), KEPT as u32)]);
    }
}
