//! How the service ends: it answers what is under way, and waits for nobody longer than the farewell.

use std::{
    io::Write as _,
    net::TcpStream,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::running::{Running, answer, reports};

/// `serve`'s farewell is 10 s; starting and ending a process on a busy machine takes the rest.
const FAREWELL: Duration = Duration::from_secs(13);

/// A request of which the head and half of the body are sent.
fn half_sent(service: &Running, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&service.address).unwrap();
    write!(
        stream,
        "POST /v1/reports HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{}",
        body.len(),
        &body[..body.len() / 2]
    )
    .unwrap();
    // The service has seen it before it is asked to end.
    std::thread::sleep(Duration::from_millis(300));
    stream
}

#[test]
fn a_request_under_way_is_answered_before_the_end() {
    let mut service = Running::start();
    let body = reports(&["last"]).to_string();
    let mut stream = half_sent(&service, &body);
    service.terminate();
    assert!(service.ended(Duration::from_millis(300)).is_none(), "it ended under a request");
    assert!(TcpStream::connect(&service.address).is_err(), "it takes new connections while it ends");
    stream.write_all(&body.as_bytes()[body.len() / 2..]).unwrap();
    let (status, _, receipt) = answer(stream);
    let receipt: Value = serde_json::from_slice(&receipt).unwrap();
    assert_eq!((status, &receipt["reports"][0]), (200, &"last".into()));
    let ended = service.ended(Duration::from_secs(5)).expect("it ends once the request is answered");
    assert_eq!(ended.code(), Some(0));
    assert_eq!(service.row::<i64>("SELECT count(*) FROM reports WHERE id = 'last'"), 1);
}

#[test]
fn an_idle_connection_holds_no_shutdown() {
    let mut service = Running::start();
    let mut idle = TcpStream::connect(&service.address).unwrap();
    write!(idle, "GET /healthz HTTP/1.1\r\nhost: test\r\n\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    service.terminate();
    let ended = service.ended(Duration::from_secs(5)).expect("it ends at once");
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn a_half_sent_body_holds_the_end_no_longer_than_the_farewell() {
    let mut service = Running::start();
    let body = reports(&["never"]).to_string();
    let _never_finished = half_sent(&service, &body);
    // A head that never ends is no request yet.
    let mut head = TcpStream::connect(&service.address).unwrap();
    write!(head, "POST /v1/reports HTT").unwrap();
    let asked = Instant::now();
    service.terminate();
    let ended = service.ended(FAREWELL).expect("it ends after the farewell");
    assert_eq!(ended.code(), Some(0));
    assert!(asked.elapsed() > Duration::from_secs(5), "the farewell lets slow requests finish");
    assert_eq!(service.row::<i64>("SELECT count(*) FROM reports"), 0);
}
