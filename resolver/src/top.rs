//! The best few of many.

#[cfg(feature = "learn")]
use crate::order::{order, pair, parts};

/// Puts an entry in its place among the best ones, heaviest first; of equals the earlier one stays ahead.
pub(crate) fn keep(best: &mut Vec<(u32, f32)>, most: usize, at: u32, weight: f32) {
    if best.len() == most && best.last().is_some_and(|(_, last)| *last >= weight) {
        return;
    }
    let place = best.iter().position(|(_, other)| *other < weight).unwrap_or(best.len());
    if place < most {
        best.truncate(most - 1);
        best.insert(place, (at, weight));
    }
}

/// A place and its weight, not below zero, as a number that is the smaller the heavier, of equals the earlier.
#[cfg(feature = "learn")]
pub(crate) fn key(at: u32, weight: f32) -> u64 {
    pair(!weight.to_bits(), at)
}

/// The places of the smallest keys, in any order: each round parts those that are left by the middle one of them (Hoare
/// 1961).
#[cfg(feature = "learn")]
pub(crate) fn select(mut keys: Vec<u64>, most: usize) -> impl Iterator<Item = u32> {
    let (mut from, mut to) = (0, keys.len());
    for round in 0.. {
        if most <= from || most >= to {
            break;
        }
        if round == ROUNDS {
            order(&mut keys);
            break;
        }
        keys.swap(from + (to - from) / 2, to - 1);
        let (pivot, mut end) = (keys[to - 1], from);
        for at in from..to - 1 {
            let key = keys[at];
            keys.swap(at, end);
            end += usize::from(key < pivot);
        }
        // The middle one ends behind the smaller ones.
        keys.swap(end, to - 1);
        if most <= end {
            to = end;
        } else {
            from = end + 1;
        }
    }
    keys.truncate(most);
    keys.into_iter().map(|key| parts(key).1)
}

/// Rounds after which keys are put in order instead: nobody's choice of them makes it take long.
#[cfg(feature = "learn")]
const ROUNDS: usize = 24;

#[cfg(test)]
mod tests {
    #[cfg(feature = "learn")]
    use std::collections::BTreeSet;

    use super::*;
    #[cfg(feature = "learn")]
    use proptest::prelude::*;

    #[test]
    fn the_best_come_first_and_ties_as_they_came() {
        let mut best = Vec::new();
        for (at, weight) in [1.0, 3.0, 2.0, 3.0, 0.5, 2.0].into_iter().enumerate() {
            keep(&mut best, 4, at as u32, weight);
        }
        assert_eq!(best, [(1, 3.0), (3, 3.0), (2, 2.0), (5, 2.0)]);
    }

    #[cfg(feature = "learn")]
    proptest! {
        #[test]
        fn those_selected_are_those_kept(weights in prop::collection::vec(0_u8..40, 0..300), most in 1_usize..60) {
            let (mut best, mut keys) = (Vec::new(), Vec::new());
            for (at, weight) in weights.into_iter().enumerate() {
                keep(&mut best, most, at as u32, f32::from(weight));
                keys.push(key(at as u32, f32::from(weight)));
            }
            let wanted: BTreeSet<u32> = best.into_iter().map(|(at, _)| at).collect();
            prop_assert_eq!(select(keys, most).collect::<BTreeSet<_>>(), wanted);
        }
    }
}
