//! One captured error waiting for its answer.

use std::time::Duration;

use unstuck_protocol::{Abstention, Missing, OutcomeKind, ReportId, Resolution, ResolvedBy, SolutionId};

use crate::{capture, platform, slot::Slot};

/// A captured error; its answer comes later.
#[derive(Clone)]
pub struct Sighting {
    id: ReportId,
    pub(crate) on_device: Option<Resolution>,
    pub(crate) answer: Slot<Resolution>,
}

impl Sighting {
    pub(crate) fn waiting(id: ReportId, on_device: Option<Resolution>) -> Self {
        let answer = Slot::empty();
        if let Some(resolution) = on_device.as_ref().filter(|resolution| resolution.answer.is_some()) {
            answer.fill(resolution.clone());
        }
        Self { id, on_device, answer }
    }

    /// A sighting that nobody was there to take.
    pub(crate) fn nobody(id: ReportId) -> Self {
        let answer = Slot::empty();
        answer.fill(unanswered(&id));
        Self { id, on_device: None, answer }
    }

    /// The report's id.
    #[must_use]
    pub fn id(&self) -> &ReportId {
        &self.id
    }

    /// What the pack on the device says, at once; `None` without a pack.
    #[must_use]
    pub fn on_device(&self) -> Option<Resolution> {
        self.on_device.clone()
    }

    /// The answer: from the device where it knows, otherwise from the service. It never fails; offline it abstains.
    pub async fn resolution(&self) -> Resolution {
        self.answer.wait().await
    }

    /// The answer, waited for at most `timeout` on this thread; past it, an abstention. A page must never wait: there it
    /// is what the device knew at once.
    #[must_use]
    pub fn resolution_blocking(&self, timeout: Duration) -> Resolution {
        let timeout = if platform::may_block() { timeout } else { Duration::ZERO };
        self.answer.wait_blocking(timeout).unwrap_or_else(|| unanswered(&self.id))
    }

    /// Says how it ended, with the person's words where there are some.
    pub fn outcome(&self, solution: &SolutionId, kind: OutcomeKind, reason: Option<String>) {
        capture::outcome(&self.id, solution, kind, reason);
    }
}

/// The resolution of a report about which nobody could be asked.
pub(crate) fn unanswered(report: &ReportId) -> Resolution {
    Resolution {
        report: report.clone(),
        revision: None,
        by: ResolvedBy::Nobody,
        answer: None,
        abstention: Some(Abstention { missing: vec![Missing::Service], confidence: 0.0, threshold: 1.0 }),
        closest: Vec::new(),
        recorded: false,
    }
}
