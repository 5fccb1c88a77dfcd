//! What becomes of the files: which stay, which go and why, which names the next ones get.

use std::collections::BTreeSet;

use unstuck_protocol::{UnixMillis, limits};

use super::name::Name;
use crate::queue::Kind;

/// More waited than there is room for on the disk.
pub(super) const STORE_FULL: &str = "store-full";
/// It waited too long.
pub(super) const EXPIRED: &str = "expired";
/// The file is cut, changed, or no entry at all.
pub(super) const UNREADABLE: &str = "unreadable";
/// Written by a release that says things in another way.
pub(super) const ANOTHER_VERSION: &str = "another-version";

/// How far ahead of the clock a name may be before the clock is taken to have been wrong, a day.
const AHEAD: u64 = 24 * 60 * 60 * 1000;
/// How old a file is that is still being written when nobody writes it any more, ten minutes.
const PART_AGE: u64 = 10 * 60 * 1000;

/// A file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) name: Name,
    pub(super) bytes: u64,
}

/// An entry that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fresh {
    pub(super) key: u128,
    pub(super) kind: Kind,
    pub(super) bytes: u64,
}

/// What to do, in this order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Files that go; without a reason where another file has the same.
    pub(super) drop: Vec<(Name, Option<&'static str>)>,
    /// Files of a time that has not come, and their names from now on.
    pub(super) rename: Vec<(Name, Name)>,
    /// Entries to write, by their place among the fresh ones.
    pub(super) write: Vec<(usize, Name)>,
    /// Places of fresh entries that a file has already.
    pub(super) there: Vec<usize>,
    /// Files that stay, oldest first, under the names that they have then.
    pub(super) stay: Vec<Found>,
}

/// Plans for a folder. Files stand in the order in which they were written, also where the clock was set back in between, since
/// no new stamp is before one that is there; a stamp far ahead of the clock is one of a wrong clock, and gives way.
pub(super) fn plan(mut found: Vec<Found>, fresh: &[Fresh], now: UnixMillis) -> Plan {
    let mut plan = Plan::default();
    found.sort_unstable();
    let horizon = now.saturating_add(AHEAD);
    let mut seen = BTreeSet::new();
    found.retain(|file| {
        let reason = if file.name.stamp.saturating_add(limits::STORE_AGE_MILLIS) < now {
            Some(EXPIRED)
        } else if seen.insert((file.name.key, file.name.kind)) {
            return true;
        } else {
            None
        };
        plan.drop.push((file.name, reason));
        false
    });
    let mut new = Vec::new();
    for (at, one) in fresh.iter().enumerate() {
        if seen.insert((one.key, one.kind)) { new.push(at) } else { plan.there.push(at) }
    }
    let sizes = found.iter().map(|file| file.bytes).chain(new.iter().map(|at| fresh[*at].bytes));
    let past = found.len() + new.len() - room(sizes.rev());
    let files = past.min(found.len());
    plan.drop.extend(found.drain(..files).map(|file| (file.name, Some(STORE_FULL))));
    new.drain(..past - files);
    // Names are given to what stays alone, so that the next plan finds nothing to do.
    let sane = found.iter().map(|file| file.name.stamp).filter(|stamp| *stamp <= horizon).max();
    let mut last = sane.unwrap_or_default();
    let mut next = || {
        last = now.max(last.saturating_add(1));
        last
    };
    for file in &mut found {
        let old = file.name;
        if old.stamp > horizon {
            file.name.stamp = next();
            if file.name != old {
                plan.rename.push((old, file.name));
            }
        }
    }
    plan.stay = found;
    plan.write = new
        .into_iter()
        .map(|at| (at, Name { stamp: next(), key: fresh[at].key, kind: fresh[at].kind }))
        .collect();
    plan
}

/// How many files fit, newest first.
fn room(sizes: impl Iterator<Item = u64>) -> usize {
    let mut left = limits::STORE_BYTES as u64;
    let fits = |size: &u64| match left.checked_sub(*size) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    sizes.take(limits::STORE_ENTRIES).take_while(fits).count()
}

