//! Opening help without an error: the moment leaves, scrubbed, and questions come.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

mod blocking;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use blocking::finish;
use serde_json::{Value, json};
use unstuck::{Answered, BreadcrumbKind, Consent, Options, SolutionId, Transport, User, Waiting};

/// Remembers what it was asked, and predicts one question.
#[derive(Default)]
struct Service(Mutex<Vec<(String, Value)>>);

impl Service {
    fn heard(&self) -> Vec<(String, Value)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Service {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let said = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        self.0.lock().unwrap().push((url, said));
        let question = json!({ "solution": "daily-limit", "title": "Your daily limit", "confidence": 0.5 });
        let answer = json!({ "revision": "0".repeat(32), "questions": [question] });
        let body = answer.to_string().into_bytes();
        Box::pin(async { Ok(Answered { status: 200, retry_after: None, body }) })
    }
}

/// The SDK is one of a process, so these journeys go one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn options(service: &Arc<Service>) -> Options {
    Options::new("pk_test").in_memory().release("2.4.1").transport(Box::new(service.clone()))
}

#[test]
fn what_is_going_on_is_asked_about_and_a_choice_is_told() {
    let _alone = alone();
    let service = Arc::new(Service::default());
    let guard = unstuck::init(options(&service));
    unstuck::set_route("/red-packet?to=mei");
    unstuck::set_user(Some(User { id: Some("mei".into()), ..User::default() }));
    unstuck::add_breadcrumb(BreadcrumbKind::Click, "button Send to mei@example.com");
    let questions = finish(unstuck::predict()).unwrap();
    assert_eq!((questions.len(), questions[0].title.as_str()), (1, "Your daily limit"));
    unstuck::chosen(&SolutionId::new("daily-limit").unwrap());
    let started = Instant::now();
    while service.heard().len() < 2 && started.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let heard = service.heard();
    for ((url, said), path) in heard.iter().zip(["/v1/predict", "/v1/intents"]) {
        assert!(url.ends_with(path), "{url}");
        let context = &said["context"];
        assert_eq!((&context["route"], &context["release"]), (&"/red-packet".into(), &"2.4.1".into()));
        assert_eq!(context["breadcrumbs"][0]["message"], "button Send to [email]");
        assert_ne!(context["user"]["id"], "mei", "an id is hashed");
        assert_eq!((&said["v"], &said["key"]), (&1.into(), &"pk_test".into()));
    }
    assert_eq!((heard.len(), &heard[1].1["solution"]), (2, &"daily-limit".into()));
    drop(guard);
    assert!(service.heard().iter().all(|(url, _)| !url.ends_with("/v1/reports")), "nothing was an error");
}

#[test]
fn without_consent_or_past_the_teams_last_look_nothing_is_asked() {
    let _alone = alone();
    let service = Arc::new(Service::default());
    assert!(finish(unstuck::predict()).unwrap_err().to_string().contains("UNSTUCK-K001"));
    for options in [options(&service).consent(Consent::Pending), options(&service).before_send(|_| None)] {
        let guard = unstuck::init(options);
        assert!(finish(unstuck::predict()).is_err());
        unstuck::chosen(&SolutionId::new("daily-limit").unwrap());
        drop(guard);
    }
    assert_eq!(service.heard(), []);
    let change = |mut report: unstuck::Report| {
        report.context.route = None;
        Some(report)
    };
    let _guard = unstuck::init(options(&service).before_send(change));
    unstuck::set_route("/secret");
    finish(unstuck::predict()).unwrap();
    assert_eq!(service.heard()[0].1["context"]["route"], Value::Null);
}
