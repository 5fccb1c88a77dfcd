//! The question before it is asked, over HTTP: what was wanted where the person is comes first, and nobody makes it up.

use serde_json::{Value, json};

use crate::running::{KEY, Running, soon};

const FILES: [(&str, &str); 4] = [
    ("a.md", "---\nid: invoice\ntitle: About the invoice\n---\nPay it.\n"),
    ("b.md", "---\nid: address\ntitle: About the address\n---\nAdd a number.\n"),
    ("c.md", "---\nid: parcel\ntitle: About the parcel\ncodes: [PARCEL]\n---\nWait.\n"),
    ("d.md", "---\nid: refund\ntitle: About the refund\nwhen: { route: '/refunds/**' }\n---\nAsk.\n"),
];

fn context(route: &str, person: Option<&str>) -> Value {
    json!({ "route": route, "user": person.map(|id| json!({ "id": id, "traits": {} })) })
}

fn predicted(service: &Running, route: &str) -> Vec<String> {
    let asked = json!({ "v": 1, "key": KEY, "context": context(route, None) });
    let (status, _, told) = service.post("/v1/predict", &asked);
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["revision"].as_str().map(str::len), Some(32));
    let questions = told["questions"].as_array().unwrap();
    assert!(questions.iter().all(|one| one["title"].as_str().unwrap().starts_with("About")), "{told}");
    questions.iter().map(|one| one["solution"].as_str().unwrap().to_owned()).collect()
}

fn choose(service: &Running, solution: &str, person: &str, address: &str) -> u16 {
    let asked =
        json!({ "v": 1, "key": KEY, "solution": solution, "context": context("/billing", Some(person)) });
    let headers = format!("x-forwarded-for: {address}\r\n");
    service.ask("POST", "/v1/intents", &headers, &asked.to_string()).0
}

#[test]
fn what_people_chose_there_is_predicted_there_and_one_address_turns_nothing() {
    let data = tempfile::tempdir().unwrap();
    let service = Running::with(tempfile::tempdir().unwrap(), &FILES, data.path(), &[]);
    assert_eq!(predicted(&service, "/billing"), [""; 0], "nothing tells anything");
    assert_eq!(predicted(&service, "/refunds/7"), ["refund"]);
    for n in 0..12 {
        assert_eq!(choose(&service, "invoice", &format!("person {n}"), &format!("198.51.100.{n}")), 200);
    }
    assert!(soon(|| predicted(&service, "/billing").first().is_some_and(|one| one == "invoice")));
    // A hundred new names from one address, and then one word of somebody else, which is read after them.
    for n in 0..100 {
        assert_eq!(choose(&service, "address", &format!("name {n}"), "203.0.113.7"), 200);
    }
    assert_eq!(choose(&service, "parcel", "last", "198.51.100.99"), 200);
    let seen = "SELECT count(*) FROM votes WHERE kind = 'chosen' AND text = '' AND length(voices) = 16";
    assert_eq!(service.row::<i64>(seen), 113);
    drop(service);
    let again = Running::with(tempfile::tempdir().unwrap(), &FILES, data.path(), &[]);
    assert!(soon(|| predicted(&again, "/billing").contains(&"address".to_owned())));
    assert_eq!(predicted(&again, "/billing")[0], "invoice");
    // A hundred people are no fraud.
    for n in 0..100 {
        assert_eq!(choose(&again, "address", &format!("other {n}"), &format!("192.0.2.{n}")), 200);
    }
    assert!(soon(|| predicted(&again, "/billing")[0] == "address"));
}

