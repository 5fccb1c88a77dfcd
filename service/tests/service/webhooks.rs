//! A person has the product's own service do something: once, signed, and with a word on what became of it.

use std::{
    io::Write as _,
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::{
    receiver::{Heard, Receiver, Reply},
    running::{report, soon},
    shop::{KEY, Shop, asked, audit, fixed, run, told},
};

/// HMAC-SHA256 as RFC 2104 defines it, with nothing but the hash taken from elsewhere.
fn hmac(message: &str) -> String {
    let pad = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(KEY).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = digest(&SHA256, &[&pad(0x36), message.as_bytes()].concat());
    STANDARD.encode(digest(&SHA256, &[&pad(0x5c), inner.as_ref()].concat()))
}

fn signed(heard: &Heard) -> bool {
    let (id, at) = (heard.header("webhook-id"), heard.header("webhook-timestamp"));
    heard.header("webhook-signature") == format!("v1,{}", hmac(&format!("{id}.{at}.{}", heard.body)))
}

#[test]
fn a_run_is_signed_and_says_what_the_solution_says() {
    let receiver = Receiver::with(vec![fixed("Unlocked. Ask jo@example.com.")]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let mut met = report("r1");
    met["context"] = json!({ "user": { "id": "hashed-person", "traits": {} } });
    let reports = json!({ "v": 1, "key": "pk_shop", "reports": [met] });
    assert_eq!(service.post("/v1/reports", &reports).0, 200);
    let mut forged = asked("f_1");
    forged["with"] = json!({ "days": 9_999 });
    let (status, head, receipt) =
        service.ask("POST", "/v1/webhooks", "origin: https://shop.example\r\n", &forged.to_string());
    assert_eq!((status, receipt), (200, json!({ "message": "Unlocked. Ask [email]." })));
    assert!(head.contains("access-control-allow-origin: https://shop.example"), "{head}");

    let heard = receiver.heard();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].line, "POST /fix HTTP/1.1");
    assert_eq!((heard[0].header("webhook-id"), heard[0].header("content-type")), ("f_1", "application/json"));
    assert!(signed(&heard[0]), "{heard:?}");
    let seconds: u64 = heard[0].header("webhook-timestamp").parse().unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!(now.abs_diff(seconds) < 60);
    let mut body: Value = serde_json::from_str(&heard[0].body).unwrap();
    let written = body["timestamp"].take();
    assert!(
        written.as_str().unwrap().starts_with("20") && written.as_str().unwrap().ends_with('Z'),
        "{written}"
    );
    let fingerprint: String = service.row("SELECT fingerprint FROM reports");
    assert_eq!(
        body,
        json!({ "type": "unstuck.fix", "timestamp": null, "data": {
            "product": "shop", "run": "f_1", "report": "r1", "solution": "locked", "name": "unlock",
            "with": { "days": 3 }, "fingerprint": fingerprint, "user": "hashed-person" } })
    );
    assert_eq!(audit(&service, "f_1"), "webhook unlock done service ");
    let metrics = String::from_utf8(service.get("/metrics", "").2).unwrap();
    assert!(metrics.contains("unstuck_runs_total{kind=\"webhook\",state=\"done\"} 1\n"), "{metrics}");
}

