//! What people say about answers, as a log that only grows: what was learnt can be learnt again from it, to the byte.
//!
//! Who says it stands there as hashes, never as an id or an address: persons under a secret of this database, addresses
//! under one that is in memory for a day only, so that afterwards nobody can tell from the log whose they were.

use std::net::IpAddr;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use unstuck_protocol::{Context, Outcome, OutcomeKind, Report, SolutionId};
use unstuck_resolver::scene;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::waiting::Room;

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Its place in the log.
    pub seq: i64,
    /// What the person was told.
    pub text: String,
    /// Where it was met, a fact each.
    pub scene: Vec<String>,
    /// The solution that was shown.
    pub solution: String,
    /// What it says.
    pub kind: Kind,
    /// A hash of the report and the solution: a later entry about the same takes the place of the earlier one.
    pub about: Option<u64>,
    /// Hashes of who says it.
    pub voices: Vec<u64>,
    /// Days since 1970.
    pub day: u32,
}

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// How it ended for whom the solution was shown.
    Ended(OutcomeKind),
    /// A predicted question was chosen; there is no text, as nobody asked.
    Chosen,
}

/// Whether any outcome waits for its report.
pub(super) fn any_waiting(database: &Connection) -> bool {
    // What can't be told now is asked of each report.
    database.query_row("SELECT EXISTS (SELECT 1 FROM waiting)", [], |row| row.get(0)).unwrap_or(true)
}

