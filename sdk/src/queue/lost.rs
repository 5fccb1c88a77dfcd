//! What was lost, until service and app have heard of it.

use unstuck_protocol::Loss;

use super::{Batch, Queue};

#[derive(Debug)]
pub(super) struct Lost {
    reason: &'static str,
    /// What the service has not heard of yet.
    count: u64,
    /// What the app has not heard of yet.
    untold: u64,
}

impl Queue {
    pub(crate) fn lose(&mut self, reason: &'static str, count: u64) {
        match self.lost.iter_mut().find(|known| known.reason == reason) {
            Some(known) => (known.count, known.untold) = (known.count + count, known.untold + count),
            None => self.lost.push(Lost { reason, count, untold: count }),
        }
    }

    /// Notes that the reports of a batch are on their way, or are no more, so that none makes room meanwhile.
    pub(crate) fn set_sent(&mut self, batch: &Batch, now: bool) {
        let all = self.reports.iter_mut().filter(|one| batch.reports.contains(&one.id));
        all.for_each(|one| one.sent = now);
    }

    /// What was lost since the app was last told of it.
    pub(crate) fn untold(&mut self) -> Vec<(&'static str, u64)> {
        let untold = self.lost.iter_mut().map(|lost| (lost.reason, std::mem::take(&mut lost.untold)));
        untold.filter(|(_, count)| *count > 0).collect()
    }

    /// What the service has not heard of. A count of none is no loss, so that losses which are refused end there.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let lost = self.lost.iter().filter(|lost| lost.count > 0);
        lost.map(|lost| Loss { reason: lost.reason.to_owned(), count: lost.count }).collect()
    }

    /// The service knows of these losses.
    pub(super) fn heard(&mut self, batch: &Batch) {
        for loss in &batch.losses {
            for lost in self.lost.iter_mut().filter(|lost| lost.reason == loss.reason) {
                lost.count = lost.count.saturating_sub(loss.count);
            }
        }
    }
}
