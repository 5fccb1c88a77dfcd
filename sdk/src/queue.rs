//! What waits for delivery, bounded in count and bytes; what does not fit is counted, never kept silently.

mod batch;
mod body;
mod doubt;
mod kept;
mod lost;

use unstuck_protocol::{Outcome, OutcomeId, Receipt, ReportId, limits};

pub(crate) use batch::Batch;
pub(crate) use body::question;
pub(crate) use kept::*;
use lost::Lost;

use crate::{
    letter::Letter,
    loss::{QUEUE_FULL, REFUSED, TOO_LARGE},
    pace::Way,
};

/// Longest text of a report; the rest of a request stands around it.
pub(crate) const REPORT_BYTES: usize = limits::REQUEST_BYTES - 1024;

/// Reports wait as the text that they leave as: its length is what they cost, and it is written once.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    /// A plain vector: a hundred entries are moved up quicker than a ring costs a page in code.
    reports: Vec<Waiting>,
    bytes: usize,
    outcomes: Vec<Said>,
    lost: Vec<Lost>,
    /// Keys of entries that the store has and that nobody needs any more.
    settled: Vec<u128>,
    /// The store may have what is not here.
    pub(crate) more: bool,
    /// How many parts were made of batches that were refused.
    parts: u32,
}

#[derive(Debug)]
struct Waiting {
    letter: Letter,
    /// Bytes that it was counted with.
    size: usize,
    /// The service is being asked about it and may record it by that; it is here for the store alone.
    asked: bool,
    /// The store has it.
    kept: bool,
    /// The part of a refused batch that it leaves in; 0 where nothing is said against it.
    part: u32,
    /// It is on its way.
    sent: bool,
}

#[derive(Debug)]
struct Said {
    outcome: Outcome,
    kept: bool,
    part: u32,
}

impl Queue {
    /// Puts a report at the end; the oldest go where there is no room.
    pub(crate) fn report(&mut self, report: &Letter) {
        self.take(report, false);
    }

    /// Has a report at hand while the service is asked about it. Until [`Queue::answered`] or [`Queue::report`] it is in no
    /// batch.
    pub(crate) fn asking(&mut self, report: &Letter) {
        self.take(report, true);
    }

    fn take(&mut self, report: &Letter, asked: bool) {
        let size = report.len();
        if size > REPORT_BYTES {
            if !asked {
                self.lose(TOO_LARGE, 1);
            }
            return;
        }
        match self.reports.iter_mut().find(|other| other.letter.id() == report.id()) {
            Some(known) if known.asked && !asked => {
                self.bytes = self.bytes - known.size + size;
                (known.size, known.asked) = (size, false);
            }
            Some(_) => return,
            None => self.push(report.clone(), asked, false),
        }
        while self.reports.len() > limits::QUEUE_REPORTS || self.bytes > limits::QUEUE_BYTES {
            // What is on its way may be stored already, and would be counted as both.
            let at = self.reports.iter().position(|one| !one.sent).unwrap_or(0);
            let oldest = self.reports.remove(at);
            self.bytes -= oldest.size;
            if oldest.kept {
                self.more = true;
            } else if !oldest.asked {
                // One that is asked about is recorded by that, or comes back.
                self.lose(QUEUE_FULL, 1);
            }
        }
    }

    fn push(&mut self, letter: Letter, asked: bool, kept: bool) {
        let size = letter.len();
        self.bytes += size;
        self.reports.push(Waiting { letter, size, asked, kept, part: 0, sent: false });
    }

    /// Lets go of a report that the service recorded when it was asked.
    pub(crate) fn answered(&mut self, id: &ReportId) {
        let at = self.reports.iter().position(|one| one.letter.id() == id);
        let gone = at.map(|at| self.reports.remove(at));
        self.bytes -= gone.as_ref().map_or(0, |gone| gone.size);
        // One that had to make room may have been kept before.
        if gone.is_none_or(|gone| gone.kept) {
            self.settled.push(key(id.as_str()));
        }
    }

    /// Puts an outcome at the end; a later one about the same report and solution replaces an earlier one.
    pub(crate) fn outcome(&mut self, outcome: Outcome) {
        self.put(outcome, false);
    }

    /// Puts an outcome at the end, without one that it takes the place of.
    fn put(&mut self, outcome: Outcome, kept: bool) {
        let Self { outcomes, settled, .. } = self;
        outcomes.retain(|Said { outcome: other, kept, .. }| {
            let replaced = about_the_same(other, &outcome);
            if replaced && *kept {
                settled.push(key(other.id.as_str()));
            }
            !replaced
        });
        outcomes.push(Said { outcome, kept, part: 0 });
        while self.outcomes.len() > limits::QUEUE_REPORTS {
            if self.outcomes.remove(0).kept {
                self.more = true;
            } else {
                self.lose(QUEUE_FULL, 1);
            }
        }
    }

