//! What people were helped by answers others, and stays known.

use std::time::Duration;

use serde_json::{Value, json};

use crate::running::{KEY, Running};

const CARD: &str = "---\nid: card-expired\ntitle: Your card has expired\n---\nOrder a new one.\n";
const LIMIT: &str = "---\nid: daily-limit\ntitle: Your daily limit is reached\n---\nWait until midnight.\n";
const TOLD: &str = "plastic thing {} no longer beeps at the till";

fn report(id: &str, message: &str, person: Option<&str>) -> Value {
    let user = person.map(|person| json!({ "id": person, "traits": {} }));
    json!({ "id": id, "at": 1, "problem": { "message": message }, "context": { "user": user }, "fingerprint": "0".repeat(32) })
}

fn tell(service: &Running, n: usize, person: Option<&str>, kind: &str, headers: &str) {
    let id = format!("r{n}");
    let message = TOLD.replace("{}", &n.to_string());
    let reports = json!({ "v": 1, "key": KEY, "reports": [report(&id, &message, person)] });
    assert_eq!(service.post("/v1/reports", &reports).0, 200);
    let outcome =
        json!({ "id": format!("o{n}"), "report": id, "solution": "card-expired", "kind": kind, "at": 2 });
    let outcomes = json!({ "v": 1, "key": KEY, "outcomes": [outcome] });
    assert_eq!(service.ask("POST", "/v1/outcomes", headers, &outcomes.to_string()).0, 200);
}

fn answer(service: &Running, n: usize) -> Option<String> {
    let message = TOLD.replace("{}", "4711");
    let asked = json!({ "v": 1, "key": KEY, "report": report(&format!("q{n}"), &message, None) });
    let (status, _, resolution) = service.post("/v1/resolve", &asked);
    assert_eq!(status, 200, "{resolution}");
    resolution["answer"]["article"]["solution"].as_str().map(str::to_owned)
}

/// Asks for some seconds.
fn learnt(service: &Running, from: usize) -> Option<String> {
    (0..100).find_map(|turn| {
        std::thread::sleep(Duration::from_millis(100));
        answer(service, from + turn)
    })
}

#[test]
fn what_helped_several_people_answers_others_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let files = [("card-expired.md", CARD), ("daily-limit.md", LIMIT)];
    let service = Running::with(folder, &files, data.path(), &[]);
    assert_eq!(answer(&service, 0), None);
    for n in 0..4 {
        tell(&service, n, Some(&format!("person {n}")), "verified", "");
    }
    assert_eq!(learnt(&service, 1_000).as_deref(), Some("card-expired"));
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes"), 4);
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes WHERE length(voices) = 8"), 4);
    drop(service);
    let again = Running::with(tempfile::tempdir().unwrap(), &files, data.path(), &[]);
    assert_eq!(learnt(&again, 2_000).as_deref(), Some("card-expired"));
}

#[test]
fn one_address_under_many_names_teaches_nothing() {
    let service = Running::over(&[("card-expired.md", CARD), ("daily-limit.md", LIMIT)]);
    for n in 0..60 {
        tell(&service, n, Some(&format!("name {n}")), "verified", "x-forwarded-for: 203.0.113.7\r\n");
    }
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes"), 60);
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(answer(&service, 1_000), None);
    // Two more, from elsewhere, are enough: it was listened to.
    for n in 60..62 {
        tell(
            &service,
            n,
            Some(&format!("name {n}")),
            "verified",
            &format!("x-forwarded-for: 198.51.100.{n}\r\n"),
        );
    }
    assert_eq!(learnt(&service, 2_000).as_deref(), Some("card-expired"));
}

#[test]
fn an_outcome_before_its_report_counts_when_that_comes_and_only_once() {
    let service = Running::start();
    let outcome =
        json!({ "id": "o1", "report": "late", "solution": "card-expired", "kind": "verified", "at": 2 });
    let outcomes = json!({ "v": 1, "key": KEY, "outcomes": [outcome] });
    for _ in 0..3 {
        assert_eq!(service.post("/v1/outcomes", &outcomes).0, 200);
    }
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes"), 0);
    let reports = json!({ "v": 1, "key": KEY, "reports": [report("late", "the plastic is old", Some("p"))] });
    for _ in 0..3 {
        assert_eq!(service.post("/v1/reports", &reports).0, 200);
    }
    assert_eq!(service.row::<String>("SELECT text || ' ' || kind FROM votes"), "the plastic is old verified");
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes"), 1);
    assert_eq!(service.row::<i64>("SELECT count(*) FROM waiting"), 0);
}

