//! A service that says stop on one way is left alone there, and asked on the others.

use std::time::{Duration, Instant, SystemTime};

use unstuck::{OutcomeKind, Sighting, SolutionId};

use super::{
    SOON, capture, journey, options,
    server::{How, Server},
    until,
};

fn stop(status: u16, seconds: u64) -> How {
    How::Status(status, format!("retry-after: {seconds}\r\n"))
}

fn say(sighting: &Sighting) {
    sighting.outcome(&SolutionId::new("the-fix").unwrap(), OutcomeKind::Claimed, None);
}

#[test]
fn a_stop_on_reports_holds_up_no_outcomes_and_the_other_way_round() {
    for (status, stopped, other) in
        [(429, "/v1/reports", "/v1/outcomes"), (503, "/v1/outcomes", "/v1/reports")]
    {
        journey(move || {
            let server = Server::start(stop(429, 600));
            // The report waits, since it was not recorded when it was asked about.
            server.rule(move |path, _| if path == other { How::Well } else { stop(status, 600) });
            let (options, _) = options(&server.url);
            let guard = unstuck::init(options);
            let sighting = capture(1);
            assert!(sighting.resolution_blocking(SOON).answer.is_none());
            say(&sighting);
            until("the stop was heard", || !server.asked(stopped).is_empty());
            until("the other way is open", || server.stored().len() == 1);
            // Also one who is in a hurry does as the service says.
            let started = Instant::now();
            assert!(!unstuck::flush(SOON) && started.elapsed() < SOON / 2);
            assert_eq!(server.asked(stopped).len(), 1);
            say(&sighting);
            drop(capture(2));
            until("the other way is open still", || server.stored().len() == 2);
            assert_eq!(server.asked(stopped).len(), 1);
            drop(guard);
        });
    }
}

#[test]
fn a_service_that_says_stop_is_not_asked_about_each_error() {
    journey(|| {
        let server = Server::start(How::Well);
        server.rule(|path, _| if path == "/v1/resolve" { stop(429, 2) } else { How::Well });
        let (options, lost) = options(&server.url);
        let _guard = unstuck::init(options);
        assert!(capture(0).resolution_blocking(SOON).answer.is_none());
        let stopped = server.asked("/v1/resolve")[0].1;
        for n in 1..1_000 {
            // At once, since nobody is asked.
            let sighting = capture(n);
            if stopped.elapsed() < Duration::from_secs(1) {
                assert!(sighting.resolution_blocking(Duration::ZERO).abstention.is_some());
                assert_eq!(server.asked("/v1/resolve").len(), 1);
            }
        }
        until("their reports leave", || unstuck::flush(SOON));
        server.rule(|_, _| How::Well);
        until("it is asked again", || capture(5_000).resolution_blocking(SOON).recorded);
        let again = server.asked("/v1/resolve")[1].1;
        assert!(again - stopped >= Duration::from_millis(1_900), "before Retry-After: {:?}", again - stopped);
        until("all leave", || unstuck::flush(SOON));
        // Those that found the queue full, and the ones of the error that was tried until it was asked about.
        let lost = lost.lock().unwrap();
        assert!(lost.keys().all(|why| ["queue-full", "repeated"].contains(&why.as_str())), "{lost:?}");
    });
}

#[test]
fn a_date_is_waited_for() {
    journey(|| {
        let server = Server::start(How::Well);
        server.rule(|_, _| {
            // Of a clock that is a day ahead.
            let now = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
            let until = httpdate::fmt_http_date(now + Duration::from_secs(2));
            How::Status(503, format!("date: {}\r\nretry-after: {until}\r\n", httpdate::fmt_http_date(now)))
        });
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        let sighting = capture(1);
        assert!(sighting.resolution_blocking(SOON).answer.is_none());
        until("the stop was heard", || !server.asked("/v1/reports").is_empty());
        server.rule(|_, _| How::Well);
        until("it is delivered without being told", || !server.stored().is_empty());
        let asked = server.asked("/v1/reports");
        let waited = asked[1].1 - asked[0].1;
        assert!(waited >= Duration::from_millis(1_900), "before Retry-After: {waited:?}");
    });
}
