//! A process that ends with its owner, and the first line by which it says where it listens.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use crate::Walked;

/// A child that is killed when it is dropped.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts the command and waits, 30 s at most, for the first line of its standard output in which `find` finds something.
    ///
    /// # Errors
    /// When it does not start, ends, or never prints such a line.
    pub fn start<T: Send + 'static>(
        command: &mut Command,
        find: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Walked<(Self, T)> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take().ok_or("no standard output")?;
        let process = Self(child);
        let (say, hear) = mpsc::channel();
        // The thread goes on reading, so that the child never blocks on a full pipe.
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(found) = find(&line) {
                    let _ = say.send(found);
                }
            }
        });
        let found = hear
            .recv_timeout(Duration::from_secs(30))
            .map_err(|_| format!("`{:?}` did not say where it listens within 30 s", command.get_program()))?;
        Ok((process, found))
    }

    /// Starts a command that never says where it listens.
    ///
    /// # Errors
    /// When it does not start.
    pub fn silent(command: &mut Command) -> Walked<Self> {
        Ok(Self(command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?))
    }

    /// Ends it as `kill -9` does.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
