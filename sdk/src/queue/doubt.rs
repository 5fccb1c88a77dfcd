//! A batch that the service refuses is tried again in halves, until what it refuses stands alone.

use super::{Batch, Queue};

impl Queue {
    /// Makes two parts of a batch that was refused, by their bytes where it was too large; false where it can't be parted.
    ///
    /// Each part leaves alone, so that `n` entries cost `2 n - 1` requests at most, and one bad one among them twice the
    /// logarithm.
    pub(crate) fn part(&mut self, batch: &Batch, by_bytes: bool) -> bool {
        let mut reports: Vec<_> =
            self.reports.iter_mut().filter(|one| batch.reports.contains(one.letter.id())).collect();
        let mut outcomes: Vec<_> =
            self.outcomes.iter_mut().filter(|one| batch.outcomes.contains(&one.outcome.id)).collect();
        // Outcomes are all of about one length.
        let sizes = reports.iter().map(|one| if by_bytes { one.size } else { 1 });
        let sizes: Vec<usize> = sizes.chain(outcomes.iter().map(|_| 1)).collect();
        if sizes.len() < 2 {
            return false;
        }
        let first = half(&sizes);
        self.parts = self.parts.wrapping_add(2);
        let parts = reports.iter_mut().map(|one| &mut one.part);
        for (at, part) in parts.chain(outcomes.iter_mut().map(|one| &mut one.part)).enumerate() {
            *part = self.parts - u32::from(at < first);
        }
        true
    }
}

/// How many of the first are about half of all; never none and never all.
fn half(sizes: &[usize]) -> usize {
    let mut left = sizes.iter().sum::<usize>() / 2;
    let fits = |size: &&usize| match left.checked_sub(**size) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    sizes.iter().take_while(fits).count().clamp(1, sizes.len() - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::{
        Outcome, OutcomeId, OutcomeKind, Receipt, ReportId, ReportsRequest, SolutionId, limits,
    };

    use super::super::{
        Batch, Queue,
        tests::{key, letter, report},
    };
    use crate::pace::Way;

    /// Delivers everything to a service that refuses some; gives what it stored and how often it was asked.
    fn deliver(queue: &mut Queue, large: bool, refuses: impl Fn(&Batch) -> bool) -> (Vec<ReportId>, usize) {
        let (mut stored, mut asked) = (Vec::new(), 0);
        while queue.is_due(Way::Reports) {
            let batch = queue.reports(&key()).unwrap();
            asked += 1;
            assert!(asked < 1_000, "it goes on and on");
            if !refuses(&batch) {
                stored.extend(batch.reports.clone());
                let receipt = Receipt { reports: batch.reports.clone(), ..Receipt::default() };
                assert!(queue.stored(&batch, &receipt));
            } else if !queue.part(&batch, large) {
                queue.refused(&batch);
            }
        }
        (stored, asked)
    }

    proptest! {
        #[test]
        fn what_is_refused_stands_alone_and_takes_no_other_along(bad in prop::collection::vec(any::<bool>(), 1..100)) {
            let mut queue = Queue::default();
            bad.iter().enumerate().for_each(|(n, _)| queue.report(&letter(n, "it failed")));
            let is_bad = |id: &ReportId| bad[id.as_str()[1..].parse::<usize>().unwrap()];
            let (stored, asked) = deliver(&mut queue, false, |batch| batch.reports.iter().any(is_bad));
            let good: Vec<_> = (0..bad.len()).filter(|n| !bad[*n]).map(|n| report(n, "").id).collect();
            prop_assert_eq!(stored, good);
            let lost = bad.iter().filter(|bad| **bad).count();
            prop_assert_eq!(queue.untold().iter().map(|(_, count)| *count).sum::<u64>(), lost as u64);
            // The losses may leave alone.
            prop_assert!(asked <= 2 * bad.len(), "{} requests for {}", asked, bad.len());
            let deep = bad.len().next_power_of_two().ilog2() as usize;
            prop_assert!(asked <= 2 + 2 * lost * deep, "{} requests for {} bad ones", asked, lost);
            prop_assert!(queue.is_empty());
        }

        #[test]
        fn what_is_too_large_together_arrives_in_parts(sizes in prop::collection::vec(1_usize..3_000, 2..100), room in 4_000_usize..40_000) {
            let mut queue = Queue::default();
            sizes.iter().enumerate().for_each(|(n, size)| queue.report(&letter(n, &"x".repeat(*size))));
            let (stored, asked) = deliver(&mut queue, true, |batch| batch.body.len() > room);
            prop_assert_eq!(stored.len(), sizes.len());
            prop_assert!(queue.untold().is_empty() && asked < 2 * sizes.len());
        }

        #[test]
        fn a_half_is_neither_nothing_nor_all(sizes in prop::collection::vec(0_usize..1_000, 2..200)) {
            let first = super::half(&sizes);
            prop_assert!((1..sizes.len()).contains(&first));
            let sum = |sizes: &[usize]| sizes.iter().sum::<usize>();
            prop_assert!(first == 1 || sum(&sizes[..first]) <= sum(&sizes[first..]));
        }
    }

    #[test]
    fn losses_are_told_though_a_report_beside_them_is_refused() {
        let mut queue = Queue::default();
        queue.lose("queue-full", 3);
        queue.report(&letter(1, "it failed"));
        let both = queue.reports(&key()).unwrap();
        assert!(!queue.part(&both, false));
        queue.refused(&both);
        let read: ReportsRequest = serde_json::from_str(&queue.reports(&key()).unwrap().body).unwrap();
        assert_eq!(read.losses.iter().map(|loss| loss.count).collect::<Vec<_>>(), [3, 1]);
    }

    #[test]
    fn outcomes_are_parted_as_well() {
        let mut queue = Queue::default();
        for n in 0..limits::QUEUE_REPORTS {
            queue.outcome(Outcome {
                id: OutcomeId::new(format!("o{n}")).unwrap(),
                report: ReportId::new(format!("r{n}")).unwrap(),
                solution: SolutionId::new("s").unwrap(),
                kind: OutcomeKind::Claimed,
                reason: None,
                run: None,
                at: 0,
            });
        }
        let mut asked = 0;
        while let Some(batch) = queue.outcomes(&key()) {
            asked += 1;
            assert!(asked < 1_000, "it goes on and on");
            if !batch.body.contains("\"o7\"") {
                queue.stored(&batch, &Receipt { outcomes: batch.outcomes.clone(), ..Receipt::default() });
            } else if !queue.part(&batch, false) {
                queue.refused(&batch);
            }
        }
        assert_eq!(queue.untold(), [("refused", 1)]);
        assert!(asked <= 15, "{asked}");
    }
}
