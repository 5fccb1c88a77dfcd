//! However often something arrives, it is there once.

use serde_json::{Value, json};

use crate::running::{KEY, Running, reports, resolve, soon};

#[test]
fn a_report_that_comes_again_is_stored_and_counted_once() {
    let service = Running::start();
    for _ in 0..3 {
        assert_eq!(service.post("/v1/resolve", &resolve("twice")).2["recorded"], true);
        let (status, _, receipt) = service.post("/v1/reports", &reports(&["twice", "other", "twice"]));
        assert_eq!((status, receipt), (200, json!({ "reports": ["twice", "other", "twice"] })));
    }
    assert_eq!(service.row::<i64>("SELECT count(*) FROM reports"), 2);
    assert_eq!(service.row::<i64>("SELECT sum(reports) FROM counters"), 2);
}

#[test]
fn reports_that_come_all_at_once_are_each_counted_once() {
    let service = Running::start();
    std::thread::scope(|scope| {
        for sender in 0..8 {
            let service = &service;
            scope.spawn(move || {
                for n in 0..20 {
                    // Each is sent by two of the eight.
                    let id = format!("r{}-{n}", sender / 2);
                    assert_eq!(service.post("/v1/reports", &reports(&[&id])).0, 200);
                }
            });
        }
    });
    assert_eq!(service.row::<i64>("SELECT count(*) FROM reports"), 80);
    assert_eq!(service.row::<i64>("SELECT sum(reports) FROM counters"), 80);
}

#[test]
fn the_counters_tell_answers_with_a_record_from_those_without() {
    let service = Running::start();
    service.post("/v1/resolve", &resolve("counted"));
    let text = String::from_utf8(service.get("/metrics", "").2).unwrap();
    assert!(text.contains("unstuck_answers_total{recorded=\"true\"} 1\n"), "{text}");
    assert!(text.contains("unstuck_requests_total{route=\"/v1/resolve\",status=\"200\"} 1\n"), "{text}");
}

fn outcome(id: &str, kind: &str, at: u64) -> Value {
    let outcome = json!({ "id": id, "report": "r1", "solution": "card-expired", "kind": kind, "at": at, "reason": format!("why {id}, ask jo@example.com") });
    json!({ "v": 1, "key": KEY, "outcomes": [outcome] })
}

#[test]
fn the_latest_outcome_stays_whatever_order_they_come_in() {
    let service = Running::start();
    for (id, kind, at) in [
        ("o1", "silent", 10),
        ("o3", "claimed", 30),
        ("o3", "claimed", 30),
        ("o2", "failed", 20),
        ("o1", "silent", 10),
    ] {
        let (status, _, receipt) = service.post("/v1/outcomes", &outcome(id, kind, at));
        assert_eq!((status, receipt), (200, json!({ "outcomes": [id] })));
    }
    assert_eq!(service.row::<i64>("SELECT count(*) FROM outcomes"), 1);
    let kept = "SELECT id || ' ' || kind || ' ' || at || ' ' || reason FROM outcomes";
    assert_eq!(service.row::<String>(kept), "o3 claimed 30 why o3, ask [email]");
}

#[test]
fn an_outcome_may_come_before_its_report() {
    let service = Running::start();
    assert_eq!(service.post("/v1/outcomes", &outcome("o1", "verified", 1)).0, 200);
    assert_eq!(service.post("/v1/reports", &reports(&["r1"])).0, 200);
    assert!(soon(|| service
        .row::<i64>("SELECT count(*) FROM outcomes JOIN reports ON outcomes.report = reports.id")
        == 1));
}

#[test]
fn the_same_question_has_the_same_answer_however_often_it_is_asked() {
    let service = Running::start();
    let mut first = service.post("/v1/resolve", &resolve("a0")).2;
    assert_eq!(first["answer"]["article"]["solution"], "card-expired", "{first}");
    for n in 1..5 {
        let id = format!("a{n}");
        let again = service.post("/v1/resolve", &resolve(&id)).2;
        first["report"] = id.into();
        assert_eq!(again, first);
    }
    assert_eq!(service.row::<i64>("SELECT sum(reports) FROM counters"), 5);
}
