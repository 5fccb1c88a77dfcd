//! What is asked for most, as the reports in the database tell.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use unstuck_protocol::{ProductId, Report, ResolvedBy, SolutionId};
use unstuck_resolver::Resolver;

/// Kinds of errors that are looked at.
const KINDS: i64 = 2_000;
/// How long another program's lock is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// Reports that tell what is asked for of late.
pub const LATELY: i64 = 100_000;
/// All of them.
pub const EVER: i64 = i64::MAX;

/// How often each solution was asked for in the last so many reports of all products: one report of each kind is answered
/// anew, and counts as often as its kind came. Without reports nothing is told.
#[must_use]
pub fn told(
    resolver: &Resolver,
    reports: Option<&(PathBuf, ProductId)>,
    last: i64,
) -> BTreeMap<SolutionId, u64> {
    let mut asked = BTreeMap::new();
    let kinds = reports.and_then(|(data, product)| kinds(data, product, last).ok());
    for (body, count) in kinds.into_iter().flatten() {
        let Ok(report) = serde_json::from_str::<Report>(&body) else { continue };
        if let Some(answer) = resolver.resolve(&report, ResolvedBy::Service).answer {
            *asked.entry(answer.article.solution).or_default() += count;
        }
    }
    asked
}

/// A report of each kind of error, with how many there are; the most frequent kinds.
fn kinds(data: &Path, product: &ProductId, last: i64) -> rusqlite::Result<Vec<(String, u64)>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(data.join("unstuck.db"), flags)?;
    database.busy_timeout(PATIENCE)?;
    let mut kinds = database.prepare(
        "SELECT body, count(*), min(id) FROM reports WHERE product = ?1 AND rowid > (SELECT max(rowid) FROM reports) - ?3
         GROUP BY fingerprint ORDER BY 2 DESC, 3 LIMIT ?2",
    )?;
    let rows = kinds.query_map(rusqlite::params![product.as_str(), KINDS, last], |row| {
        Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default()))
    })?;
    rows.collect()
}
