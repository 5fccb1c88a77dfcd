//! A program that runs beside us: its words are kept, and it ends when we do.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::fault::Fault;

/// How many of its last lines are kept.
const KEPT: usize = 20;

pub(super) struct Child {
    name: &'static str,
    process: std::process::Child,
    lines: Arc<Mutex<VecDeque<String>>>,
    quiet: Arc<AtomicBool>,
}

impl Child {
    pub(super) fn start(name: &'static str, mut command: Command) -> Outcome<Self> {
        let mut process =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(
                |error| {
                    let program = command.get_program().to_string_lossy();
                    Fault::new(
                        "UNSTUCK-X310",
                        format!("the {name} ({program}) could not be started: {error}"),
                        "Run `cargo xtask demo` again; it builds what is missing.",
                    )
                },
            )?;
        let (lines, quiet) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        if let Some(out) = process.stdout.take() {
            keep(name, out, &lines, &quiet);
        }
        if let Some(err) = process.stderr.take() {
            keep(name, err, &lines, &quiet);
        }
        Ok(Self { name, process, lines, quiet })
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// From here on its words are kept but no longer shown.
    pub(super) fn hush(&self) {
        self.quiet.store(true, Ordering::SeqCst);
    }

    pub(super) fn ended(&mut self) -> Outcome<Option<ExitStatus>> {
        self.process.try_wait().map_err(|error| {
            Fault::new(
                "UNSTUCK-X311",
                format!("the {} can't be watched: {error}", self.name),
                "Run the command again.",
            )
        })
    }

    pub(super) fn last_lines(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.is_empty() {
            "(it said nothing)".to_owned()
        } else {
            lines.iter().cloned().collect::<Vec<_>>().join("\n")
        }
    }

    /// Gives all of them two seconds to follow the terminal's signal, then ends those which did not.
    pub(super) fn end(children: &mut [Self]) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(2) {
            if children.iter_mut().all(|child| !matches!(child.process.try_wait(), Ok(None))) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        // What the service acknowledged is on disk, so an abrupt end loses nothing.
        for child in children {
            let _ = child.process.kill();
            let _ = child.process.wait();
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn keep(
    name: &'static str,
    from: impl Read + Send + 'static,
    lines: &Arc<Mutex<VecDeque<String>>>,
    quiet: &Arc<AtomicBool>,
) {
    let (lines, quiet) = (Arc::clone(lines), Arc::clone(quiet));
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            if !quiet.load(Ordering::SeqCst) {
                println!("{name:<7} {line}");
            }
            let mut kept = lines.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() == KEPT {
                kept.pop_front();
            }
            kept.push_back(line);
        }
    });
}

/// True when `GET path` is answered with 200.
pub(super) fn answers(door: SocketAddr, path: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&door, Duration::from_millis(500))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {door}\r\nConnection: close\r\n\r\n")?;
        let mut first = String::new();
        BufReader::new(stream).read_line(&mut first)?;
        Ok(first.split(' ').nth(1) == Some("200"))
    };
    ask().unwrap_or(false)
}