/// Whether a file that is still being written was left behind. Its time may be ahead where the clock was set back.
pub(super) fn is_left_over(written: UnixMillis, now: UnixMillis) -> bool {
    written.abs_diff(now) > PART_AGE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::limits;

    use super::{
        super::name::tests::kind, AHEAD, EXPIRED, Found, Fresh, Name, STORE_FULL, is_left_over, plan,
    };

    const NOW: u64 = 1_800_000_000_000;

    /// A moment near a bound, or any.
    fn moment() -> impl Strategy<Value = u64> {
        let age = limits::STORE_AGE_MILLIS;
        prop_oneof![
            4 => NOW - 2 * age..NOW + 3 * AHEAD,
            1 => any::<u64>(),
            1 => NOW - age - 2..NOW - age + 2,
            1 => NOW + AHEAD - 2..NOW + AHEAD + 2,
        ]
    }

    fn size() -> impl Strategy<Value = u64> {
        prop_oneof![8 => 1_u64..70_000, 1 => 0..=2 * limits::STORE_BYTES as u64, 1 => Just(u64::MAX)]
    }

    fn folder(most: usize) -> impl Strategy<Value = Vec<Found>> {
        let file = (moment(), 0_u128..2_000, kind(), size())
            .prop_map(|(stamp, key, kind, bytes)| Found { name: Name { stamp, key, kind }, bytes });
        // A folder has each name once.
        prop::collection::vec(file, 0..most).prop_map(|mut files| {
            files.sort_unstable();
            files.dedup_by_key(|file| file.name);
            files
        })
    }

    fn wanted() -> impl Strategy<Value = Vec<Fresh>> {
        let one =
            (1_000_u128..3_000, kind(), size()).prop_map(|(key, kind, bytes)| Fresh { key, kind, bytes });
        prop::collection::vec(one, 0..60)
    }

    /// The folder as it is once the plan was carried out.
    fn after(plan: &super::Plan, fresh: &[Fresh]) -> Vec<Found> {
        let written = plan.write.iter().map(|(at, name)| Found { name: *name, bytes: fresh[*at].bytes });
        plan.stay.iter().copied().chain(written).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_folder_is_bounded_and_at_rest_after_one_plan(
            found in folder(1_300), fresh in wanted()
        ) {
            let ahead = AHEAD + (found.len() + fresh.len()) as u64;
            let plan = plan(found, &fresh, NOW);
            let files = after(&plan, &fresh);
            prop_assert!(files.len() <= limits::STORE_ENTRIES);
            prop_assert!(files.iter().map(|file| file.bytes).sum::<u64>() <= limits::STORE_BYTES as u64);
            prop_assert!(files.is_sorted());
            for file in &files {
                prop_assert!(file.name.stamp <= NOW + ahead, "a file of the future stays there");
                prop_assert!(file.name.stamp + limits::STORE_AGE_MILLIS >= NOW, "an expired file stays");
            }
            let mut keys: Vec<_> = files.iter().map(|file| (file.name.key, file.name.kind)).collect();
            keys.sort_unstable();
            keys.dedup();
            prop_assert_eq!(keys.len(), files.len(), "one entry in two files");
            let again = super::plan(files.clone(), &[], NOW);
            prop_assert_eq!((again.drop.len(), again.rename.len(), again.stay), (0, 0, files));
        }

        #[test]
        fn nothing_goes_without_a_reason_and_the_oldest_go_first(found in folder(1_300), fresh in wanted()) {
            let plan = plan(found.clone(), &fresh, NOW);
            let mut names: Vec<_> = found.iter().map(|file| file.name).collect();
            let renamed: Vec<_> = plan.rename.iter().map(|(_, new)| *new).collect();
            let stayed = plan.stay.iter().map(|file| file.name).filter(|name| !renamed.contains(name));
            let mut told: Vec<_> = stayed.chain(plan.rename.iter().map(|(old, _)| *old)).collect();
            let oldest = told.iter().min().copied();
            told.extend(plan.drop.iter().map(|(name, _)| *name));
            names.sort_unstable();
            told.sort_unstable();
            prop_assert_eq!(told, names, "each file stays, is renamed, or goes");
            for (name, reason) in &plan.drop {
                match reason {
                    Some(EXPIRED) => prop_assert!(name.stamp + limits::STORE_AGE_MILLIS < NOW),
                    Some(reason) => {
                        prop_assert_eq!(*reason, STORE_FULL);
                        prop_assert!(oldest.is_none_or(|oldest| *name < oldest), "a newer one went first");
                    }
                    None => prop_assert!(found.iter().any(|other| other.name < *name && other.name.key == name.key)),
                }
            }
            for at in &plan.there {
                let entry = (fresh[*at].key, fresh[*at].kind);
                let earlier = fresh[..*at].iter().map(|one| (one.key, one.kind));
                let mut known = found.iter().map(|file| (file.name.key, file.name.kind)).chain(earlier);
                prop_assert!(known.any(|other| other == entry), "nobody has it, and it is not written");
            }
        }

        /// One entry after the other, each by a clock that jumps.
        #[test]
        fn order_is_that_of_writing_whatever_the_clock_does(clocks in prop::collection::vec(0_u64..4 * AHEAD, 1..60)) {
            let mut files = Vec::new();
            for (at, clock) in clocks.into_iter().enumerate() {
                let fresh = [Fresh { key: at as u128, kind: crate::queue::Kind::Report, bytes: 1 }];
                let plan = plan(files, &fresh, NOW + clock);
                files = after(&plan, &fresh);
                let keys: Vec<_> = files.iter().map(|file| file.name.key).collect();
                prop_assert_eq!(keys, (0..=at as u128).collect::<Vec<_>>());
                prop_assert!(files.is_sorted());
            }
        }

        #[test]
        fn what_is_being_written_is_left_alone(age in 0_u64..9 * 60 * 1000, old in 11 * 60 * 1000_u64..1 << 40) {
            prop_assert!(!is_left_over(NOW - age, NOW) && !is_left_over(NOW + age, NOW));
            prop_assert!(is_left_over(NOW - old, NOW) && is_left_over(NOW + old, NOW));
        }
    }
}
