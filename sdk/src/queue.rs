//! What waits for delivery, bounded in count and bytes; what does not fit is counted, never kept silently.

use unstuck_protocol::{Loss, Outcome, Report, json, limits};

#[derive(Debug, Default)]
pub(crate) struct Queue {
    /// Each with its size in bytes. A plain vector: a hundred entries are moved up quicker than a ring costs a page in code.
    reports: Vec<(Report, usize)>,
    bytes: usize,
    outcomes: Vec<Outcome>,
    lost: Vec<(&'static str, u64)>,
}

impl Queue {
    /// Puts a report at the end; the oldest go where there is no room.
    pub(crate) fn report(&mut self, report: Report) {
        let size = json::text(&report).len();
        if size > limits::REQUEST_BYTES - 1024 {
            self.lose("too-large", 1);
            return;
        }
        if self.reports.iter().any(|(other, _)| other.id == report.id) {
            return;
        }
        self.bytes += size;
        self.reports.push((report, size));
        while self.reports.len() > limits::QUEUE_REPORTS || self.bytes > limits::QUEUE_BYTES {
            self.bytes -= self.reports.remove(0).1;
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

    /// The next batch of reports that fits one request, with what was lost so far. They stay until [`Queue::delivered`].
    pub(crate) fn batch(&self) -> (Vec<Report>, Vec<Loss>) {
        let mut room = limits::REQUEST_BYTES - 2048;
        let mut batch = Vec::new();
        for (report, size) in self.reports.iter().take(limits::BATCH_ITEMS) {
            if *size + 1 > room && !batch.is_empty() {
                break;
            }
            room = room.saturating_sub(*size + 1);
            batch.push(report.clone());
        }
        let losses =
            self.lost.iter().map(|(reason, count)| Loss { reason: (*reason).to_owned(), count: *count });
        (batch, losses.collect())
    }

    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        self.outcomes.iter().take(limits::BATCH_ITEMS).cloned().collect()
    }

    /// Lets go of a batch that is on the service's disk.
    pub(crate) fn delivered(&mut self, batch: &[Report], losses: &[Loss]) {
        self.reports.retain(|(report, _)| !batch.iter().any(|sent| sent.id == report.id));
        self.bytes = self.reports.iter().map(|(_, size)| size).sum();
        for loss in losses {
            for (_, count) in self.lost.iter_mut().filter(|(reason, _)| *reason == loss.reason) {
                *count = count.saturating_sub(loss.count);
            }
        }
        self.lost.retain(|(_, count)| *count > 0);
    }

    pub(crate) fn outcomes_delivered(&mut self, sent: &[Outcome]) {
        self.outcomes.retain(|outcome| !sent.contains(outcome));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.outcomes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::{Context, Fingerprint, Problem, Report, ReportId, limits};

    use super::Queue;

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
            queue.report(report(n, "it failed"));
        }
        let (batch, losses) = queue.batch();
        assert_eq!(batch.len(), limits::QUEUE_REPORTS);
        assert_eq!(losses[0].count, 10_000 - limits::QUEUE_REPORTS as u64);
        queue.delivered(&batch, &losses);
        assert!(queue.is_empty());
        assert!(queue.batch().1.is_empty());
    }

    #[test]
    fn a_report_past_the_request_limit_is_counted_as_lost() {
        let mut queue = Queue::default();
        queue.report(report(1, &"x".repeat(limits::REQUEST_BYTES)));
        assert!(queue.is_empty());
        assert_eq!(queue.batch().1[0].reason, "too-large");
    }
}
