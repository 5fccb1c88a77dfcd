//! Apps that panic in what the SDK calls, and call it from there.

use std::{
    cell::RefCell,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use unstuck::{
    Answered, BreadcrumbKind, Consent, Options, OutcomeKind, Scope, SolutionId, SurfaceKind, Transport,
    Waiting,
};

use super::{
    SOON, capture, journey, options,
    server::{How, Server},
    until,
};

/// All that an app may call, so that a lock which is held by the caller holds it up for good.
fn everything(n: usize) {
    let sighting = capture(n);
    sighting.outcome(&SolutionId::new("the-fix").unwrap(), OutcomeKind::Claimed, None);
    let _ = sighting.resolution_blocking(Duration::ZERO);
    unstuck::set_tag("from", "within");
    unstuck::set_context("from", serde_json::json!("within"));
    unstuck::set_user(None);
    unstuck::add_breadcrumb(BreadcrumbKind::Custom, "within");
    Scope::current().fork().set_route("/within");
    unstuck::operation("within").succeeded();
    unstuck::set_consent(Consent::Granted);
    let _ = unstuck::solution_url(&SolutionId::new("the-fix").unwrap());
    unstuck::flush(Duration::from_millis(1));
}

/// Answers 503 to so many requests, and does something at each.
struct Busy<F>(AtomicUsize, F);

impl<F: Fn(usize) + Send + Sync> Transport for Busy<F> {
    fn send(&self, _url: String, body: Option<String>) -> Waiting {
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        (self.1)(n);
        let said: serde_json::Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        let ids = |name: &str| -> Vec<serde_json::Value> {
            said[name].as_array().into_iter().flatten().map(|one| one["id"].clone()).collect()
        };
        let body = serde_json::json!({
            "report": said["report"]["id"], "by": "service", "recorded": true,
            "reports": ids("reports"), "outcomes": ids("outcomes"),
        });
        Box::pin(async move {
            Ok(Answered { status: 200, retry_after: None, body: body.to_string().into_bytes() })
        })
    }
}

#[test]
fn nothing_of_the_app_is_called_with_a_lock_held() {
    journey(|| {
        let called = Arc::new([const { AtomicUsize::new(0) }; 3]);
        let call = |which: usize| {
            let called = called.clone();
            move || {
                let n = called[which].fetch_add(1, Ordering::SeqCst);
                if n < 3 {
                    everything(which * 100 + n);
                }
            }
        };
        let (sends, looks, hears) = (call(0), call(1), call(2));
        let options = Options::new("pk_test")
            .in_memory()
            .transport(Box::new(Busy(AtomicUsize::new(0), move |_| sends())));
        let options = options.on_loss(move |_, _| hears()).before_send(move |report| {
            looks();
            // The first is kept here, so that there is a loss to hear of.
            (report.problem.code.as_deref() != Some("FAILURE_1000")).then_some(report)
        });
        let _guard = unstuck::init(options);
        let _ = capture(1_000);
        until("all were called", || {
            let _ = capture(1_001);
            called.iter().all(|count| count.load(Ordering::SeqCst) > 0)
        });
        until("nothing waits", || unstuck::flush(SOON));
    });
}

#[test]
fn whoever_waits_on_the_delivery_thread_does_not_wait_for_itself() {
    journey(|| {
        let took = Arc::new(Mutex::new(None));
        let said = took.clone();
        let options = Options::new("pk_test").in_memory().on_loss(move |_, _| {
            let started = Instant::now();
            let _ = capture(7).resolution_blocking(SOON);
            let _ = unstuck::flush(SOON);
            *said.lock().unwrap() = Some(started.elapsed());
        });
        let _guard =
            unstuck::init(options.transport(Box::new(Busy(AtomicUsize::new(0), |_| {}))).before_send(
                |report| (report.problem.code.as_deref() != Some("FAILURE_1")).then_some(report),
            ));
        let _ = (capture(1), capture(2));
        until("it was told", || took.lock().unwrap().is_some());
        let took = took.lock().unwrap().unwrap();
        assert!(took < SOON / 3, "{took:?}");
    });
}

#[test]
fn a_transport_that_panics_is_one_that_did_not_go_through() {
    struct Panics(Arc<AtomicUsize>, Busy<fn(usize)>);
    impl Transport for Panics {
        fn send(&self, url: String, body: Option<String>) -> Waiting {
            match self.0.fetch_add(1, Ordering::SeqCst) {
                0 | 3 => panic!("at once"),
                1 | 2 => Box::pin(async { panic!("later") }),
                _ => self.1.send(url, body),
            }
        }
    }
    journey(|| {
        let tried = Arc::new(AtomicUsize::new(0));
        let panics = Panics(tried.clone(), Busy(AtomicUsize::new(0), |_| {}));
        let _guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(panics)));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        // Who waits without an end has an answer.
        assert!(runtime.block_on(capture(1).resolution()).abstention.is_some());
        until("it panicked more than once", || tried.load(Ordering::SeqCst) > 1);
        until("what waited is delivered", || runtime.block_on(unstuck::flush_async()));
        assert!(capture(2).resolution_blocking(SOON).recorded);
    });
}