    /// Lets go of what is on the service's disk; false when none of the batch is.
    pub(crate) fn stored(&mut self, batch: &Batch, receipt: &Receipt) -> bool {
        let went = self.settle(
            |id| batch.reports.contains(id) && receipt.reports.contains(id),
            |id| batch.outcomes.contains(id) && receipt.outcomes.contains(id),
        );
        // Losses have no ids, so a receipt can't name them.
        let stored = went > 0 || batch.reports.is_empty() && batch.outcomes.is_empty();
        if stored {
            self.heard(batch);
        }
        stored
    }

    /// Lets go of what the service will never take, and counts it.
    pub(crate) fn refused(&mut self, batch: &Batch) {
        self.settle(|id| batch.reports.contains(id), |id| batch.outcomes.contains(id));
        // Losses are not what was refused unless they were alone, and leave with what comes next.
        if batch.reports.is_empty() {
            self.heard(batch);
        }
        self.lose(REFUSED, (batch.reports.len() + batch.outcomes.len()) as u64);
    }

    fn settle(&mut self, report: impl Fn(&ReportId) -> bool, outcome: impl Fn(&OutcomeId) -> bool) -> usize {
        let Self { reports, outcomes, settled, bytes, .. } = self;
        let before = reports.len() + outcomes.len();
        reports.retain(|one| {
            let gone = report(one.letter.id());
            if gone {
                *bytes -= one.size;
                if one.kept {
                    settled.push(key(one.letter.id().as_str()));
                }
            }
            !gone
        });
        outcomes.retain(|one| {
            let gone = outcome(&one.outcome.id);
            if gone && one.kept {
                settled.push(key(one.outcome.id.as_str()));
            }
            !gone
        });
        before - reports.len() - outcomes.len()
    }

    /// All that is asked about waits for delivery, too.
    pub(crate) fn unasked(&mut self) {
        self.reports.iter_mut().for_each(|one| one.asked = false);
    }

    /// Lets go of everything, since the person does not want it told.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Something can be sent on that way.
    pub(crate) fn is_due(&self, way: Way) -> bool {
        match way {
            Way::Resolve => false,
            Way::Reports => self.reports.iter().any(|waiting| !waiting.asked) || !self.losses().is_empty(),
            Way::Outcomes => !self.outcomes.is_empty(),
        }
    }

    /// Nothing waits, here or in the store, which has nothing to let go of either, and nothing is being asked about.
    pub(crate) fn is_empty(&self) -> bool {
        let due = Way::DELIVERY.into_iter().any(|way| self.is_due(way));
        self.reports.is_empty() && !due && self.is_told() && !self.more && self.settled.is_empty()
    }
}

/// Whether one takes the other's place; what tells of a run stays.
fn about_the_same(one: &Outcome, other: &Outcome) -> bool {
    (&one.report, &one.solution) == (&other.report, &other.solution)
        && one.run.is_none()
        && other.run.is_none()
}

#[cfg(test)]
pub(crate) mod tests {
    use unstuck_protocol::{
        Context, Fingerprint, Outcome, OutcomeId, OutcomeKind, OutcomesRequest, Problem, PublicKey, Receipt,
        Report, ReportId, ReportsRequest, SolutionId, limits,
    };

    use super::{Letter, Queue, Way};

    pub(crate) fn key() -> PublicKey {
        PublicKey::new("pk_test").unwrap()
    }

    pub(crate) fn report(n: usize, message: &str) -> Report {
        let problem = Problem::new(message);
        Report {
            id: ReportId::new(format!("r{n}")).unwrap(),
            at: 0,
            fingerprint: Fingerprint::of(&problem),
            problem,
            context: Context::default(),
            surface: None,
            on_device: None,
            sdk: String::new(),
        }
    }

    pub(crate) fn letter(n: usize, message: &str) -> Letter {
        Letter::of(&report(n, message))
    }

