//! Nothing leaves before the person agreed.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use unstuck::{Answered, Consent, Options, Transport, Waiting};

/// Remembers what it was sent and stores nothing.
#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Heard {
    fn heard(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Heard {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let body = body.unwrap_or_default();
        let said: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
        let ids: Vec<_> =
            said["reports"].as_array().into_iter().flatten().map(|one| one["id"].clone()).collect();
        self.heard().push(url + &body);
        let body = serde_json::json!({ "reports": ids }).to_string().into_bytes();
        Box::pin(async { Ok(Answered { status: 200, retry_after: None, body }) })
    }
}

/// The SDK is one of a process, so these journeys go one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn begin() -> (Arc<Heard>, unstuck::Guard) {
    let heard = Arc::new(Heard::default());
    let options =
        Options::new("pk_test").in_memory().consent(Consent::Pending).transport(Box::new(heard.clone()));
    (heard, unstuck::init(options))
}

#[test]
fn what_waited_for_a_yes_leaves_with_it() {
    let _alone = alone();
    let (heard, _guard) = begin();
    let sighting = unstuck::capture(&std::io::Error::other("the disk is full"));
    assert!(sighting.resolution_blocking(Duration::from_secs(5)).answer.is_none());
    assert!(!unstuck::flush(Duration::from_secs(1)));
    assert!(heard.heard().is_empty());
    unstuck::set_consent(Consent::Granted);
    assert!(unstuck::flush(Duration::from_secs(5)));
    let said = heard.heard();
    assert!(
        said.len() == 1 && said[0].contains("/v1/reports") && said[0].contains(sighting.id().as_str()),
        "{said:?}"
    );
}

#[test]
fn a_no_forgets_what_waited_and_what_comes_after() {
    let _alone = alone();
    let (heard, _guard) = begin();
    let _ = unstuck::capture(&std::io::Error::other("before"));
    unstuck::set_consent(Consent::Denied);
    let after = unstuck::capture(&std::io::Error::other("after"));
    assert_eq!(after.payload(), None);
    assert!(unstuck::flush(Duration::from_secs(5)));
    // Who changes their mind later has told nothing of what was before.
    unstuck::set_consent(Consent::Granted);
    assert!(unstuck::flush(Duration::from_secs(5)));
    assert!(heard.heard().is_empty());
}

#[test]
fn a_no_also_removes_what_an_earlier_run_left_on_the_disk() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let away = || Options::new("pk_test").endpoint("http://127.0.0.1:9").store(folder.path());
    let files = || {
        let own = std::fs::read_dir(folder.path()).unwrap().flatten().next().unwrap();
        std::fs::read_dir(own.path()).unwrap().count()
    };
    let first = unstuck::init(away());
    let _ = unstuck::capture(&std::io::Error::other("the disk is full"));
    drop(first);
    assert_eq!(files(), 1);
    // Until the person says something, it stays where it is.
    let second = unstuck::init(away().consent(Consent::Pending));
    unstuck::flush(Duration::from_secs(1));
    assert_eq!(files(), 1);
    unstuck::set_consent(Consent::Denied);
    let started = std::time::Instant::now();
    while files() > 0 {
        assert!(started.elapsed() < Duration::from_secs(5));
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(second);
}

/// A service that takes its time.
struct Slow(Arc<Heard>);

impl Transport for Slow {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let waiting = self.0.send(url, body);
        std::thread::sleep(Duration::from_millis(300));
        waiting
    }
}

/// A regression: what stood behind a slow request was asked about after the person had said no.
#[test]
fn a_no_also_holds_for_what_is_about_to_be_asked() {
    let _alone = alone();
    let heard = Arc::new(Heard::default());
    let options = Options::new("pk_test").in_memory().transport(Box::new(Slow(heard.clone())));
    let _guard = unstuck::init(options);
    for n in 0..5 {
        let _ = unstuck::capture(&std::io::Error::other(format!(
            "error {} of its own",
            ["a", "b", "c", "d", "e"][n]
        )));
    }
    let started = std::time::Instant::now();
    while heard.heard().is_empty() {
        assert!(started.elapsed() < Duration::from_secs(5));
        std::thread::sleep(Duration::from_millis(1));
    }
    unstuck::set_consent(Consent::Denied);
    let sent = heard.heard().len();
    unstuck::set_consent(Consent::Granted);
    assert!(unstuck::flush(Duration::from_secs(5)));
    let after: Vec<_> =
        heard.heard().iter().skip(sent).filter(|one| one.contains("of its own")).cloned().collect();
    assert!(after.len() <= 1, "{after:?}");
}
