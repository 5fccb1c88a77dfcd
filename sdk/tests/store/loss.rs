//! What is lost is heard of, by the app and by the service.

use std::{
    sync::{Arc, Mutex},
    thread,
};

use unstuck::{Options, Problem, SurfaceKind};

use super::{SOON, alone, service::Service};

/// Reasons and counts, with the thread on which they were told.
type Heard = Arc<Mutex<Vec<(String, u64, String)>>>;

fn hearing(service: &Arc<Service>) -> (Options, Heard) {
    let heard = Heard::default();
    let told = heard.clone();
    let options = Options::new("pk_test").in_memory().transport(Box::new(service.clone()));
    let options = options.on_loss(move |reason, count| {
        let thread = thread::current().name().unwrap_or_default().to_owned();
        told.lock().unwrap().push((reason.to_owned(), count, thread));
    });
    (options, heard)
}

#[test]
fn the_app_hears_what_the_service_refused() {
    let _alone = alone();
    let service = Service::answering(400);
    let (options, heard) = hearing(&service);
    let guard = unstuck::init(options);
    super::capture(2);
    assert!(unstuck::flush(SOON), "what is refused goes on and on");
    drop(guard);
    let heard = heard.lock().unwrap();
    assert_eq!(heard.iter().map(|(_, count, _)| count).sum::<u64>(), 2, "{heard:?}");
    assert!(heard.iter().all(|(reason, _, thread)| reason == "refused" && thread == "unstuck"), "{heard:?}");
}

#[test]
fn losses_are_delivered_though_no_report_is() {
    let _alone = alone();
    let service = Service::answering(503);
    let (options, heard) = hearing(&service);
    let guard = unstuck::init(options);
    for n in 0..200 {
        unstuck::set_context(format!("large {n}"), serde_json::json!("word ".repeat(1_000)));
    }
    let sighting = unstuck::capture_problem(Problem::new("more than a request takes"), SurfaceKind::None);
    assert!(sighting.resolution_blocking(SOON).answer.is_none());
    assert!(!unstuck::flush(SOON));
    assert_eq!(heard.lock().unwrap().as_slice(), [("too-large".into(), 1, "unstuck".into())]);
    service.answer(200);
    assert!(unstuck::flush(SOON));
    assert_eq!((service.lost("too-large"), service.delivered().len()), (1, 0));
    drop(guard);
    assert_eq!(service.lost("too-large"), 1, "counted twice");
}

#[test]
fn an_app_that_panics_when_it_hears_does_not_end_the_delivery() {
    let _alone = alone();
    let service = Service::answering(400);
    let options = Options::new("pk_test").in_memory().transport(Box::new(service.clone()));
    let _guard = unstuck::init(options.on_loss(|reason, _| panic!("the app does not like `{reason}`")));
    super::capture(1);
    unstuck::flush(std::time::Duration::from_millis(200));
    service.answer(200);
    let sighting = unstuck::capture_problem(Problem::new("it failed"), SurfaceKind::None);
    assert!(sighting.resolution_blocking(SOON).recorded);
}
