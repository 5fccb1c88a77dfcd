//! The one writer: many callers, one commit.

use std::{
    collections::BTreeMap,
    sync::{Arc, mpsc},
    time::Duration,
};

use arc_swap::ArcSwapOption;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use tokio::runtime::Handle;
use unstuck_protocol::{ActionKind, Loss, Outcome, RunState};

use super::{
    Filed, Job, Row,
    conversations::{self, Keeper},
    runs::{self, Told},
    schema,
    votes::{self, Mask},
    waiting::{self, Room},
};
use crate::{edge::clock, metrics::Runs};

/// Rows in one commit, about.
const GROUP: usize = 256;
/// How long a group gathers where reports come in crowds: far fewer pages written and flushed for each of them. More
/// than this, and callers in a closed loop would all wait for one commit.
const CROWD: Duration = Duration::from_millis(1);
/// How often a store that failed is tried again.
const RETRY: Duration = Duration::from_secs(1);
const DAY_MILLIS: u64 = 24 * 60 * 60 * 1_000;

/// Writes until every sender is gone.
pub(super) fn run(
    mut database: Connection,
    inbox: &mpsc::Receiver<Job>,
    problem: &ArcSwapOption<String>,
    counted: &Runs,
    callers: &Handle,
) {
    let mut crowded = false;
    // Where that can't be written now, those runs stay begun, which says as much.
    let _ = runs::lose(&mut database, clock::now());
    let mut log = Log {
        mask: Mask::default(),
        waiting: votes::any_waiting(&database),
        keeper: Keeper::default(),
        room: Room::default(),
        tidied: 0,
    };
    loop {
        let group = match inbox.recv_timeout(RETRY) {
            Ok(first) => {
                // A report that comes alone waits for nobody.
                if crowded {
                    std::thread::sleep(CROWD);
                }
                gather(first, inbox)
            }
            // With nothing to write, an empty transaction tells whether the disk takes writes again.
            Err(mpsc::RecvTimeoutError::Timeout) if problem.load().is_some() => Vec::new(),
            Err(mpsc::RecvTimeoutError::Timeout) => continue,
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        };
        crowded = group.len() > 1;
        let result = commit(&mut database, &mut log, &group);
        let result = result.map(|new| counted.add(&new)).map_err(|error| error.to_string());
        match &result {
            Ok(()) => {
                if problem.swap(None).is_some() {
                    eprintln!("store: writes succeed again");
                }
            }
            Err(why) => {
                // What was told to wait no more waits again.
                log.waiting = true;
                if problem.swap(Some(Arc::new(why.clone()))).is_none() {
                    eprintln!(
                        "UNSTUCK-D001: the store takes no writes: {why}. Nothing acknowledged is lost; it is tried again."
                    );
                }
            }
        }
        let heard = Heard(group, result);
        // From this thread every caller would be woken by a call of the system; there, all of them by one.
        callers.spawn(async move { drop(heard) });
    }
}

/// A group and what became of it. Its callers hear when it is dropped: also where their runtime ends before it runs anything.
struct Heard(Vec<Job>, Result<(), String>);

impl Drop for Heard {
    fn drop(&mut self) {
        for job in self.0.drain(..) {
            // A caller that no longer waits needs no answer.
            let _ = job.done.send(self.1.clone());
        }
    }
}

/// What waits already.
fn gather(first: Job, inbox: &mpsc::Receiver<Job>) -> Vec<Job> {
    let mut rows = first.rows.len();
    let mut group = vec![first];
    while rows < GROUP {
        let Ok(job) = inbox.try_recv() else { break };
        rows += job.rows.len();
        group.push(job);
    }
    group
}

/// What the writer keeps in mind.
struct Log {
    keeper: Keeper,
    mask: Mask,
    /// Outcomes may wait for their reports; where none do, no report is asked about them.
    waiting: bool,
    room: Room,
    /// The day on which what is too old was last let go.
    tidied: i64,
}

/// The kind and state of each run that the audit did not have yet.
type NewRuns = Vec<(ActionKind, RunState)>;

