//! Fixes that people ran: rows for an audit, and webhooks, each of which is begun once.
//!
//! None of them is an outcome: a fix that was done says nothing of whether it helped.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use unstuck_protocol::{Report, ReportId, Run, RunId, SolutionId, UnixMillis, WebhookRequest};

use super::writer::number;
use crate::webhook::Met;

pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS runs (
  product TEXT NOT NULL, run TEXT NOT NULL, state TEXT NOT NULL, report TEXT NOT NULL, solution TEXT NOT NULL,
  kind TEXT NOT NULL, name TEXT NOT NULL, reason TEXT, millis INTEGER NOT NULL, told TEXT NOT NULL,
  at INTEGER NOT NULL, received INTEGER NOT NULL, PRIMARY KEY (product, run, state)) STRICT;
CREATE TABLE IF NOT EXISTS webhooks (
  product TEXT NOT NULL, run TEXT NOT NULL, report TEXT NOT NULL, solution TEXT NOT NULL, name TEXT NOT NULL,
  state TEXT NOT NULL, message TEXT, at INTEGER NOT NULL, PRIMARY KEY (product, run)) STRICT;
CREATE INDEX IF NOT EXISTS webhooks_begun ON webhooks (state) WHERE state = 'begun';";

/// A run of a webhook that is about to be sent.
#[derive(Debug, Clone)]
pub struct Begun {
    run: RunId,
    report: ReportId,
    solution: SolutionId,
    name: String,
    at: UnixMillis,
    first: Arc<AtomicBool>,
}

impl Begun {
    /// Of what was asked for, at this moment.
    #[must_use]
    pub fn new(asked: &WebhookRequest, at: UnixMillis) -> Self {
        let (run, report, solution) = (asked.run.clone(), asked.report.clone(), asked.solution.clone());
        Self { run, report, solution, name: asked.name.clone(), at, first: Arc::default() }
    }

    /// Whether nobody has begun it before; true once it is on the disk.
    #[must_use]
    pub fn first(&self) -> bool {
        self.first.load(Ordering::Acquire)
    }
}

/// What became of a run that was begun.
#[derive(Debug, Clone)]
pub struct Ended {
    /// The run, for the audit.
    pub run: Run,
    /// The report it was offered for.
    pub report: ReportId,
    /// The solution that offers it.
    pub solution: SolutionId,
    /// What is known of it, in a word.
    pub state: &'static str,
    /// What was said to the person; none where it was not done.
    pub message: Option<String>,
    /// Why it failed.
    pub reason: Option<String>,
    /// When it ended.
    pub at: UnixMillis,
}

/// A run as it stands on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The report it was offered for.
    pub report: String,
    /// The solution that offers it.
    pub solution: String,
    /// The webhook's name.
    pub name: String,
    /// What is known of it.
    pub state: String,
    /// What was said to the person; none where it was not done.
    pub message: Option<String>,
}

/// A statement about a run, as the audit has it.
pub(super) struct Told<'a> {
    pub(super) run: &'a Run,
    pub(super) report: &'a ReportId,
    pub(super) solution: &'a SolutionId,
    pub(super) reason: Option<&'a str>,
    pub(super) at: UnixMillis,
    /// Who says so: the service, or a page.
    pub(super) service: bool,
}

/// Writes a statement about a run; whether it is the first one about its state. What the service saw itself takes the place of what a
/// page told of it.
pub(super) fn tell(
    change: &Transaction<'_>,
    product: &str,
    told: &Told<'_>,
    received: u64,
) -> rusqlite::Result<bool> {
    let run = told.run;
    let (id, state) = (run.id.as_str(), run.state.word());
    let known: bool = change
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM runs WHERE product = ?1 AND run = ?2 AND state = ?3)")?
        .query_row([product, id, state], |row| row.get(0))?;
    change
        .prepare_cached(
            "INSERT INTO runs (product, run, state, report, solution, kind, name, reason, millis, told, at, received)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT DO UPDATE SET report = excluded.report, solution = excluded.solution, kind = excluded.kind, name = excluded.name,
             reason = excluded.reason, millis = excluded.millis, told = excluded.told, at = excluded.at, received = excluded.received
             WHERE excluded.told = 'service' AND runs.told = 'page'",
        )?
        .execute(params![
            product,
            id,
            state,
            told.report.as_str(),
            told.solution.as_str(),
            run.kind.word(),
            run.name,
            told.reason,
            number(run.millis),
            if told.service { "service" } else { "page" },
            number(told.at),
            number(received)
        ])?;
    Ok(!known)
}