    #[test]
    fn a_flood_is_bounded_and_counted() {
        let mut queue = Queue::default();
        for n in 0..10_000 {
            queue.report(&letter(n, "it \"failed\""));
        }
        let batch = queue.reports(&key()).unwrap();
        // What leaves is what the service reads.
        let read: ReportsRequest = serde_json::from_str(&batch.body).unwrap();
        assert_eq!(
            (read.v, &read.key, read.reports.len()),
            (limits::WIRE_VERSION, &key(), limits::QUEUE_REPORTS)
        );
        assert_eq!(read.reports[0], report(10_000 - limits::QUEUE_REPORTS, "it \"failed\""));
        assert_eq!(read.losses[0].count, 10_000 - limits::QUEUE_REPORTS as u64);
        let receipt = Receipt {
            reports: read.reports.into_iter().map(|report| report.id).collect(),
            ..Receipt::default()
        };
        assert!(queue.stored(&batch, &receipt));
        assert!(queue.is_empty() && queue.reports(&key()).is_none() && queue.bytes == 0);
    }

    #[test]
    fn what_a_receipt_does_not_name_stays() {
        let mut queue = Queue::default();
        (0..3).for_each(|n| queue.report(&letter(n, "it failed")));
        let batch = queue.reports(&key()).unwrap();
        let some = Receipt { reports: vec![report(1, "").id], ..Receipt::default() };
        assert!(queue.stored(&batch, &some));
        assert!(!queue.stored(&batch, &Receipt::default()));
        assert_eq!(queue.reports(&key()).unwrap().reports, [report(0, "").id, report(2, "").id]);
        queue.refused(&queue.reports(&key()).unwrap());
        assert!(queue.reports.is_empty() && queue.bytes == 0);
        assert_eq!(queue.untold(), [("refused", 2)]);
        assert!(queue.untold().is_empty(), "told twice");
    }

    #[test]
    fn losses_leave_alone_and_end_when_they_are_refused() {
        let mut queue = Queue::default();
        queue.lose("queue-full", 3);
        assert!(queue.is_due(Way::Reports) && !queue.is_empty());
        let batch = queue.reports(&key()).unwrap();
        let read: ReportsRequest = serde_json::from_str(&batch.body).unwrap();
        assert_eq!((read.reports.len(), read.losses[0].count), (0, 3));
        queue.lose("queue-full", 1);
        assert!(queue.stored(&batch, &Receipt::default()), "losses were delivered, and a receipt names none");
        let rest = queue.reports(&key()).unwrap();
        assert!(rest.body.contains(r#"{"reason":"queue-full","count":1}"#), "{}", rest.body);
        queue.refused(&rest);
        assert!(queue.is_empty(), "refused losses are counted again and again");
    }

    #[test]
    fn what_is_asked_about_is_in_no_batch_until_it_is_not_recorded() {
        let mut queue = Queue::default();
        let asked = letter(1, "it failed");
        [letter(0, "it failed"), asked.clone()].iter().for_each(|one| queue.asking(one));
        assert!(queue.reports(&key()).is_none() && !queue.is_due(Way::Reports) && !queue.is_empty());
        queue.answered(&report(0, "").id);
        asked.amend(&report(1, "it failed, and nobody was there"));
        queue.report(&asked);
        let batch = queue.reports(&key()).unwrap();
        assert_eq!(batch.reports, [report(1, "").id]);
        assert!(batch.body.contains("nobody was there"));
        assert_eq!(queue.bytes, asked.len());
        // a flood of questions is no loss: each is recorded or comes back
        (0..1_000).for_each(|n| queue.asking(&letter(n, "it failed")));
        assert_eq!(queue.reports.len(), limits::QUEUE_REPORTS);
        assert_eq!(queue.untold(), [("queue-full", 1)], "only the one that waited");
    }

    #[test]
    fn a_later_outcome_replaces_an_earlier_one_also_while_that_is_on_its_way() {
        let outcome = |id: &str, kind| Outcome {
            id: OutcomeId::new(id).unwrap(),
            report: ReportId::new("r").unwrap(),
            solution: SolutionId::new("s").unwrap(),
            kind,
            reason: None,
            run: None,
            at: 0,
        };
        let mut queue = Queue::default();
        queue.outcome(outcome("o1", OutcomeKind::Silent));
        let sent = queue.outcomes(&key()).unwrap();
        queue.outcome(outcome("o2", OutcomeKind::Claimed));
        let stored = Receipt { outcomes: vec![OutcomeId::new("o1").unwrap()], ..Receipt::default() };
        queue.stored(&sent, &stored);
        let read: OutcomesRequest = serde_json::from_str(&queue.outcomes(&key()).unwrap().body).unwrap();
        assert_eq!(read.outcomes, [outcome("o2", OutcomeKind::Claimed)]);
    }

    #[test]
    fn a_report_past_the_request_limit_is_counted_as_lost() {
        let mut queue = Queue::default();
        queue.report(&letter(1, &"x".repeat(limits::REQUEST_BYTES)));
        assert!(queue.reports.is_empty());
        assert_eq!(queue.untold(), [("too-large", 1)]);
    }
}