/// Writes an outcome that says something new to the log; one whose report is not there yet waits for it, and then this is
/// true.
pub(super) fn cast(
    change: &Transaction<'_>,
    product: &str,
    outcome: &Outcome,
    address: Option<i64>,
    day: i64,
    room: &mut Room,
) -> rusqlite::Result<bool> {
    let kind = kind_text(outcome.kind);
    let (report, solution) = (outcome.report.as_str(), outcome.solution.as_str());
    let waits = !append(change, product, report, solution, kind, address, day)?;
    if waits {
        room.make(change, product)?;
        change
            .prepare_cached("INSERT OR REPLACE INTO waiting (product, report, solution, kind, address, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![product, report, solution, kind, address, day])?;
    }
    Ok(waits)
}

/// Writes what waited for a report that has now come; whether other outcomes may still wait.
pub(super) fn arrived(change: &Transaction<'_>, product: &str, report: &str) -> rusqlite::Result<bool> {
    let mut waiting = change.prepare_cached(
        "SELECT solution, kind, address, day FROM waiting WHERE product = ?1 AND report = ?2 ORDER BY solution",
    )?;
    let rows = waiting
        .query_map([product, report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<Vec<(String, String, Option<i64>, i64)>>>()?;
    for (solution, kind, address, day) in &rows {
        append(change, product, report, solution, kind, *address, *day)?;
    }
    if rows.is_empty() {
        return Ok(true);
    }
    change.execute("DELETE FROM waiting WHERE product = ?1 AND report = ?2", [product, report])?;
    Ok(any_waiting(change))
}

/// Whether the report was there.
fn append(
    change: &Transaction<'_>,
    product: &str,
    report: &str,
    solution: &str,
    kind: &str,
    address: Option<i64>,
    day: i64,
) -> rusqlite::Result<bool> {
    let body: Option<String> = change
        .prepare_cached("SELECT body FROM reports WHERE product = ?1 AND id = ?2")?
        .query_row([product, report], |row| row.get(0))
        .optional()?;
    let about = hash(secret(change)?, &[product, report, solution]);
    let Some(report) = body.and_then(|body| serde_json::from_str::<Report>(&body).ok()) else {
        return Ok(false);
    };
    let person = report.context.user.as_ref().and_then(|user| user.id.as_deref());
    let person = match person {
        Some(id) => Some(voice(change, product, id)?),
        None => None,
    };
    let voices: Vec<u8> = person.into_iter().chain(address).flat_map(i64::to_le_bytes).collect();
    let scene = serde_json::to_string(&scene::facts(&report)).unwrap_or_default();
    let text = if report.problem.message.trim().is_empty() {
        report.problem.title.unwrap_or_default()
    } else {
        report.problem.message
    };
    change
        .prepare_cached(
            "INSERT INTO votes (product, text, solution, kind, voices, day, scene, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![product, text, solution, kind, voices, day, scene, about])?;
    Ok(true)
}

/// Writes that somebody chose a predicted question.
pub(super) fn choose(
    change: &Transaction<'_>,
    product: &str,
    solution: &SolutionId,
    context: &Context,
    address: Option<i64>,
    at: u64,
    day: i64,
) -> rusqlite::Result<()> {
    let person = match context.user.as_ref().and_then(|user| user.id.as_deref()) {
        Some(id) => Some(voice(change, product, id)?),
        None => None,
    };
    let voices: Vec<u8> = person.into_iter().chain(address).flat_map(i64::to_le_bytes).collect();
    let scene = serde_json::to_string(&scene::of(context, at)).unwrap_or_default();
    change
        .prepare_cached(
            "INSERT INTO votes (product, text, solution, kind, voices, day, scene) VALUES (?1, '', ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![product, solution.as_str(), CHOSEN, voices, day, scene])?;
    Ok(())
}

/// The hash of a person, which only this database can tell again.
fn voice(change: &Transaction<'_>, product: &str, person: &str) -> rusqlite::Result<i64> {
    Ok(hash(secret(change)?, &[product, person]))
}

fn secret(change: &Transaction<'_>) -> rusqlite::Result<Vec<u8>> {
    change.prepare_cached("SELECT value FROM secrets WHERE name = 'voices'")?.query_row([], |row| row.get(0))
}

fn hash(secret: Vec<u8>, parts: &[&str]) -> i64 {
    let mut bytes = secret;
    for part in parts {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    i64::from_le_bytes(xxh3_64_with_seed(&bytes, 0).to_le_bytes())
}

/// The secret that addresses are hashed under, another one each day.
#[derive(Default)]
pub(super) struct Mask {
    day: i64,
    secret: Vec<u8>,
}

impl Mask {
    /// The hash of an address on a day, where there is one.
    pub(super) fn hidden(
        &mut self,
        change: &Transaction<'_>,
        address: Option<IpAddr>,
        day: i64,
    ) -> rusqlite::Result<Option<i64>> {
        let Some(address) = address else { return Ok(None) };
        if self.secret.is_empty() || self.day != day {
            self.secret = change.query_row("SELECT randomblob(32)", [], |row| row.get(0))?;
            self.day = day;
        }
        Ok(Some(hash(self.secret.clone(), &["address", &address.to_string()])))
    }
}

/// The next entries of a product's log.
///
/// # Errors
/// When the database can't be read.
pub fn read(database: &Connection, product: &str, after: i64, most: usize) -> rusqlite::Result<Vec<Vote>> {
    let mut log = database.prepare_cached(
        "SELECT seq, text, solution, kind, voices, day, scene, about FROM votes WHERE product = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    let rows = log.query_map(params![product, after, most as i64], |row| {
        let (kind, voices): (String, Vec<u8>) = (row.get(3)?, row.get(4)?);
        Ok(Vote {
            seq: row.get(0)?,
            text: row.get(1)?,
            // What can't be read tells nothing.
            scene: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
            solution: row.get(2)?,
            kind: kind_of(&kind),
            about: row.get::<_, Option<i64>>(7)?.map(|about| u64::from_le_bytes(about.to_le_bytes())),
            voices: voices.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect(),
            day: u32::try_from(row.get::<_, i64>(5)?).unwrap_or_default(),
        })
    })?;
    rows.collect()
}

const KINDS: [(OutcomeKind, &str); 4] = [
    (OutcomeKind::Verified, "verified"),
    (OutcomeKind::Claimed, "claimed"),
    (OutcomeKind::Silent, "silent"),
    (OutcomeKind::Failed, "failed"),
];

/// The word of a choice; a program that does not know it takes it for a silent outcome on nothing.
const CHOSEN: &str = "chosen";

fn kind_text(kind: OutcomeKind) -> &'static str {
    KINDS.iter().find(|(one, _)| *one == kind).map_or("silent", |(_, text)| text)
}

fn kind_of(text: &str) -> Kind {
    if text == CHOSEN {
        return Kind::Chosen;
    }
    Kind::Ended(KINDS.iter().find(|(_, one)| *one == text).map_or(OutcomeKind::Silent, |(kind, _)| *kind))
}