#[test]
fn an_app_that_panics_when_it_hears_or_looks_harms_nobody() {
    journey(|| {
        let server = Server::start(How::Well);
        let (options, _) = options(&server.url);
        let options = options.on_loss(|_, _| panic!("it hears")).before_send(|report| {
            assert!(report.problem.code.as_deref() != Some("FAILURE_1"), "it looks");
            Some(report)
        });
        let _guard = unstuck::init(options);
        // What it panics at stays here.
        assert!(capture(1).resolution_blocking(SOON).abstention.is_some());
        assert!(capture(2).resolution_blocking(SOON).recorded);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        // So that there is a loss to be heard of by that flush.
        let _ = capture(1);
        assert!(runtime.block_on(unstuck::flush_async()));
        assert_eq!((server.stored().len(), server.lost()), (1, 2));
    });
}

#[test]
fn a_look_that_captures_each_time_does_not_go_round() {
    journey(|| {
        let server = Server::start(How::Well);
        let (options, lost) = options(&server.url);
        let _guard = unstuck::init(options.before_send(|report| {
            let _ = unstuck::capture_problem(report.problem.clone(), SurfaceKind::None);
            Some(report)
        }));
        assert!(capture(1).resolution_blocking(SOON).recorded);
        assert!(unstuck::flush(SOON));
        assert_eq!(server.stored().len(), 1);
        assert_eq!(*lost.lock().unwrap(), [("before-send".to_owned(), 1)].into());
    });
}

#[test]
fn a_hearing_that_captures_each_time_comes_to_rest() {
    journey(|| {
        let server = Server::start(How::Status(400, String::new()));
        let (options, _) = options(&server.url);
        let heard = Arc::new(AtomicUsize::new(0));
        let count = heard.clone();
        let _guard = unstuck::init(options.on_loss(move |_, _| {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = capture(1);
        }));
        assert!(capture(1).resolution_blocking(SOON).abstention.is_some());
        until("it is at rest", || {
            let before = heard.load(Ordering::SeqCst);
            thread::sleep(Duration::from_millis(200));
            before > 0 && heard.load(Ordering::SeqCst) == before
        });
        assert!(heard.load(Ordering::SeqCst) < 50, "{heard:?}");
    });
}

#[test]
fn a_thread_that_ends_may_capture() {
    struct Last;
    impl Drop for Last {
        fn drop(&mut self) {
            unstuck::set_tag("at", "the end");
            let _ = capture(1);
        }
    }
    thread_local!(static LAST: RefCell<Option<Last>> = const { RefCell::new(None) });
    journey(|| {
        let server = Server::start(How::Well);
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options.before_send(Some));
        thread::spawn(|| {
            LAST.set(Some(Last));
            // So that there are others that end with the thread.
            let _entered = Scope::current().enter();
            let _ = capture(2);
        })
        .join()
        .unwrap();
        until("both arrive", || unstuck::flush(SOON) && server.stored().len() == 2);
    });
}
