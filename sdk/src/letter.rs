//! The text of a report: what a person is shown who asks what is sent, and what leaves, to the letter.

use std::sync::{Arc, Mutex, OnceLock};

use unstuck_protocol::{Report, ReportId, json};

use crate::{client::lock, queue::REPORT_BYTES};

/// A report as text, written once for all who need it.
///
/// Until somebody reads it, it may still be amended by what the device comes to know; from then on it stays as it was read, on
/// the person's screen, in the store, and at the service.
#[derive(Debug, Clone)]
pub(crate) struct Letter(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: ReportId,
    draft: Mutex<Arc<str>>,
    read: OnceLock<Arc<str>>,
}

impl Letter {
    pub(crate) fn of(report: &Report) -> Self {
        Self::kept(report.id.clone(), json::text(report))
    }

    /// One that was written before.
    pub(crate) fn kept(id: ReportId, text: String) -> Self {
        Self(Arc::new(Inner { id, draft: Mutex::new(text.into()), read: OnceLock::new() }))
    }

    pub(crate) fn id(&self) -> &ReportId {
        &self.0.id
    }

    /// The text, which from now on stays as it is.
    pub(crate) fn read(&self) -> &str {
        // The lock is held until the text is fixed, so that no amendment comes between.
        let draft = lock(&self.0.draft);
        self.0.read.get_or_init(|| Arc::clone(&draft))
    }

    /// Bytes of the text as it is now.
    pub(crate) fn len(&self) -> usize {
        lock(&self.0.draft).len()
    }

    /// Writes the report anew, unless somebody has read it or it would be longer than a report may be.
    #[cfg_attr(not(feature = "device"), allow(dead_code, reason = "only a device comes to know more"))]
    pub(crate) fn amend(&self, report: &Report) {
        let mut draft = lock(&self.0.draft);
        if self.0.read.get().is_none() {
            let text = json::text(report);
            if text.len() <= REPORT_BYTES {
                *draft = text.into();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::limits;

    use super::Letter;
    use crate::queue::tests::report;

    #[test]
    fn a_letter_is_amended_until_somebody_has_read_it() {
        let letter = Letter::of(&report(1, "it failed"));
        let length = letter.len();
        letter.amend(&report(1, "it failed, and more is known"));
        assert!(letter.len() > length);
        let shown = letter.read().to_owned();
        assert!(shown.contains("more is known"));
        letter.amend(&report(1, "something else"));
        assert_eq!((letter.read(), letter.len()), (shown.as_str(), shown.len()));
    }

    #[test]
    fn an_amendment_without_room_is_none() {
        let letter = Letter::of(&report(1, "it failed"));
        letter.amend(&report(1, &"x".repeat(limits::REQUEST_BYTES)));
        assert!(letter.read().contains("it failed"));
    }
}
