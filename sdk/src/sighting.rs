//! One captured error waiting for its answer.

use std::time::Duration;

use unstuck_protocol::{Abstention, Missing, OutcomeKind, ReportId, Resolution, ResolvedBy, SolutionId};

use crate::{capture, letter::Letter, platform, slot::Slot};

/// A captured error; its answer comes later.
#[derive(Clone)]
pub struct Sighting {
    id: ReportId,
    /// What is told of it; none where nothing is.
    letter: Option<Letter>,
    pub(crate) on_device: Option<Resolution>,
    pub(crate) answer: Slot<Resolution>,
}

impl Sighting {
    pub(crate) fn waiting(id: ReportId, letter: Option<Letter>, on_device: Option<Resolution>) -> Self {
        Self { id, letter, on_device, answer: Slot::empty() }
    }

    /// Nobody else is asked: what the device said is the answer.
    pub(crate) fn settle(&self) {
        self.answer.fill(self.on_device.clone().unwrap_or_else(|| unanswered(&self.id)));
    }

    /// A sighting that nobody was there to take.
    pub(crate) fn nobody(id: ReportId) -> Self {
        let answer = Slot::empty();
        answer.fill(unanswered(&id));
        Self { id, letter: None, on_device: None, answer }
    }

    /// The report's id.
    #[must_use]
    pub fn id(&self) -> &ReportId {
        &self.id
    }

    /// The report as it leaves, a JSON text: what a person is shown who asks what is sent. `None` where nothing does.
    ///
    /// What was read here once leaves to the letter, and never changes: what the device comes to know afterwards is not added.
    ///
    /// ```
    /// let _guard = unstuck::init(unstuck::Options::new("pk_dev_local").endpoint("http://127.0.0.1:9"));
    /// let sighting = unstuck::capture(&std::io::Error::other("no mail for mei@example.com"));
    /// assert!(sighting.payload().is_some_and(|text| text.contains("no mail for [email]")));
    /// ```
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.letter.as_ref().map(Letter::read)
    }

    /// What the pack on the device says, at once; `None` without a pack.
    #[must_use]
    pub fn on_device(&self) -> Option<Resolution> {
        self.on_device.clone()
    }

    /// The answer: from the device where it knows, otherwise from the service. It never fails; offline it abstains.
    pub async fn resolution(&self) -> Resolution {
        self.own(self.answer.wait().await)
    }

    /// The answer, waited for at most `timeout`; past it, an abstention.
    pub async fn resolution_within(&self, timeout: Duration) -> Resolution {
        // A slot of its own, since others may wait longer for the same answer.
        let (late, abstention) = (Slot::empty(), unanswered(&self.id));
        let millis = u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX);
        let filled = late.clone();
        platform::after(millis, move || filled.fill(abstention));
        self.own(self.answer.wait_or(&late).await)
    }

    /// The answer, waited for at most `timeout` on this thread; past it, an abstention. A page must never wait: there it
    /// is what the device knew at once, as on the SDK's own delivery thread.
    #[must_use]
    pub fn resolution_blocking(&self, timeout: Duration) -> Resolution {
        let timeout = if platform::may_wait() { timeout } else { Duration::ZERO };
        self.answer.wait_blocking(timeout).map_or_else(|| unanswered(&self.id), |answer| self.own(answer))
    }

    /// The answer as one about this report: it may have been given about another of the same error, and then this report is
    /// recorded apart.
    fn own(&self, mut answer: Resolution) -> Resolution {
        if answer.report != self.id {
            (answer.report, answer.recorded) = (self.id.clone(), false);
        }
        answer
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
