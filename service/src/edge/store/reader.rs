//! Reads beside the writer: a connection that can't write, opened when somebody first asks.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags};

use super::PATIENCE;

#[derive(Debug)]
pub(super) struct Reader {
    file: PathBuf,
    database: Mutex<Option<Connection>>,
}

impl Reader {
    pub(super) fn over(file: PathBuf) -> Arc<Self> {
        Arc::new(Self { file, database: Mutex::default() })
    }

    /// Asks on a thread that may wait.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, String> {
        let reader = Arc::clone(self);
        let asked = tokio::task::spawn_blocking(move || reader.answer(question)).await;
        asked.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
    }

    fn answer<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let mut kept = self.database.lock().unwrap_or_else(PoisonError::into_inner);
        let database = match kept.take() {
            Some(database) => database,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let database = Connection::open_with_flags(&self.file, flags)?;
                database.busy_timeout(PATIENCE)?;
                database
            }
        };
        // One that failed is opened anew.
        let answer = question(&database)?;
        *kept = Some(database);
        Ok(answer)
    }
}
