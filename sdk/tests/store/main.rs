//! What waits on the disk of a process: across its end, its death, other processes, and disks in trouble.
#![cfg(all(feature = "store", unix))]
#![allow(clippy::unwrap_used)]

mod bounds;
mod child;
mod kill;
mod loss;
mod restart;
mod service;
mod trouble;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use unstuck::{Options, Problem, SurfaceKind};

const SOON: Duration = Duration::from_secs(30);

/// The SDK is one of a process, so these journeys go one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for a condition that comes about on other threads or in other processes.
fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < SOON, "it never came about: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("unstuck-store-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The one folder in it of a key and an endpoint, once something was kept.
    fn product(&self) -> PathBuf {
        let mut folders: Vec<PathBuf> =
            fs::read_dir(&self.0).unwrap().map(|folder| folder.unwrap().path()).collect();
        assert_eq!(folders.len(), 1, "{folders:?}");
        folders.remove(0)
    }

    /// Names of all entries with where they are, oldest first.
    fn names(&self) -> Vec<(String, PathBuf)> {
        let products = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let files = products.flat_map(|product| fs::read_dir(product.path()).into_iter().flatten().flatten());
        let named = files.map(|file| (file.file_name().into_string().unwrap(), file.path()));
        let ours = named.filter(|(name, _)| name.ends_with(".report") || name.ends_with(".outcome"));
        let mut all: Vec<_> = ours.collect();
        all.sort();
        all
    }

    /// Names and texts of all entries, oldest first.
    fn entries(&self) -> Vec<(String, String)> {
        self.names().into_iter().filter_map(|(name, path)| Some((name, text(&path)?))).collect()
    }

    /// The ids of all entries, each of which must be whole.
    fn ids(&self) -> Vec<String> {
        self.entries().iter().map(|(name, text)| id(name, text)).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is in a file; none where it has vanished.
fn text(path: &Path) -> Option<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        text => Some(text.unwrap()),
    }
}

/// The id in an entry's file; fails where the file is not whole.
fn id(name: &str, text: &str) -> String {
    let body = text.split_once('\n').map_or("", |(_, body)| body);
    let json: serde_json::Value =
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{name} is not whole: {error}: {text:?}"));
    json["id"].as_str().unwrap().to_owned()
}

fn options(folder: &Folder, service: &std::sync::Arc<service::Service>) -> Options {
    Options::new("pk_test").store(&folder.0).transport(Box::new(service.clone()))
}

/// Captures so many problems, each an error of its own, and gives their ids.
fn capture(count: usize) -> Vec<String> {
    let problem = |n| Problem::new(format!("failure {n}")).code(format!("FAILURE_{n}"));
    let one = |n| unstuck::capture_problem(problem(n), SurfaceKind::None);
    (0..count).map(|n| one(n).id().as_str().to_owned()).collect()
}
