//! What the store asks of the queue: what to keep, what is settled, and room for what it gives back.

// Only a process has a store, and a page calls none of this.
#![allow(dead_code, unreachable_pub, reason = "a page, and a process without the feature, has no store")]

use unstuck_protocol::{Outcome, ReportId, json, limits};

use super::{Queue, Said, about_the_same};
use crate::letter::Letter;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Report,
    Outcome,
}

/// An entry as the store gives it back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    Report(ReportId, String),
    Outcome(Outcome),
}

/// An entry that the store does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unkept {
    pub(crate) key: u128,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

/// What the store knows an id by: ids may hold what a file's name may not.
pub(crate) fn key(id: &str) -> u128 {
    xxhash_rust::xxh3::xxh3_128(id.as_bytes())
}

impl Queue {
    /// What the store does not have yet, oldest first.
    pub(crate) fn unkept(&self) -> Vec<Unkept> {
        let reports = self.reports.iter().filter(|one| !one.kept).map(|one| Unkept {
            key: key(one.letter.id().as_str()),
            kind: Kind::Report,
            text: one.letter.read().to_owned(),
        });
        let outcomes = self.outcomes.iter().filter(|one| !one.kept).map(|one| Unkept {
            key: key(one.outcome.id.as_str()),
            kind: Kind::Outcome,
            text: json::text(&one.outcome),
        });
        reports.chain(outcomes).collect()
    }

    /// Keys of all that is here.
    pub(crate) fn keys(&self) -> Vec<u128> {
        let reports = self.reports.iter().map(|one| one.letter.id().as_str());
        reports.chain(self.outcomes.iter().map(|one| one.outcome.id.as_str())).map(key).collect()
    }

    /// Notes whether the store has an entry; false where the entry is not here any more.
    pub(crate) fn set_kept(&mut self, which: u128, now: bool) -> bool {
        let mut reports = self.reports.iter_mut().map(|one| (one.letter.id().as_str(), &mut one.kept));
        let mut outcomes = self.outcomes.iter_mut().map(|one| (one.outcome.id.as_str(), &mut one.kept));
        let found =
            reports.find(|(id, _)| key(id) == which).or_else(|| outcomes.find(|(id, _)| key(id) == which));
        found.map(|(_, kept)| *kept = now).is_some()
    }

    /// Whether another entry has room without that an older one must go.
    pub(crate) fn has_room(&self) -> bool {
        self.reports.len() < limits::QUEUE_REPORTS
            && self.outcomes.len() < limits::QUEUE_REPORTS
            && self.bytes + limits::REQUEST_BYTES <= limits::QUEUE_BYTES
    }

    /// Takes what the store had; false where a later word has taken its place, so that nobody needs it.
    pub(crate) fn take_back(&mut self, entry: Entry) -> bool {
        match entry {
            Entry::Report(id, text) => {
                if self.reports.iter().all(|one| *one.letter.id() != id) {
                    self.push(Letter::kept(id, text), false, true);
                }
            }
            Entry::Outcome(outcome) => {
                if self.outcomes.iter().any(|Said { outcome: other, .. }| {
                    about_the_same(other, &outcome) && other.at >= outcome.at
                }) {
                    return false;
                }
                self.put(outcome, true);
            }
        }
        true
    }

    /// Keys of entries that the store need not have any longer, once.
    pub(crate) fn settled(&mut self) -> Vec<u128> {
        std::mem::take(&mut self.settled)
    }
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::{
        Outcome, OutcomeId, OutcomeKind, PublicKey, Receipt, ReportId, SolutionId, limits,
    };

    use super::{Entry, Queue, key};
    use crate::pace::Way;

    fn outcome(id: &str, at: u64) -> Outcome {
        Outcome {
            id: OutcomeId::new(id).unwrap(),
            report: ReportId::new("r").unwrap(),
            solution: SolutionId::new("s").unwrap(),
            kind: OutcomeKind::Claimed,
            reason: None,
            run: None,
            at,
        }
    }

    fn kept(n: usize) -> Entry {
        Entry::Report(ReportId::new(format!("r{n}")).unwrap(), "{}".into())
    }

    #[test]
    fn what_was_kept_is_settled_by_its_receipt_and_by_a_later_word() {
        let mut queue = Queue::default();
        queue.outcome(outcome("o1", 1));
        assert!(queue.set_kept(key("o1"), true) && queue.unkept().is_empty());
        queue.outcome(outcome("o2", 2));
        assert_eq!(queue.settled(), [key("o1")]);
        assert!(
            !queue.take_back(Entry::Outcome(outcome("o1", 1))),
            "an earlier word took the later one's place"
        );
        assert!(queue.set_kept(key("o2"), true));
        let batch = queue.outcomes(&PublicKey::new("pk").unwrap()).unwrap();
        let receipt = Receipt { outcomes: vec![OutcomeId::new("o2").unwrap()], ..Receipt::default() };
        assert!(
            queue.stored(&batch, &receipt) && !queue.is_due(Way::Outcomes) && !queue.is_empty(),
            "its file is there still"
        );
        assert_eq!((queue.settled(), queue.settled()), (vec![key("o2")], Vec::new()));
        assert!(queue.is_empty());
        assert!(!queue.set_kept(key("o2"), true), "it is not here any more");
    }

    #[test]
    fn what_was_kept_while_it_was_asked_about_is_settled_by_its_answer() {
        let report = |n| crate::queue::tests::letter(n, "it failed");
        let mut queue = Queue::default();
        queue.asking(&report(1));
        assert!(queue.set_kept(key("r1"), true));
        queue.answered(report(1).id());
        assert_eq!(queue.settled(), [key("r1")]);
        // also where it had to make room meanwhile
        (0..=limits::QUEUE_REPORTS).for_each(|n| queue.asking(&report(n)));
        queue.answered(report(0).id());
        queue.answered(report(1).id());
        assert_eq!(queue.settled(), [key("r0")]);
    }

    #[test]
    fn what_the_store_has_makes_room_without_a_loss() {
        let mut queue = Queue::default();
        (0..limits::QUEUE_REPORTS + 5).for_each(|n| assert!(queue.take_back(kept(n))));
        assert!(!queue.has_room());
        queue.asking(&crate::queue::tests::letter(1_000, "it failed"));
        assert!(queue.more && queue.untold().is_empty());
        assert_eq!(queue.reports.len(), limits::QUEUE_REPORTS);
    }
}
