//! What an app lives through: captured, answered, away, and back.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use unstuck::{Answered, Options, OutcomeKind, Problem, SolutionId, SurfaceKind, Transport, Waiting};

/// A service that answers as it is told and remembers what it was sent.
#[derive(Default)]
struct Service {
    asked: Mutex<Vec<(String, String)>>,
    status: Mutex<u16>,
    delay: Duration,
}

impl Transport for Service {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        self.asked
            .lock()
            .expect("no test panics while it holds the lock")
            .push((url.clone(), body.clone().unwrap_or_default()));
        let (status, delay) =
            (*self.status.lock().expect("no test panics while it holds the lock"), self.delay);
        Box::pin(async move {
            std::thread::sleep(delay);
            let said: serde_json::Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
            let ids = |name: &str| -> Vec<serde_json::Value> {
                said[name].as_array().into_iter().flatten().map(|one| one["id"].clone()).collect()
            };
            let answer = if url.ends_with("/v1/resolve") {
                serde_json::json!({ "report": said["report"]["id"], "by": "service", "recorded": true })
            } else {
                serde_json::json!({ "reports": ids("reports"), "outcomes": ids("outcomes") })
            };
            Ok(Answered { status, retry_after: None, body: answer.to_string().into_bytes() })
        })
    }
}

impl Service {
    fn answering(status: u16, delay: Duration) -> Arc<Self> {
        Arc::new(Self { status: Mutex::new(status), delay, ..Self::default() })
    }

    fn asked(&self, path: &str) -> Vec<String> {
        let asked = self.asked.lock().expect("no test panics while it holds the lock");
        asked.iter().filter(|(url, _)| url.ends_with(path)).map(|(_, body)| body.clone()).collect()
    }
}

/// The SDK is one of a process, so these journeys go one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

const SOON: Duration = Duration::from_secs(5);

#[test]
fn an_error_is_asked_about_and_nothing_private_leaves() {
    let _alone = alone();
    let service = Service::answering(200, Duration::ZERO);
    let _guard = unstuck::init(
        Options::new("pk_test").in_memory().release("1.2.0").transport(Box::new(service.clone())),
    );
    unstuck::set_tag("contact", "mei.lin@example.com");
    let sighting = unstuck::capture(&std::io::Error::other("no mail for mei.lin@example.com"));
    assert!(sighting.resolution_blocking(SOON).recorded);
    let bodies = service.asked("/v1/resolve");
    assert_eq!(bodies.len(), 1);
    assert!(bodies[0].contains("1.2.0") && bodies[0].contains("no mail for"));
    assert!(!bodies[0].contains("mei.lin@example.com"), "{}", bodies[0]);
}

#[test]
fn a_report_that_found_the_service_away_is_delivered_when_it_is_back() {
    let _alone = alone();
    let service = Service::answering(503, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let sighting = unstuck::capture_problem(Problem::new("it failed"), SurfaceKind::None);
    assert!(sighting.resolution_blocking(SOON).answer.is_none());
    assert!(!unstuck::flush(SOON), "delivered to a service that is away");
    *service.status.lock().expect("no test panics while it holds the lock") = 200;
    assert!(unstuck::flush(SOON));
    let delivered = service.asked("/v1/reports");
    assert!(delivered.last().unwrap().contains(sighting.id().as_str()));
    let before = delivered.len();
    assert!(unstuck::flush(SOON));
    assert_eq!(service.asked("/v1/reports").len(), before, "delivered twice");
}

#[test]
fn a_slow_service_never_slows_the_app() {
    let _alone = alone();
    let service = Service::answering(200, Duration::from_millis(400));
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service)));
    let started = Instant::now();
    let sighting = unstuck::capture_problem(Problem::new("slow"), SurfaceKind::None);
    assert!(started.elapsed() < Duration::from_millis(200));
    assert!(sighting.resolution_blocking(Duration::from_millis(10)).answer.is_none());
}