#[test]
fn what_devices_tell_of_unknown_solutions_pushes_nothing_out() {
    let service = Running::over(&FILES);
    let tell = |solutions: Vec<String>, address: &str| {
        let report = |(n, solution): (usize, &String)| {
            json!({ "id": format!("{solution}-{address}-{n}"), "at": 1, "problem": { "message": "Late" },
                "fingerprint": "0".repeat(32), "on_device": { "solution": solution, "revision": "0".repeat(32) } })
        };
        let reports: Vec<Value> = solutions.iter().enumerate().map(report).collect();
        let headers = format!("x-forwarded-for: {address}\r\n");
        let body = json!({ "v": 1, "key": KEY, "reports": reports }).to_string();
        let (status, _, told) = service.ask("POST", "/v1/reports", &headers, &body);
        assert_eq!(status, 200, "{told}");
    };
    (0..12).for_each(|n| tell(vec!["parcel".into()], &format!("198.51.100.{n}")));
    for batch in 0..11 {
        tell((0..50).map(|n| format!("made-up-{batch}-{n}")).collect(), "203.0.113.7");
    }
    assert!(soon(|| predicted(&service, "/anywhere") == ["parcel"]));
}

#[test]
fn what_many_need_now_is_predicted_and_an_error_without_an_answer_offers_it() {
    let service = Running::over(&FILES);
    for n in 0..12 {
        let report = json!({ "id": format!("r{n}"), "at": 1, "problem": { "message": "Late", "code": "PARCEL" }, "fingerprint": "0".repeat(32) });
        let asked = json!({ "v": 1, "key": KEY, "report": report }).to_string();
        let headers = format!("x-forwarded-for: 198.51.100.{n}\r\n");
        assert_eq!(service.ask("POST", "/v1/resolve", &headers, &asked).0, 200);
    }
    assert!(soon(|| predicted(&service, "/anywhere") == ["parcel"]));
    for turn in 0..3 {
        let report = json!({ "id": format!("q{turn}"), "at": 1, "problem": { "message": "Oh dear" }, "fingerprint": "0".repeat(32) });
        let (_, _, told) = service.post("/v1/resolve", &json!({ "v": 1, "key": KEY, "report": report }));
        assert_eq!(
            (&told["answer"], &told["closest"][0]["solution"]),
            (&Value::Null, &"parcel".into()),
            "{told}"
        );
    }
}

#[test]
fn a_request_is_checked_as_any_other() {
    let service = Running::over(&FILES);
    let elsewhere = "origin: https://evil.example\r\n";
    for (path, body) in [
        ("/v1/predict", json!({ "v": 1, "key": KEY, "context": {} })),
        ("/v1/intents", json!({ "v": 1, "key": KEY, "solution": "invoice" })),
    ] {
        let ask = |headers: &str, body: &Value| service.ask("POST", path, headers, &body.to_string());
        assert_eq!(ask("", &body).0, 200, "{path}");
        let (status, head, _) = ask("origin: http://localhost:8080\r\n", &body);
        assert!(
            status == 200 && head.contains("access-control-allow-origin: http://localhost:8080"),
            "{head}"
        );
        assert_eq!(ask(elsewhere, &body).0, 403, "{path}");
        assert_eq!(service.raw("OPTIONS", path, elsewhere, b"").0, 403, "{path}");
        for (name, value, status) in
            [("v", json!(2), 400), ("key", json!("pk_other"), 401), ("context", json!(7), 400)]
        {
            let mut wrong = body.clone();
            wrong[name] = value;
            assert_eq!(ask("", &wrong).0, status, "{path} {name}");
        }
        let large = json!({ "v": 1, "key": KEY, "context": { "route": "x".repeat(70_000) } });
        assert_eq!(ask("", &large).0, 413, "{path}");
    }
    let unknown = json!({ "v": 1, "key": KEY, "solution": "nobody-wrote-it" });
    assert_eq!(service.post("/v1/intents", &unknown).0, 404);
    let secret = json!({ "route": "/a?token=abcdef0123456789abcdef", "breadcrumbs": [{ "kind": "click", "message": "mail mei@example.com", "at": 1 }] });
    let asked = json!({ "v": 1, "key": KEY, "solution": "invoice", "context": secret });
    assert_eq!(service.post("/v1/intents", &asked).0, 200);
    let leaked = "SELECT count(*) FROM votes WHERE scene LIKE '%mei@%' OR scene LIKE '%abcdef%'";
    assert_eq!(service.row::<i64>(leaked), 0);
}
