//! What waits for delivery, bounded in count and bytes; what does not fit is counted, never kept silently.

use unstuck_protocol::{Loss, Outcome, OutcomeId, PublicKey, Receipt, Report, ReportId, json, limits};

/// Reports wait as the text that they leave as: its length is what they cost, and nothing is written twice.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    /// A plain vector: a hundred entries are moved up quicker than a ring costs a page in code.
    reports: Vec<(ReportId, String)>,
    bytes: usize,
    outcomes: Vec<Outcome>,
    lost: Vec<(&'static str, u64)>,
}

/// What fits one request. It stays in the queue until the service said what became of it.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Where it goes.
    pub(crate) path: &'static str,
    /// What goes there.
    pub(crate) body: String,
    reports: Vec<ReportId>,
    outcomes: Vec<OutcomeId>,
    losses: Vec<Loss>,
}

impl Queue {
    /// Puts a report at the end; the oldest go where there is no room.
    pub(crate) fn report(&mut self, report: &Report) {
        let text = json::text(report);
        if text.len() > limits::REQUEST_BYTES - 1024 {
            self.lose("too-large", 1);
            return;
        }
        if self.reports.iter().any(|(other, _)| *other == report.id) {
            return;
        }
        self.bytes += text.len();
        self.reports.push((report.id.clone(), text));
        while self.reports.len() > limits::QUEUE_REPORTS || self.bytes > limits::QUEUE_BYTES {
            self.bytes -= self.reports.remove(0).1.len();
            self.lose("queue-full", 1);
        }
    }

    /// Puts an outcome at the end; a later one about the same report and solution replaces an earlier one.
    pub(crate) fn outcome(&mut self, outcome: Outcome) {
        self.outcomes
            .retain(|other| (&other.report, &other.solution) != (&outcome.report, &outcome.solution));
        self.outcomes.push(outcome);
        while self.outcomes.len() > limits::QUEUE_REPORTS {
            self.outcomes.remove(0);
            self.lose("queue-full", 1);
        }
    }

    pub(crate) fn lose(&mut self, reason: &'static str, count: u64) {
        match self.lost.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, lost)) => *lost += count,
            None => self.lost.push((reason, count)),
        }
    }

    /// The next reports, with what was lost so far.
    pub(crate) fn reports(&self, key: &PublicKey) -> Option<Batch> {
        let mut room = limits::REQUEST_BYTES - 2048;
        let (mut ids, mut texts) = (Vec::new(), String::new());
        for (id, text) in self.reports.iter().take(limits::BATCH_ITEMS) {
            if text.len() + 1 > room && !ids.is_empty() {
                break;
            }
            room = room.saturating_sub(text.len() + 1);
            append(&mut texts, text);
            ids.push(id.clone());
        }
        let losses: Vec<Loss> = self
            .lost
            .iter()
            .map(|(reason, count)| Loss { reason: (*reason).to_owned(), count: *count })
            .collect();
        let rest = [",\"losses\":", &json::text(&losses)].concat();
        let body = request(key, "reports", &texts, &rest);
        (!ids.is_empty()).then(|| Batch {
            path: "/v1/reports",
            body,
            reports: ids,
            outcomes: Vec::new(),
            losses,
        })
    }

    /// The next outcomes.
    pub(crate) fn outcomes(&self, key: &PublicKey) -> Option<Batch> {
        let (mut ids, mut texts) = (Vec::new(), String::new());
        for outcome in self.outcomes.iter().take(limits::BATCH_ITEMS) {
            append(&mut texts, &json::text(outcome));
            ids.push(outcome.id.clone());
        }
        let body = request(key, "outcomes", &texts, "");
        let batch =
            Batch { path: "/v1/outcomes", body, reports: Vec::new(), outcomes: ids, losses: Vec::new() };
        (!batch.outcomes.is_empty()).then_some(batch)
    }

    /// Lets go of what is on the service's disk; false when none of the batch is.
    pub(crate) fn stored(&mut self, batch: &Batch, receipt: &Receipt) -> bool {
        let before = self.reports.len() + self.outcomes.len();
        self.reports.retain(|(id, _)| !(batch.reports.contains(id) && receipt.reports.contains(id)));
        self.outcomes.retain(|one| !(batch.outcomes.contains(&one.id) && receipt.outcomes.contains(&one.id)));
        self.settle(batch);
        self.reports.len() + self.outcomes.len() < before
    }

    /// Lets go of what the service will never take, and counts it.
    pub(crate) fn refused(&mut self, batch: &Batch) {
        self.reports.retain(|(id, _)| !batch.reports.contains(id));
        self.outcomes.retain(|one| !batch.outcomes.contains(&one.id));
        self.settle(batch);
        self.lose("refused", (batch.reports.len() + batch.outcomes.len()) as u64);
    }

    fn settle(&mut self, batch: &Batch) {
        self.bytes = self.reports.iter().map(|(_, text)| text.len()).sum();
        for loss in &batch.losses {
            for (_, count) in self.lost.iter_mut().filter(|(reason, _)| *reason == loss.reason) {
                *count = count.saturating_sub(loss.count);
            }
        }
        self.lost.retain(|(_, count)| *count > 0);
    }

    /// Lets go of everything, since the person does not want it told.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.outcomes.is_empty()
    }
}