/// One message whose answer depends on who meets it; what was answered to the one is remembered, and not told the other.
#[test]
fn who_meets_a_message_decides_between_its_causes() {
    let files = [
        ("a.md", "---\nid: invoice-unpaid\ntitle: An invoice is unpaid\n---\nPay it.\n"),
        ("b.md", "---\nid: card-blocked\ntitle: The bank has blocked the card\n---\nCall the bank.\n"),
        ("c.md", "---\nid: address\ntitle: The address is not complete\n---\nAdd a number.\n"),
    ];
    let service = Running::over(&files);
    let report = |id: &str, message: &str, plan: &str, person: usize| {
        json!({ "id": id, "at": 1, "problem": { "message": message }, "fingerprint": "0".repeat(32),
            "context": { "user": { "id": format!("p{person}"), "traits": { "plan": plan } } } })
    };
    let same = "Payment failed, please try again";
    for person in 0..6 {
        for (n, (message, plan, solution)) in [
            (same, "pro", "invoice-unpaid"),
            (same, "free", "card-blocked"),
            ("No number", "free", "address"),
            ("No town", "pro", "address"),
        ]
        .into_iter()
        .enumerate()
        {
            let id = format!("r{person}-{n}");
            let reports =
                json!({ "v": 1, "key": KEY, "reports": [report(&id, message, plan, 10 * person + n)] });
            assert_eq!(service.post("/v1/reports", &reports).0, 200);
            let outcome = json!({ "id": format!("o{id}"), "report": id, "solution": solution, "kind": "verified", "at": 2 });
            assert_eq!(
                service.post("/v1/outcomes", &json!({ "v": 1, "key": KEY, "outcomes": [outcome] })).0,
                200
            );
        }
    }
    let scene = "SELECT count(*) FROM votes WHERE scene LIKE '%trait.plan pro%'";
    assert_eq!(service.row::<i64>(scene), 12);
    let answer = |plan: &str, turn: usize| {
        let asked =
            json!({ "v": 1, "key": KEY, "report": report(&format!("q{plan}{turn}"), same, plan, 999) });
        let (_, _, resolution) = service.post("/v1/resolve", &asked);
        resolution["answer"]["article"]["solution"].as_str().map(str::to_owned)
    };
    let learnt = (0..100).any(|turn| {
        std::thread::sleep(Duration::from_millis(100));
        answer("pro", turn).as_deref() == Some("invoice-unpaid")
            && answer("free", turn).as_deref() == Some("card-blocked")
    });
    assert!(learnt);
    for turn in 200..203 {
        assert_eq!(answer("free", turn).as_deref(), Some("card-blocked"));
        assert_eq!(answer("pro", turn).as_deref(), Some("invoice-unpaid"));
    }
}

#[test]
fn a_log_without_scenes_is_read_on_and_written_on() {
    let data = tempfile::tempdir().unwrap();
    let files = [("card-expired.md", CARD), ("daily-limit.md", LIMIT)];
    let service = Running::with(tempfile::tempdir().unwrap(), &files, data.path(), &[]);
    for n in 0..4 {
        tell(&service, n, Some(&format!("person {n}")), "verified", "");
    }
    drop(service);
    let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    // As the form before this one was.
    database.execute_batch("ALTER TABLE votes DROP COLUMN scene; ALTER TABLE votes DROP COLUMN about; PRAGMA user_version = 2;").unwrap();
    drop(database);
    let again = Running::with(tempfile::tempdir().unwrap(), &files, data.path(), &[]);
    assert_eq!(learnt(&again, 2_000).as_deref(), Some("card-expired"));
    tell(&again, 9, Some("person 9"), "verified", "");
    assert_eq!(again.row::<i64>("SELECT count(*) FROM votes WHERE scene = '[]'"), 4);
    assert_eq!(again.row::<i64>("SELECT count(*) FROM votes"), 5);
}

#[test]
fn who_takes_a_yes_back_is_no_witness() {
    let service = Running::over(&[("card-expired.md", CARD), ("daily-limit.md", LIMIT)]);
    for n in 0..4 {
        tell(&service, n, Some(&format!("person {n}")), "verified", "");
    }
    assert_eq!(learnt(&service, 1_000).as_deref(), Some("card-expired"));
    for n in 0..4 {
        let outcome = json!({ "id": format!("again{n}"), "report": format!("r{n}"), "solution": "card-expired", "kind": "failed", "at": 9 });
        let outcomes = json!({ "v": 1, "key": KEY, "outcomes": [outcome] });
        assert_eq!(service.post("/v1/outcomes", &outcomes).0, 200);
    }
    assert_eq!(service.row::<i64>("SELECT count(DISTINCT about) FROM votes"), 4);
    // What came undone stands in the place of what had been verified.
    assert_eq!(service.row::<i64>("SELECT count(*) FROM outcomes WHERE kind = 'failed'"), 4);
    assert_eq!(service.row::<i64>("SELECT count(*) FROM outcomes"), 4);
    let forgotten = (2_000..2_100).any(|turn| {
        std::thread::sleep(Duration::from_millis(100));
        answer(&service, turn).is_none()
    });
    assert!(forgotten);
}

#[test]
fn a_hundred_failures_of_one_address_or_page_take_no_answer_away() {
    let service = Running::over(&[("card-expired.md", CARD), ("daily-limit.md", LIMIT)]);
    let honest = |n: usize| tell(&service, n, Some(&format!("person {n}")), "verified", &spread(n));
    (0..6).for_each(honest);
    assert_eq!(learnt(&service, 1_000).as_deref(), Some("card-expired"));
    for n in 100..200 {
        // An address with a new name each time, and a page whose visitor stays the same wherever they are.
        tell(&service, n, Some(&format!("name {n}")), "failed", "x-forwarded-for: 203.0.113.7\r\n");
        tell(&service, 1_000 + n, Some("the same visitor"), "failed", &spread(n));
    }
    // What is read after them tells that they were heard.
    tell(&service, 300, None, "silent", "");
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes"), 207);
    std::thread::sleep(Duration::from_secs(4));
    assert_eq!(answer(&service, 5_000).as_deref(), Some("card-expired"));
    // People from everywhere whom it fails are no fraud.
    for n in 400..440 {
        tell(&service, n, Some(&format!("person {n}")), "failed", &spread(n));
    }
    let gone = (6_000..6_100).any(|turn| {
        std::thread::sleep(Duration::from_millis(100));
        answer(&service, turn).is_none()
    });
    assert!(gone);
}

fn spread(n: usize) -> String {
    format!("x-forwarded-for: 198.51.{}.{}\r\n", n / 200, n % 200)
}