#[test]
fn what_the_person_says_of_it_is_delivered_once_and_the_last_word_counts() {
    let _alone = alone();
    let service = Service::answering(503, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let sighting = unstuck::capture_problem(Problem::new("it failed"), SurfaceKind::None);
    let solution = SolutionId::new("the-fix").unwrap();
    sighting.outcome(&solution, OutcomeKind::Silent, None);
    sighting.outcome(&solution, OutcomeKind::Claimed, None);
    *service.status.lock().expect("no test panics while it holds the lock") = 200;
    assert!(unstuck::flush(SOON));
    let delivered = service.asked("/v1/outcomes");
    let last = delivered.last().unwrap();
    assert!(last.contains("claimed") && !last.contains("silent"), "{last}");
}

#[test]
fn a_waiting_report_is_tried_again_without_being_asked() {
    let _alone = alone();
    let service = Service::answering(503, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let sighting = unstuck::capture_problem(Problem::new("it failed"), SurfaceKind::None);
    assert!(sighting.resolution_blocking(SOON).answer.is_none());
    // The first redelivery follows at once and fails too; the next one is the back-off's.
    let started = Instant::now();
    while service.asked("/v1/reports").is_empty() && started.elapsed() < SOON {
        std::thread::sleep(Duration::from_millis(5));
    }
    *service.status.lock().expect("no test panics while it holds the lock") = 200;
    while service.asked("/v1/reports").len() < 2 && started.elapsed() < SOON {
        std::thread::sleep(Duration::from_millis(20));
    }
    let delivered = service.asked("/v1/reports");
    assert_eq!(delivered.len(), 2);
    assert!(delivered[1].contains(sighting.id().as_str()));
}

#[test]
fn a_person_is_known_by_a_hash() {
    let _alone = alone();
    let service = Service::answering(200, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    unstuck::set_user(Some(unstuck::User { id: Some("employee-77".into()), ..unstuck::User::default() }));
    let sighting = unstuck::capture_problem(Problem::new("it failed"), SurfaceKind::None);
    assert!(sighting.resolution_blocking(SOON).recorded);
    let bodies = service.asked("/v1/resolve");
    assert!(bodies[0].contains("\"user\"") && !bodies[0].contains("employee-77"), "{}", bodies[0]);
}

/// The whole of it: an operation fails, its solution is looked at, and the next try goes well, until it does not.
#[test]
fn the_next_success_of_the_operation_verifies_the_solution_and_the_same_error_takes_it_back() {
    let _alone = alone();
    let service = Service::answering(200, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let error = std::io::Error::other("your limit is reached");
    let sighting = unstuck::operation("transfer").failed(&error);
    let solution = SolutionId::new("raise-the-limit").unwrap();
    sighting.outcome(&solution, OutcomeKind::Silent, None);
    // What comes within two seconds is the error whose solution is being looked at.
    let later = Duration::from_millis(2_100);
    std::thread::sleep(later);
    unstuck::operation("payment").succeeded();
    unstuck::operation("transfer").succeeded();
    assert!(unstuck::flush(SOON));
    let told = service.asked("/v1/outcomes");
    assert!(
        told.last().unwrap().contains("\"verified\"")
            && told.last().unwrap().contains(sighting.id().as_str()),
        "{told:?}"
    );
    let _ = unstuck::operation("transfer").failed(&error);
    assert!(unstuck::flush(SOON));
    assert!(service.asked("/v1/outcomes").last().unwrap().contains("\"failed\""));
}

/// A regression: the end of the inner one took the operation of the outer one along.
#[test]
fn an_attempt_within_another_gives_it_back_and_a_name_with_ids_is_known_again() {
    let _alone = alone();
    let service = Service::answering(200, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let error = std::io::Error::other("the outer one failed");
    let outer = unstuck::operation("orders/4711/pay");
    unstuck::operation("check the card").succeeded();
    let sighting = unstuck::capture(&error);
    assert!(sighting.resolution_blocking(SOON).recorded);
    assert!(
        service.asked("/v1/resolve")[0].contains("orders/{id}/pay"),
        "{:?}",
        service.asked("/v1/resolve")
    );
    sighting.outcome(&SolutionId::new("the-fix").unwrap(), OutcomeKind::Silent, None);
    std::thread::sleep(Duration::from_millis(2_100));
    outer.succeeded();
    assert!(unstuck::flush(SOON));
    assert!(service.asked("/v1/outcomes").last().unwrap().contains("\"verified\""));
    let after = unstuck::capture_problem(Problem::new("after it").code("AFTER"), SurfaceKind::None);
    assert!(!after.payload().unwrap().contains("operation"), "{:?}", after.payload());
}

/// A regression: a success by another way made the person's no a yes.
#[test]
fn who_said_no_is_not_overruled_by_a_later_success() {
    let _alone = alone();
    let service = Service::answering(200, Duration::ZERO);
    let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let sighting = unstuck::operation("refund").failed(&std::io::Error::other("no refund"));
    let solution = SolutionId::new("the-fix").unwrap();
    sighting.outcome(&solution, OutcomeKind::Silent, None);
    sighting.outcome(&solution, OutcomeKind::Failed, Some("there is no such button".into()));
    std::thread::sleep(Duration::from_millis(2_100));
    unstuck::operation("refund").succeeded();
    assert!(unstuck::flush(SOON));
    let told = service.asked("/v1/outcomes").concat();
    assert!(told.contains("no such button") && !told.contains("verified"), "{told}");
}