fn append(texts: &mut String, text: &str) {
    if !texts.is_empty() {
        texts.push(',');
    }
    texts.push_str(text);
}

/// `ReportsRequest` and `OutcomesRequest` out of texts that are JSON already.
fn request(key: &PublicKey, name: &str, items: &str, rest: &str) -> String {
    let version = json::text(&limits::WIRE_VERSION);
    ["{\"v\":", &version, ",\"key\":", &json::text(key), ",\"", name, "\":[", items, "]", rest, "}"].concat()
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::{
        Context, Fingerprint, Outcome, OutcomeId, OutcomeKind, OutcomesRequest, Problem, PublicKey, Receipt,
        Report, ReportId, ReportsRequest, SolutionId, limits,
    };

    use super::Queue;

    fn key() -> PublicKey {
        PublicKey::new("pk_test").unwrap()
    }

    fn report(n: usize, message: &str) -> Report {
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

    #[test]
    fn a_flood_is_bounded_and_counted() {
        let mut queue = Queue::default();
        for n in 0..10_000 {
            queue.report(&report(n, "it \"failed\""));
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
        assert!(
            queue.is_empty() && queue.reports(&key()).is_none() && queue.bytes == 0 && queue.lost.is_empty()
        );
    }

    #[test]
    fn what_a_receipt_does_not_name_stays() {
        let mut queue = Queue::default();
        (0..3).for_each(|n| queue.report(&report(n, "it failed")));
        let batch = queue.reports(&key()).unwrap();
        let some = Receipt { reports: vec![report(1, "").id], ..Receipt::default() };
        assert!(queue.stored(&batch, &some));
        assert!(!queue.stored(&batch, &Receipt::default()));
        assert_eq!(queue.reports(&key()).unwrap().reports, [report(0, "").id, report(2, "").id]);
        queue.refused(&queue.reports(&key()).unwrap());
        assert!(queue.is_empty());
        assert_eq!(queue.lost, [("refused", 2)]);
    }

    #[test]
    fn a_later_outcome_replaces_an_earlier_one_also_while_that_is_on_its_way() {
        let outcome = |id: &str, kind| Outcome {
            id: OutcomeId::new(id).unwrap(),
            report: ReportId::new("r").unwrap(),
            solution: SolutionId::new("s").unwrap(),
            kind,
            reason: None,
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
        queue.report(&report(1, &"x".repeat(limits::REQUEST_BYTES)));
        assert!(queue.is_empty());
        assert_eq!(queue.lost, [("too-large", 1)]);
    }
}
