//! After each thing that a service may do wrong, what waited arrives once it is well.

use std::{sync::atomic::Ordering, time::Instant};

use super::{
    SOON, arrived, capture, journey, options,
    server::{HUNDRED_MB, How, Server},
    until,
};

/// Three errors while the service does this, and then it is well.
fn outlives(how: How) {
    journey(move || {
        let server = Server::start(how);
        let (options, lost) = options(&server.url);
        let _guard = unstuck::init(options);
        let captured: Vec<_> = (0..3).map(capture).collect();
        for sighting in &captured {
            assert!(sighting.resolution_blocking(SOON).answer.is_none());
        }
        until("the reports were tried", || !server.asked("/v1/reports").is_empty());
        assert!(!unstuck::flush(SOON) && server.stored().is_empty());
        server.becomes(How::Well);
        until("what waited is delivered", || unstuck::flush(SOON));
        arrived(&server, &captured);
        assert!(lost.lock().unwrap().is_empty(), "{lost:?}");
        // Nothing of it is sent again.
        assert!(unstuck::flush(SOON));
        arrived(&server, &captured);
    });
}

#[test]
fn a_service_that_is_down() {
    journey(|| {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let (options, _) = options(&format!("http://{address}"));
        let _guard = unstuck::init(options);
        let captured: Vec<_> = (0..3).map(capture).collect();
        for sighting in &captured {
            assert!(sighting.resolution_blocking(SOON).answer.is_none());
        }
        assert!(!unstuck::flush(SOON));
        let server = Server::at(&address, How::Well);
        // The back-off finds it without being told.
        until("what waited is delivered", || server.stored().len() == 3);
        assert!(unstuck::flush(SOON));
        arrived(&server, &captured);
    });
}

#[test]
fn a_service_whose_headers_drip() {
    journey(|| {
        let server = Server::start(How::Drips);
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        let (started, captured) = (Instant::now(), [capture(1)]);
        assert!(captured[0].resolution_blocking(SOON).answer.is_none());
        // Ten seconds for the question and, with packs, as many for the pack.
        assert!(started.elapsed() < SOON * 5 / 6, "nobody hung up for {:?}", started.elapsed());
        assert!(server.stored().is_empty());
        server.becomes(How::Well);
        until("what waited is delivered", || unstuck::flush(SOON));
        arrived(&server, &captured);
    });
}

#[test]
fn a_service_that_resets() {
    outlives(How::Resets);
}

#[test]
fn an_answer_that_ends_in_the_middle() {
    outlives(How::Halves);
}

#[test]
fn a_service_that_fails() {
    outlives(How::Status(500, String::new()));
}

#[test]
fn a_service_that_wants_to_be_left_alone() {
    outlives(How::Status(429, String::new()));
}

#[test]
fn a_service_that_wants_to_be_left_alone_for_a_second() {
    outlives(How::Status(429, "retry-after: 1\r\n".into()));
}

#[test]
fn an_answer_that_is_no_http() {
    outlives(How::Says("\u{16}\u{3}\u{1}SSH-2.0-nothing\r\n\r\n"));
}

#[test]
fn an_answer_that_is_no_json() {
    outlives(How::Says("HTTP/1.1 200 OK\r\ncontent-length: 21\r\n\r\n<p>Sign in to Wi-Fi</"));
}

#[test]
fn an_answer_that_is_json_of_somebody_else() {
    outlives(How::Says("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"ok\":true}"));
}

#[test]
fn a_body_of_100_mb_is_cut_off() {
    journey(|| {
        let server = Server::start(How::Endless(200));
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        let captured = [capture(1)];
        assert!(captured[0].resolution_blocking(SOON).answer.is_none());
        assert!(!unstuck::flush(SOON));
        let requests = (server.asked("/v1/resolve").len() + server.asked("/v1/reports").len()) as u64;
        let written = server.written.load(Ordering::SeqCst);
        assert!(written < requests * HUNDRED_MB / 5, "{written} bytes were taken in {requests} requests");
        // A refusal is one also where it goes on and on.
        server.rule(|_, _| How::Endless(400));
        until("it is refused", || unstuck::flush(SOON));
        assert!(server.stored().is_empty());
        server.becomes(How::Well);
        let captured = [capture(2)];
        assert!(captured[0].resolution_blocking(SOON).recorded);
        arrived(&server, &captured);
    });
}
