//! The database's form.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, TransactionBehavior};

use super::{conversations, runs};

/// The form that this program writes.
pub(super) const VERSION: i64 = 5;
/// The first SQLite release without the write-ahead log's reset bug, which could lose committed rows.
const SQLITE: i32 = 3_051_003;

pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS reports (
  product TEXT NOT NULL, id TEXT NOT NULL, fingerprint TEXT NOT NULL,
  at INTEGER NOT NULL, received INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (product, id)) STRICT;
CREATE TABLE IF NOT EXISTS outcomes (
  product TEXT NOT NULL, report TEXT NOT NULL, solution TEXT NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, reason TEXT, at INTEGER NOT NULL, received INTEGER NOT NULL,
  PRIMARY KEY (product, report, solution)) STRICT;
CREATE TABLE IF NOT EXISTS counters (
  product TEXT NOT NULL, fingerprint TEXT NOT NULL, day INTEGER NOT NULL, reports INTEGER NOT NULL,
  PRIMARY KEY (product, fingerprint, day)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS losses (
  product TEXT NOT NULL, reason TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (product, reason, day)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS votes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, product TEXT NOT NULL, text TEXT NOT NULL, solution TEXT NOT NULL,
  kind TEXT NOT NULL, voices BLOB NOT NULL, day INTEGER NOT NULL, scene TEXT NOT NULL DEFAULT '[]',
  about INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS votes_by_product ON votes (product, seq);
CREATE TABLE IF NOT EXISTS waiting (
  product TEXT NOT NULL, report TEXT NOT NULL, solution TEXT NOT NULL, kind TEXT NOT NULL, address INTEGER,
  day INTEGER NOT NULL, PRIMARY KEY (product, report, solution)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
INSERT OR IGNORE INTO secrets VALUES ('voices', randomblob(32));";

/// Opens the database, with what an acknowledgement needs to be true.
///
/// # Errors
/// When it cannot be opened, or a newer program wrote it.
pub fn open(file: &Path, patience: Duration) -> Result<Connection, String> {
    if rusqlite::version_number() < SQLITE {
        return Err(format!("SQLite {} is too old; 3.51.3 is the first that fits", rusqlite::version()));
    }
    let fault = |error: rusqlite::Error| format!("{}: {error}", file.display());
    let mut database = Connection::open(file).map_err(fault)?;
    database.busy_timeout(patience).map_err(fault)?;
    // Every commit waits while the log is copied into the database; with the default of 1,000 pages a surge waits for
    // that several times a second.
    let batch = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;";
    database.execute_batch(batch).map_err(fault)?;
    let version: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fault)?;
    if version > VERSION {
        return Err(format!("{}: form {version} is newer than this program's {VERSION}", file.display()));
    }
    if version < VERSION {
        renew(&mut database).map_err(fault)?;
    }
    Ok(database)
}

/// Brings the database to the form of this program.
fn renew(database: &mut Connection) -> rusqlite::Result<()> {
    let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    change.execute_batch(TABLES)?;
    // Form 3 knew no runs.
    change.execute_batch(runs::TABLES)?;
    // Form 4 knew no conversations.
    change.execute_batch(conversations::TABLES)?;
    // Form 2 wrote neither; whoever opened it at the same time may have added them by now.
    for (column, kind) in [("scene", "TEXT NOT NULL DEFAULT '[]'"), ("about", "INTEGER")] {
        if !change.column_exists(None, "votes", column)? {
            change.execute_batch(&format!("ALTER TABLE votes ADD COLUMN {column} {kind}"))?;
        }
    }
    change.pragma_update(None, "user_version", VERSION)?;
    change.commit()
}