/// Writes that a run begins, unless somebody has begun it.
pub(super) fn begin(change: &Transaction<'_>, product: &str, begun: &Begun) -> rusqlite::Result<()> {
    let new = change
        .prepare_cached(
            "INSERT INTO webhooks (product, run, report, solution, name, state, at) VALUES (?1, ?2, ?3, ?4, ?5, 'begun', ?6)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            product,
            begun.run.as_str(),
            begun.report.as_str(),
            begun.solution.as_str(),
            begun.name,
            number(begun.at)
        ])?;
    begun.first.store(new > 0, Ordering::Release);
    Ok(())
}

/// Writes what became of a run; whether the audit had no such row yet.
pub(super) fn end(
    change: &Transaction<'_>,
    product: &str,
    ended: &Ended,
    received: u64,
) -> rusqlite::Result<bool> {
    change
        .prepare_cached("UPDATE webhooks SET state = ?3, message = ?4 WHERE product = ?1 AND run = ?2")?
        .execute(params![product, ended.run.id.as_str(), ended.state, ended.message])?;
    let Ended { run, report, solution, at, .. } = ended;
    let told = Told { run, report, solution, reason: ended.reason.as_deref(), at: *at, service: true };
    tell(change, product, &told, received)
}

/// Of runs that were begun when the service ended, nobody can tell any more; the audit says so.
pub(super) fn lose(database: &mut Connection, now: UnixMillis) -> rusqlite::Result<()> {
    let begun = "SELECT EXISTS (SELECT 1 FROM webhooks WHERE state = 'begun')";
    if !database.query_row(begun, [], |row| row.get(0))? {
        return Ok(());
    }
    let change = database.transaction()?;
    change.execute(
        "INSERT OR IGNORE INTO runs (product, run, state, report, solution, kind, name, reason, millis, told, at, received)
         SELECT product, run, 'unknown', report, solution, 'webhook', name, 'the service ended before the answer came', 0, 'service', at, ?1
         FROM webhooks WHERE state = 'begun'",
        [number(now)],
    )?;
    change.execute("UPDATE webhooks SET state = 'lost' WHERE state = 'begun'", [])?;
    change.commit()
}

/// A run as it stands.
pub(super) fn standing(
    database: &Connection,
    product: &str,
    run: &str,
) -> rusqlite::Result<Option<Standing>> {
    database
        .prepare_cached(
            "SELECT report, solution, name, state, message FROM webhooks WHERE product = ?1 AND run = ?2",
        )?
        .query_row([product, run], |row| {
            Ok(Standing {
                report: row.get(0)?,
                solution: row.get(1)?,
                name: row.get(2)?,
                state: row.get(3)?,
                message: row.get(4)?,
            })
        })
        .optional()
}

/// Who met the error of a report, where it is there.
pub(super) fn met(database: &Connection, product: &str, report: &str) -> rusqlite::Result<Option<Met>> {
    let stored = database
        .prepare_cached("SELECT fingerprint, body FROM reports WHERE product = ?1 AND id = ?2")?
        .query_row([product, report], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    Ok(stored.map(|(fingerprint, body)| {
        // What can't be read tells nothing.
        let report = serde_json::from_str::<Report>(&body).ok();
        Met { fingerprint, user: report.and_then(|report| report.context.user?.id) }
    }))
}
