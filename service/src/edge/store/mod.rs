//! Reports, outcomes and conversations, kept in SQLite. What was acknowledged is on the disk.

pub mod conversations;
mod reader;
pub mod runs;
pub mod schema;
pub mod votes;
mod waiting;
mod writer;

use std::{
    net::IpAddr,
    path::Path,
    sync::{Arc, mpsc},
    thread::JoinHandle,
    time::Duration,
};

use arc_swap::ArcSwapOption;
use rusqlite::Connection;
use tokio::{runtime::Handle, sync::oneshot};
use unstuck_protocol::{
    Context, ConversationId, Loss, Outcome, ProductId, Report, ReportId, RunId, SolutionId, UnixMillis,
};

use self::{
    conversations::Spoken,
    reader::Reader,
    runs::{Begun, Ended, Standing},
};
use crate::{metrics::Runs, webhook::Met};

/// Jobs that may wait for the writer.
const WAITING: usize = 1_024;
/// How long the writer waits for another program's lock.
const PATIENCE: Duration = Duration::from_secs(1);

/// A report as it is stored: its JSON is made by whoever hands it over, so that the one writer need not.
#[derive(Debug, Clone)]
pub struct Filed {
    id: String,
    fingerprint: String,
    at: UnixMillis,
    body: String,
}

/// What can be stored.
#[derive(Debug, Clone)]
pub enum Row {
    /// A report; a second one with the same id changes nothing.
    Report(Filed),
    /// An outcome, with the address that it came from; the latest of a report and solution stays. One that tells of a run is a
    /// row for the audit instead.
    Outcome(Outcome, Option<IpAddr>),
    /// A run of a webhook that is about to be sent.
    Begun(Begun),
    /// What became of it.
    Ended(Ended),
    /// A predicted question that was chosen, with the moment and the address that it came from.
    Intent(SolutionId, Box<Context>, Option<IpAddr>),
    /// Where a conversation is after a turn.
    Spoken(Spoken),
    /// What a client had to drop.
    Loss(Loss),
}

impl Row {
    /// A report to store.
    ///
    /// # Errors
    /// When the report cannot be told as JSON.
    pub fn report(report: &Report) -> Result<Self, String> {
        let body = serde_json::to_string(report).map_err(|error| error.to_string())?;
        Ok(Self::Report(Filed {
            id: report.id.to_string(),
            fingerprint: report.fingerprint.as_str().to_owned(),
            at: report.at,
            body,
        }))
    }
}

pub(crate) struct Job {
    product: ProductId,
    rows: Vec<Row>,
    done: oneshot::Sender<Result<(), String>>,
}

/// The way to the one writer.
#[derive(Debug)]
pub struct Store {
    jobs: Option<mpsc::SyncSender<Job>>,
    problem: Arc<ArcSwapOption<String>>,
    thread: Option<JoinHandle<()>>,
    reader: Arc<Reader>,
    runs: Arc<Runs>,
}

impl Store {
    /// Opens `unstuck.db` in this folder, which is made where it is missing, and starts the writer. Who waits for it runs
    /// on `callers`.
    ///
    /// # Errors
    /// When the folder or the database cannot be used.
    pub fn open(folder: &Path, callers: Handle) -> Result<Self, String> {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let file = folder.join("unstuck.db");
        let database = schema::open(&file, PATIENCE)?;
        let (jobs, inbox) = mpsc::sync_channel(WAITING);
        let problem = Arc::new(ArcSwapOption::empty());
        let seen = Arc::clone(&problem);
        let runs = Arc::new(Runs::default());
        let counted = Arc::clone(&runs);
        let thread = std::thread::spawn(move || writer::run(database, &inbox, &seen, &counted, &callers));
        Ok(Self { jobs: Some(jobs), problem, thread: Some(thread), reader: Reader::over(file), runs })
    }

    /// Hands rows to the writer; the receiver hears after the commit, or why there was none.
    pub fn submit(&self, product: &ProductId, rows: Vec<Row>) -> oneshot::Receiver<Result<(), String>> {
        let (done, heard) = oneshot::channel();
        let job = Job { product: product.clone(), rows, done };
        if let Some(Err(mpsc::TrySendError::Full(job))) = self.jobs.as_ref().map(|jobs| jobs.try_send(job)) {
            // The caller may have gone; then nobody needs to know.
            let _ = job.done.send(Err("too many requests wait for the disk".into()));
        }
        heard
    }

    /// Hands over the report of an answer that should not wait. `None` while the store takes no writes; when too much
    /// waits for the disk, [`Offered::within`] says so at once. Whoever sent the report then keeps it and sends it again.
    #[must_use]
    pub fn offer(&self, product: &ProductId, report: &Report) -> Option<Offered> {
        if self.problem.load().is_some() {
            return None;
        }
        let row = Row::report(report).ok()?;
        Some(Offered(self.submit(product, vec![row])))
    }

    /// Stores rows and returns after the commit.
    ///
    /// # Errors
    /// Why nothing was committed.
    pub async fn keep(&self, product: &ProductId, rows: Vec<Row>) -> Result<(), String> {
        self.submit(product, rows).await.unwrap_or_else(|_| Err("the writer has ended".into()))
    }

    /// A run of a webhook as it stands on the disk.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn run(&self, product: &ProductId, run: &RunId) -> Result<Option<Standing>, String> {
        let (product, run) = (product.clone(), run.clone());
        self.reader.ask(move |database| runs::standing(database, product.as_str(), run.as_str())).await
    }

    /// Who met the error of a report, where it is stored.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn met(&self, product: &ProductId, report: &ReportId) -> Result<Option<Met>, String> {
        let (product, report) = (product.clone(), report.clone());
        self.reader.ask(move |database| runs::met(database, product.as_str(), report.as_str())).await
    }

    /// Where a conversation was after its last turn that is on the disk, as text; none where it is not kept.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn spoken(
        &self,
        product: &ProductId,
        conversation: &ConversationId,
        now: UnixMillis,
    ) -> Result<Option<String>, String> {
        let (product, conversation) = (product.clone(), conversation.clone());
        let ask = move |database: &Connection| {
            conversations::last(database, product.as_str(), conversation.as_str(), now)
        };
        self.reader.ask(ask).await
    }

    /// How many fixes were run since the start.
    #[must_use]
    pub fn runs(&self) -> &Runs {
        &self.runs
    }

    /// Why the last write failed; `None` when all is well.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        if self.thread.as_ref().is_none_or(JoinHandle::is_finished) {
            return Some("the writer has ended".into());
        }
        self.problem.load().as_deref().cloned()
    }
}

/// A report on its way to the disk.
#[derive(Debug)]
pub struct Offered(oneshot::Receiver<Result<(), String>>);

impl Offered {
    /// Whether it is on the disk within this time. One that comes later is stored all the same, under its id.
    pub async fn within(self, patience: Duration) -> bool {
        matches!(tokio::time::timeout(patience, self.0).await, Ok(Ok(Ok(()))))
    }
}

impl Drop for Store {
    /// What was handed over is written before the store goes.
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
