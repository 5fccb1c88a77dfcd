//! What fits one request.

use unstuck_protocol::{Loss, OutcomeId, PublicKey, ReportId, json, limits};

use super::{
    Queue, Waiting,
    body::{append, request},
};

/// What fits one request. It stays in the queue until the service said what became of it.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Where it goes.
    pub(crate) path: &'static str,
    /// What goes there.
    pub(crate) body: String,
    pub(super) reports: Vec<ReportId>,
    pub(super) outcomes: Vec<OutcomeId>,
    pub(super) losses: Vec<Loss>,
}

impl Queue {
    /// The next reports, with what was lost so far; that also leaves alone.
    pub(crate) fn reports(&self, key: &PublicKey) -> Option<Batch> {
        let mut room = limits::REQUEST_BYTES - 2048;
        let (mut ids, mut texts) = (Vec::new(), String::new());
        let next = self.reports.iter().find(|waiting| !waiting.asked).map_or(0, |waiting| waiting.part);
        let fits = |waiting: &&Waiting| !waiting.asked && waiting.part == next;
        for waiting in self.reports.iter().filter(fits).take(limits::BATCH_ITEMS) {
            let text = waiting.letter.read();
            if text.len() + 1 > room && !ids.is_empty() {
                break;
            }
            room = room.saturating_sub(text.len() + 1);
            append(&mut texts, text);
            ids.push(waiting.letter.id().clone());
        }
        // What is in doubt is tried without them, so that it alone is what the service judges.
        let losses = if next == 0 { self.losses() } else { Vec::new() };
        let rest = [",\"losses\":", &json::text(&losses)].concat();
        let body = request(key, "reports", &texts, &rest);
        (!ids.is_empty() || !losses.is_empty()).then(|| Batch {
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
        let next = self.outcomes.first().map_or(0, |said| said.part);
        for said in self.outcomes.iter().filter(|said| said.part == next).take(limits::BATCH_ITEMS) {
            append(&mut texts, &json::text(&said.outcome));
            ids.push(said.outcome.id.clone());
        }
        let body = request(key, "outcomes", &texts, "");
        let (reports, losses) = (Vec::new(), Vec::new());
        (!ids.is_empty()).then_some(Batch { path: "/v1/outcomes", body, reports, outcomes: ids, losses })
    }
}
