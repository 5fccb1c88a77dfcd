//! What the SDK lives through: services that misbehave, floods, odd errors, and apps that call it from anywhere.
#![cfg(feature = "http")]
#![allow(clippy::unwrap_used)]

mod answers;
mod errors;
mod flood;
mod limits;
mod reentry;
mod refusals;
mod runtime;
mod server;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use server::Server;
use unstuck::{Options, Problem, Sighting, SurfaceKind};

const SOON: Duration = Duration::from_secs(30);
/// Longer than any journey takes; what is not over by then never ends.
const LONGEST: Duration = Duration::from_secs(120);

/// A journey alone in the process, since the SDK is one of a process, on a thread that is not waited for forever.
fn journey(walk: impl FnOnce() + Send + 'static) {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (say, hear) = mpsc::channel();
    thread::spawn(move || say.send(catch_unwind(AssertUnwindSafe(walk))));
    match hear.recv_timeout(LONGEST) {
        Ok(Ok(())) => {}
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => panic!("it never ends"),
    }
}

/// Waits for a condition that comes about on other threads.
fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < SOON, "it never came about: {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// How many were lost, by reason.
type Lost = Arc<Mutex<BTreeMap<String, u64>>>;

fn options(endpoint: &str) -> (Options, Lost) {
    let lost = Lost::default();
    let heard = lost.clone();
    let options = Options::new("pk_test").in_memory().endpoint(endpoint).on_loss(move |reason, count| {
        *heard.lock().unwrap().entry(reason.to_owned()).or_default() += count;
    });
    (options, lost)
}

/// A problem that is an error of its own.
fn problem(n: usize) -> Problem {
    Problem::new(format!("failure {n}")).code(format!("FAILURE_{n}"))
}

fn capture(n: usize) -> Sighting {
    unstuck::capture_problem(problem(n), SurfaceKind::None)
}

/// What was captured is with the service, each once.
fn arrived(server: &Server, captured: &[Sighting]) {
    let mut ids: Vec<_> = captured.iter().map(|one| one.id().as_str().to_owned()).collect();
    ids.sort();
    let mut stored = server.stored();
    stored.sort();
    assert_eq!(stored, ids);
}