#[test]
fn twenty_clicks_of_one_run_carry_it_out_once() {
    let receiver = Receiver::with(vec![Reply::status(500), fixed("Unlocked.")]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let done = (200, "Unlocked.".to_owned());
    std::thread::scope(|scope| {
        let clicks: Vec<_> = (0..20).map(|_| scope.spawn(|| run(&service, "f_1"))).collect();
        for click in clicks {
            assert_eq!(click.join().unwrap(), done);
        }
    });
    assert_eq!(run(&service, "f_1"), done);
    drop(service);
    let again = shop.start();
    assert_eq!(run(&again, "f_1"), done);
    let heard = receiver.heard();
    let ids: Vec<_> = heard.iter().map(|one| one.header("webhook-id")).collect();
    // Two tries of the one run.
    assert_eq!(ids, ["f_1", "f_1"]);
    assert_eq!(again.row::<i64>("SELECT count(*) FROM runs"), 1);
    assert_eq!(run(&again, "f_2"), done);
    assert_eq!(receiver.heard().len(), 3);
}

#[test]
fn a_run_that_the_end_cut_off_is_never_sent_again() {
    let receiver = Receiver::with(vec![Reply::Hang]);
    let shop = Shop::over(&receiver);
    let mut service = shop.start();
    std::thread::scope(|scope| {
        scope.spawn(|| service.post("/v1/webhooks", &asked("f_1")));
        assert!(soon(|| receiver.heard().len() == 1));
        let killed = Command::new("kill").args(["-KILL", &service.child.id().to_string()]).status();
        assert!(killed.unwrap().success());
    });
    assert!(service.ended(Duration::from_secs(5)).is_some());
    let again = shop.start();
    for _ in 0..2 {
        assert_eq!(run(&again, "f_1"), (409, "UNSTUCK-F008".to_owned()));
    }
    assert!(soon(|| again.row::<i64>("SELECT count(*) FROM runs") == 1));
    assert_eq!(
        audit(&again, "f_1"),
        "webhook unlock unknown service the service ended before the answer came"
    );
    assert_eq!(receiver.heard().len(), 1);
}

#[test]
fn a_run_under_way_is_settled_before_the_end_though_who_asked_has_left() {
    let (receiver, held) = Receiver::held(r#"{ "message": "Unlocked." }"#);
    let shop = Shop::over(&receiver);
    let mut service = shop.start();
    let body = asked("f_1").to_string();
    let mut stream = TcpStream::connect(&service.address).unwrap();
    let length = body.len();
    write!(stream, "POST /v1/webhooks HTTP/1.1\r\nhost: test\r\ncontent-length: {length}\r\n\r\n{body}")
        .unwrap();
    assert!(soon(|| receiver.heard().len() == 1));
    drop(stream);
    service.terminate();
    assert!(service.ended(Duration::from_millis(300)).is_none(), "it ended under a run");
    drop(held);
    let ended = service.ended(Duration::from_secs(5)).expect("it ends once the run is settled");
    assert_eq!(ended.code(), Some(0));
    assert_eq!(audit(&service, "f_1"), "webhook unlock done service ");
    assert_eq!(run(&shop.start(), "f_1"), (200, "Unlocked.".to_owned()));
}

#[test]
fn an_answer_that_does_not_come_is_waited_for_no_longer_than_ten_seconds() {
    let receiver = Receiver::with(vec![Reply::status(503), Reply::Hang]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let began = Instant::now();
    assert_eq!(run(&service, "f_1"), (504, "UNSTUCK-F007".to_owned()));
    let took = began.elapsed();
    assert!((Duration::from_secs(9)..Duration::from_secs(12)).contains(&took), "{took:?}");
    assert_eq!(run(&service, "f_1"), (504, "UNSTUCK-F007".to_owned()));
    assert_eq!(receiver.heard().len(), 2);
    assert!(audit(&service, "f_1").ends_with("failed service it did not answer in time"));
    assert!(service.row::<i64>("SELECT millis FROM runs") > 9_000);
}

#[test]
fn after_a_try_that_was_not_answered_no_later_one_says_that_nothing_was_done() {
    for (last, reason) in [(Reply::status(422), "it answered 422"), (Reply::status(503), "it answered 503")] {
        let receiver = Receiver::with(vec![Reply::Close, last]);
        let shop = Shop::over(&receiver);
        let service = shop.start();
        assert_eq!(run(&service, "f_1"), (504, "UNSTUCK-F007".to_owned()));
        let told = audit(&service, "f_1");
        assert!(told.contains(&format!("; then {reason}")), "{told}");
        assert_eq!(run(&service, "f_1"), (504, "UNSTUCK-F007".to_owned()));
    }
}

#[test]
fn what_may_pass_is_tried_three_times_and_what_stays_once() {
    for (replies, tries, answer, reason) in [
        (vec![Reply::status(500), Reply::status(502), fixed("Third.")], 3, (200, "Third."), ""),
        (vec![Reply::Close, fixed("Second.")], 2, (200, "Second."), ""),
        (vec![Reply::status(503)], 3, (502, "UNSTUCK-F006"), "it answered 503"),
        (vec![Reply::status(422), fixed("Never.")], 1, (502, "UNSTUCK-F006"), "it answered 422"),
        (
            vec![Reply::Say(302, "location: /other\r\n", String::new()), fixed("Never.")],
            1,
            (502, "UNSTUCK-F006"),
            "it answered 302, and redirects are not followed",
        ),
        (
            vec![Reply::Say(307, "location: http://127.0.0.1:1/\r\n", String::new())],
            1,
            (502, "UNSTUCK-F006"),
            "307",
        ),
        (vec![Reply::ok("")], 1, (200, ""), ""),
        (vec![fixed(&"long ".repeat(4_000))], 1, (200, ""), ""),
    ] {
        let receiver = Receiver::with(replies);
        let shop = Shop::over(&receiver);
        let service = shop.start();
        let (status, _, body) = service.post("/v1/webhooks", &asked("f_1"));
        assert!(!body.to_string().contains("hidden") && !body.to_string().contains("127.0.0.1"), "{body}");
        assert_eq!(told((status, String::new(), body)), (answer.0, answer.1.to_owned()), "{reason}");
        let heard = receiver.heard();
        assert_eq!(heard.len(), tries, "{reason}");
        assert!(heard.iter().all(signed));
        assert!(heard.iter().all(|one| one.header("webhook-id") == "f_1" && one.body == heard[0].body));
        assert!(audit(&service, "f_1").contains(reason), "{}", audit(&service, "f_1"));
    }
}

#[test]
fn an_address_has_ten_runs_a_minute_and_others_go_on() {
    let receiver = Receiver::with(vec![fixed("Unlocked.")]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let ask = |n: usize, address: &str| {
        let headers = format!("x-forwarded-for: {address}\r\n");
        service.ask("POST", "/v1/webhooks", &headers, &asked(&format!("f_{n}")).to_string())
    };
    for n in 0..10 {
        assert_eq!(told(ask(n, "198.51.100.1")), (200, "Unlocked.".to_owned()));
    }
    let (status, head, body) = ask(10, "198.51.100.1");
    assert_eq!((status, body["code"].as_str()), (429, Some("UNSTUCK-F004")));
    let seconds = head.lines().find_map(|line| line.strip_prefix("retry-after: ")).unwrap();
    assert!((1..=60).contains(&seconds.parse::<u64>().unwrap()), "{head}");
    assert_eq!(told(ask(3, "198.51.100.1")), (200, "Unlocked.".to_owned()), "asked again is no new run");
    assert_eq!(
        told(ask(10, "198.51.100.2")),
        (200, "Unlocked.".to_owned()),
        "what was refused may come again"
    );
    assert_eq!(receiver.heard().len(), 11);
}

#[test]
fn a_locked_database_sends_nothing() {
    let receiver = Receiver::with(vec![fixed("Unlocked.")]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let lock = rusqlite::Connection::open(shop.data().join("unstuck.db")).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(run(&service, "f_1"), (503, "UNSTUCK-D001".to_owned()));
    assert!(receiver.heard().is_empty());
    lock.execute_batch("ROLLBACK").unwrap();
    assert!(soon(|| run(&service, "f_1") == (200, "Unlocked.".to_owned())));
    assert_eq!(receiver.heard().len(), 1);
}

#[test]
fn what_became_of_a_run_is_kept_though_the_disk_took_nothing_at_first() {
    let (receiver, held) = Receiver::held(r#"{ "message": "Unlocked." }"#);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    std::thread::scope(|scope| {
        let click = scope.spawn(|| run(&service, "f_1"));
        assert!(soon(|| receiver.heard().len() == 1));
        let lock = rusqlite::Connection::open(shop.data().join("unstuck.db")).unwrap();
        lock.execute_batch("BEGIN IMMEDIATE").unwrap();
        drop(held);
        assert!(soon(|| service.ask("GET", "/readyz", "", "").0 == 503));
        lock.execute_batch("ROLLBACK").unwrap();
        assert_eq!(click.join().unwrap(), (200, "Unlocked.".to_owned()));
    });
    assert_eq!(audit(&service, "f_1"), "webhook unlock done service ");
    assert_eq!(run(&service, "f_1"), (200, "Unlocked.".to_owned()));
    assert_eq!(receiver.heard().len(), 1);
}

#[test]
fn what_the_service_saw_stands_before_what_a_page_says() {
    let receiver = Receiver::with(vec![fixed("Unlocked.")]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let tell = || {
        let run = json!({ "id": "f_1", "kind": "webhook", "name": "made-up", "state": "done" });
        let outcome = json!({ "id": "o1", "report": "r1", "solution": "locked", "kind": "silent", "at": 1, "run": run });
        let outcomes = json!({ "v": 1, "key": "pk_shop", "outcomes": [outcome] });
        assert_eq!(service.post("/v1/outcomes", &outcomes).0, 200);
    };
    tell();
    assert_eq!(audit(&service, "f_1"), "webhook made-up done page ");
    // What a page says of a run begins none and ends none.
    assert_eq!(run(&service, "f_1"), (200, "Unlocked.".to_owned()));
    assert_eq!(audit(&service, "f_1"), "webhook unlock done service ");
    tell();
    assert_eq!(audit(&service, "f_1"), "webhook unlock done service ");
    assert_eq!(service.row::<i64>("SELECT count(*) FROM runs"), 1);
}
