//! What the service refuses is lost alone.

use super::{
    SOON, arrived, capture, journey, options,
    server::{How, Server},
    until,
};

fn no() -> How {
    How::Status(503, String::new())
}

#[test]
fn one_report_that_is_refused_takes_no_other_along() {
    for status in [400, 413, 422] {
        journey(move || {
            let server = Server::start(no());
            let (options, lost) = options(&server.url);
            let _guard = unstuck::init(options);
            let mut captured: Vec<_> = (0..40).map(capture).collect();
            until("all of them wait", || {
                captured.iter().all(|one| one.resolution_blocking(SOON).answer.is_none())
            });
            let bad = captured.remove(17);
            let id = bad.id().as_str().to_owned();
            let before = server.asked("/v1/reports").len();
            server.rule(move |_, body| match body.contains(&id) {
                true => How::Status(status, String::new()),
                false => How::Well,
            });
            until("nothing waits", || unstuck::flush(SOON));
            arrived(&server, &captured);
            assert_eq!(*lost.lock().unwrap(), [("refused".to_owned(), 1)].into());
            assert_eq!(server.lost(), 1);
            let asked = server.asked("/v1/reports").len() - before;
            assert!(asked <= 14, "{asked} requests for one bad report of 40");
        });
    }
}

#[test]
fn what_is_too_large_together_arrives_in_parts() {
    journey(|| {
        let server = Server::start(no());
        let (options, lost) = options(&server.url);
        let _guard = unstuck::init(options);
        let captured: Vec<_> = (0..60).map(capture).collect();
        until("all of them wait", || {
            captured.iter().all(|one| one.resolution_blocking(SOON).answer.is_none())
        });
        server.rule(|_, body| if body.len() > 3_000 { How::Status(413, String::new()) } else { How::Well });
        until("nothing waits", || unstuck::flush(SOON));
        arrived(&server, &captured);
        assert!(lost.lock().unwrap().is_empty(), "{lost:?}");
    });
}

#[test]
fn a_wrong_key_costs_one_request_and_not_one_for_each() {
    journey(|| {
        let server = Server::start(no());
        let (options, lost) = options(&server.url);
        let _guard = unstuck::init(options);
        let captured: Vec<_> = (0..30).map(capture).collect();
        until("all of them wait", || {
            captured.iter().all(|one| one.resolution_blocking(SOON).answer.is_none())
        });
        let before = server.asked("/v1/reports").len();
        server.rule(|_, _| How::Status(401, String::new()));
        until("nothing waits", || unstuck::flush(SOON));
        // One for the reports, and one for what was lost.
        assert!(server.asked("/v1/reports").len() - before <= 3);
        assert_eq!(*lost.lock().unwrap(), [("refused".to_owned(), 30)].into());
    });
}