fn commit(database: &mut Connection, log: &mut Log, group: &[Job]) -> rusqlite::Result<NewRuns> {
    let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if group.is_empty() {
        // Writing the version anew is the smallest write that reaches the disk.
        change.pragma_update(None, "user_version", schema::VERSION)?;
    }
    let received = clock::now();
    let today = number(received / DAY_MILLIS);
    if log.tidied != today {
        waiting::tidy(&change, today)?;
        conversations::tidy_all(&change, received)?;
    }
    // In a surge most reports of a group are of one error, so each error's counter is written once.
    let mut new: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    let mut ran = NewRuns::new();
    for job in group {
        let product = job.product.as_str();
        for row in &job.rows {
            match row {
                Row::Report(report) if insert(&change, product, report, received)? => {
                    if log.waiting {
                        log.waiting = votes::arrived(&change, product, &report.id)?;
                    }
                    *new.entry((product, &report.fingerprint)).or_default() += 1;
                }
                Row::Report(_) => {}
                Row::Outcome(Outcome { run: Some(run), report, solution, reason, at, .. }, _) => {
                    let reason = reason.as_deref();
                    let told = Told { run, report, solution, reason, at: *at, service: false };
                    if runs::tell(&change, product, &told, received)? {
                        ran.push((run.kind, run.state));
                    }
                }
                Row::Begun(begun) => runs::begin(&change, product, begun)?,
                Row::Ended(ended) => {
                    if runs::end(&change, product, ended, received)? {
                        ran.push((ended.run.kind, ended.run.state));
                    }
                }
                Row::Outcome(outcome, address) => {
                    if replace(&change, product, outcome, received)? {
                        let address = log.mask.hidden(&change, *address, today)?;
                        log.waiting |= votes::cast(&change, product, outcome, address, today, &mut log.room)?;
                    }
                }
                Row::Intent(solution, context, address) => {
                    let address = log.mask.hidden(&change, *address, today)?;
                    votes::choose(&change, product, solution, context, address, received, today)?;
                }
                Row::Spoken(spoken) => log.keeper.keep(&change, product, spoken)?,
                Row::Loss(loss) => lose(&change, product, loss, received)?,
            }
        }
    }
    count(&change, &new, received)?;
    change.commit()?;
    log.tidied = today;
    Ok(ran)
}

/// Whether the report was not there yet.
fn insert(change: &Transaction<'_>, product: &str, report: &Filed, received: u64) -> rusqlite::Result<bool> {
    let new = change
        .prepare_cached("INSERT INTO reports (product, id, fingerprint, at, received, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING")?
        .execute(params![product, report.id, report.fingerprint, number(report.at), number(received), report.body])?;
    Ok(new > 0)
}

fn count(change: &Transaction<'_>, new: &BTreeMap<(&str, &str), i64>, received: u64) -> rusqlite::Result<()> {
    let mut add = change
        .prepare_cached("INSERT INTO counters (product, fingerprint, day, reports) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET reports = reports + excluded.reports")?;
    for ((product, fingerprint), count) in new {
        add.execute(params![product, fingerprint, number(received / DAY_MILLIS), count])?;
    }
    Ok(())
}

/// An outcome that is not older than the one it stands in for; whether it says something new.
fn replace(
    change: &Transaction<'_>,
    product: &str,
    outcome: &Outcome,
    received: u64,
) -> rusqlite::Result<bool> {
    let kind = json(&outcome.kind)?;
    let kind = kind.trim_matches('"');
    let (report, solution) = (outcome.report.as_str(), outcome.solution.as_str());
    let before: Option<String> = change
        .prepare_cached("SELECT kind FROM outcomes WHERE product = ?1 AND report = ?2 AND solution = ?3")?
        .query_row([product, report, solution], |row| row.get(0))
        .optional()?;
    let changed = change
        .prepare_cached(
            "INSERT INTO outcomes (product, report, solution, id, kind, reason, at, received) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT DO UPDATE SET id = excluded.id, kind = excluded.kind, reason = excluded.reason, at = excluded.at, received = excluded.received
             WHERE excluded.at >= outcomes.at",
        )?
        .execute(params![
            product,
            report,
            solution,
            outcome.id.as_str(),
            kind,
            outcome.reason,
            number(outcome.at),
            number(received)
        ])?;
    Ok(changed > 0 && before.as_deref() != Some(kind))
}

fn lose(change: &Transaction<'_>, product: &str, loss: &Loss, received: u64) -> rusqlite::Result<()> {
    let (day, count) = (number(received / DAY_MILLIS), number(loss.count.min(1_000_000_000)));
    change
        .prepare_cached("INSERT INTO losses (product, reason, day, count) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET count = min(count + excluded.count, 1000000000000)")?
        .execute(params![product, loss.reason, day, count])?;
    Ok(())
}

/// SQLite's integers are signed; a time past them is the last one.
pub(super) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
