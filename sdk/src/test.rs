//! For the tests of an app: what it captured, without a service.

use std::{
    future::ready,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use unstuck_protocol::{Report, ReportId, ResolveRequest, json};

use crate::{Answered, Guard, Options, Transport, Waiting, client::lock, init, sighting::unanswered};

static ALONE: Mutex<()> = Mutex::new(());

/// The reports of everything that is captured while this is kept, on whatever thread; nothing leaves the process.
///
/// The SDK is one of a process, so a second one waits until the first is dropped: tests that have one go one after the other.
///
/// ```
/// let captured = unstuck::test::Captured::begin(unstuck::Options::new("pk_test").release("1.2.0"));
/// std::thread::spawn(|| unstuck::capture(&std::io::Error::other("the disk is full"))).join().unwrap();
/// let reports = captured.reports();
/// assert_eq!(reports[0].problem.message, "the disk is full");
/// assert_eq!(reports[0].context.release.as_deref(), Some("1.2.0"));
/// ```
#[must_use = "what is captured after it was dropped is not kept"]
pub struct Captured {
    reports: Arc<Mutex<Vec<Report>>>,
    // In this order: the SDK ends before another test may begin.
    _guard: Guard,
    _alone: MutexGuard<'static, ()>,
}

impl Captured {
    /// Starts the SDK with these settings, but without a service.
    pub fn begin(options: Options) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let reports = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&reports);
        let before = options.before_send.clone();
        let options = options.in_memory().transport(Box::new(Nowhere)).before_send(move |report| {
            let report = match &before {
                Some(look) => look(report)?,
                None => report,
            };
            lock(&kept).push(report.clone());
            Some(report)
        });
        Self { reports, _guard: init(options), _alone: alone }
    }

    /// What was captured so far, scrubbed as it would leave.
    #[must_use]
    pub fn reports(&self) -> Vec<Report> {
        lock(&self.reports).clone()
    }
}

/// Runs `work` and gives the reports of what was captured meanwhile, on whatever thread.
///
/// ```
/// let reports = unstuck::test::with_captured(|| {
///     unstuck::set_tag("plan", "pro");
///     unstuck::capture(&std::io::Error::other("the disk is full"));
/// });
/// assert_eq!(reports.len(), 1);
/// assert_eq!(reports[0].context.tags.get("plan"), Some("pro"));
/// ```
pub fn with_captured(work: impl FnOnce()) -> Vec<Report> {
    let captured = Captured::begin(Options::new("pk_test"));
    work();
    captured.reports()
}

/// Says of every report that nobody has an answer, and that it is on disk.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _url: String, body: Option<String>) -> Waiting {
        let asked = body.and_then(|body| serde_json::from_str::<ResolveRequest>(&body).ok());
        let body = match asked {
            Some(asked) => json::text(&recorded(&asked.report.id)),
            None => String::new(),
        };
        let status = if body.is_empty() { 404 } else { 200 };
        Box::pin(ready(Ok(Answered { status, retry_after: None, body: body.into_bytes() })))
    }
}

fn recorded(report: &ReportId) -> unstuck_protocol::Resolution {
    unstuck_protocol::Resolution { recorded: true, ..unanswered(report) }
}
