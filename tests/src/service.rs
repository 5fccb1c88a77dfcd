//! The resolution service, run as a team would run it.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use crate::{Walked, process::Process, root};

/// A running service with a data folder of its own.
#[derive(Debug)]
pub struct Service {
    process: Process,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub url: String,
    data: tempfile::TempDir,
}

impl Service {
    /// Starts `unstuck serve` over these solutions on a free port.
    ///
    /// # Errors
    /// When it does not start.
    pub fn over(solutions: &Path) -> Walked<Self> {
        Self::with(solutions, &[])
    }

    /// As [`Self::over`], with further options.
    ///
    /// # Errors
    /// When it does not start.
    pub fn with(solutions: &Path, options: &[&str]) -> Walked<Self> {
        let data = tempfile::tempdir()?;
        let mut command = Command::new(bin());
        command.arg("serve").arg("--solutions").arg(solutions).arg("--data").arg(data.path());
        command.args(["--listen", "127.0.0.1:0"]).args(options);
        let (process, url) = Process::start(&mut command, |line| {
            line.strip_prefix("listening on ").map(|url| url.trim().to_owned())
        })?;
        Ok(Self { process, url, data })
    }

    /// Ends it as `kill -9` does; its data stays until this value is dropped.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Waits, 10 s at most, until the query finds a row, and gives that row's first column.
    ///
    /// # Errors
    /// When no row comes.
    pub fn row(&self, query: &str) -> Walked<String> {
        let file = std::fs::read_dir(self.data.path())?
            .flatten()
            .map(|entry| entry.path())
            .find(|path| {
                path.extension().is_some_and(|end| matches!(end.to_str(), Some("db" | "sqlite" | "sqlite3")))
            })
            .ok_or("the service has no database")?;
        let database = rusqlite::Connection::open(file)?;
        let started = Instant::now();
        loop {
            match database.query_row(query, [], |row| row.get::<_, String>(0)) {
                Ok(text) => return Ok(text),
                Err(_) if started.elapsed() < Duration::from_secs(10) => {
                    std::thread::sleep(Duration::from_millis(50))
                }
                Err(error) => return Err(format!("`{query}`: {error}").into()),
            }
        }
    }
}

/// Makes a key that signs packs, and gives its public half.
///
/// # Errors
/// When the file can't be made.
pub fn keygen(file: &Path) -> Walked<String> {
    let made = Command::new(bin()).arg("keygen").arg(file).output()?;
    let said = String::from_utf8(made.stdout)?;
    let key =
        said.lines().find_map(|line| line.strip_prefix("public key")).and_then(|rest| rest.split(',').next());
    Ok(key.ok_or_else(|| format!("no key: {}", String::from_utf8_lossy(&made.stderr)))?.trim().to_owned())
}

fn bin() -> PathBuf {
    std::env::var_os("UNSTUCK_BIN").map_or_else(|| root().join("target/debug/unstuck"), PathBuf::from)
}
