//! What was lost, until service and app have heard of it.

use unstuck_protocol::Loss;

use super::{Batch, Queue};

#[derive(Debug)]
pub(super) struct Lost {
    reason: &'static str,
    /// What the service has not heard of yet.
    count: u64,
    /// How much of that is on its way.
    sent: u64,
    /// What the app has not heard of yet.
    untold: u64,
}

impl Queue {
    pub(crate) fn lose(&mut self, reason: &'static str, count: u64) {
        match self.lost.iter_mut().find(|known| known.reason == reason) {
            Some(known) => (known.count, known.untold) = (known.count + count, known.untold + count),
            None => self.lost.push(Lost { reason, count, sent: 0, untold: count }),
        }
    }

    /// Notes that a batch is on its way, or is no more: none of its reports makes room meanwhile, and none of its losses is told
    /// beside it, since a service knows a report by its id and a loss by nothing.
    pub(crate) fn set_sent(&mut self, batch: &Batch, now: bool) {
        let all = self.reports.iter_mut().filter(|one| batch.reports.contains(one.letter.id()));
        all.for_each(|one| one.sent = now);
        self.told(batch, |lost, count| {
            lost.sent = if now { lost.sent + count } else { lost.sent.saturating_sub(count) };
        });
    }

    /// What was lost since the app was last told of it.
    pub(crate) fn untold(&mut self) -> Vec<(&'static str, u64)> {
        let untold = self.lost.iter_mut().map(|lost| (lost.reason, std::mem::take(&mut lost.untold)));
        untold.filter(|(_, count)| *count > 0).collect()
    }

    /// What the service has not heard of and is not being told. A count of none is no loss, so that losses which are refused end
    /// there.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let lost = self.lost.iter().map(|lost| (lost.reason, lost.count.saturating_sub(lost.sent)));
        let lost = lost.filter(|(_, count)| *count > 0);
        lost.map(|(reason, count)| Loss { reason: reason.to_owned(), count }).collect()
    }

    /// The service has heard of all that was lost.
    pub(super) fn is_told(&self) -> bool {
        self.lost.iter().all(|lost| lost.count == 0)
    }

    /// The service knows of these losses, or whoever took them brings them there.
    pub(crate) fn heard(&mut self, batch: &Batch) {
        self.told(batch, |lost, count| lost.count = lost.count.saturating_sub(count));
    }

    fn told(&mut self, batch: &Batch, note: impl Fn(&mut Lost, u64)) {
        for loss in &batch.losses {
            let known = self.lost.iter_mut().find(|lost| lost.reason == loss.reason);
            known.into_iter().for_each(|lost| note(lost, loss.count));
        }
    }
}
