//! What people say of an answer in a dialogue teaches, as it would by the other ways.

use serde_json::{Value, json};

use crate::{
    conversation::{say, turn, with},
    running::{KEY, Running, soon},
};

const CARD: &str =
    "---\nid: card\ntitle: Your card has expired\ncodes: [CARD_EXPIRED]\n---\nOrder a new one.\n";
const LIMIT: &str = "---\nid: limit\ntitle: Your daily limit is reached\n---\nWait until midnight.\n";
const REFUND: &str = "---\nid: refund\ntitle: Ask for a refund\nwhen: { route: '/refunds/**' }\n---\nAsk.\n";

fn service() -> Running {
    Running::over(&[("card.md", CARD), ("limit.md", LIMIT), ("refund.md", REFUND)])
}

fn report(id: &str, code: Option<&str>, message: &str) -> Value {
    json!({ "id": id, "at": 1, "fingerprint": "0".repeat(32), "problem": { "message": message, "code": code } })
}

/// The log of votes, an entry a line; of an error with what was told.
fn votes(service: &Running) -> String {
    service.row::<Option<String>>("SELECT group_concat(kind || ' ' || solution || ' ' || text, '\n') FROM (SELECT * FROM votes ORDER BY seq)").unwrap_or_default()
}

fn chip(id: &str) -> Value {
    json!({ "by": "chip", "says": id })
}

#[test]
fn a_word_on_an_answer_is_an_outcome_of_its_report_and_each_new_word_counts_once() {
    let service = service();
    let report = report("r1", Some("CARD_EXPIRED"), "The plastic is old");
    let reports = json!({ "v": 1, "key": KEY, "reports": [report] });
    assert_eq!(service.post("/v1/reports", &reports).0, 200);
    let answer = with(&service, "c", json!({ "by": "start" }), "report", &report);
    assert_eq!(answer["article"]["solution"], "card", "{answer}");
    for _ in 0..5 {
        with(&service, "c", chip("helped"), "report", &report);
        with(&service, "c", json!({ "by": "back" }), "report", &report);
    }
    assert!(soon(|| votes(&service) == "claimed card The plastic is old"), "{}", votes(&service));
    // They take it back, and are asked what is meant instead.
    with(&service, "c", chip("not-that"), "report", &report);
    assert!(soon(|| service.row::<String>("SELECT kind FROM outcomes") == "failed"));
    assert_eq!(votes(&service), "claimed card The plastic is old\nfailed card The plastic is old");
    assert_eq!(service.row::<i64>("SELECT count(DISTINCT about) FROM votes"), 1, "it is one voice's word");
    // In their own words, without the report in each turn: it is known which error they speak of.
    say(&service, "c", "Your daily limit is reached");
    turn(&service, "c", chip("helped"));
    let outcome = "SELECT count(*) FROM outcomes WHERE report = 'r1' AND solution = 'limit' AND kind = 'claimed' AND length(id) = 32";
    assert!(soon(|| service.row::<i64>(outcome) == 1));
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes WHERE kind = 'chosen'"), 0);
}

#[test]
fn a_word_before_its_report_waits_for_it() {
    let service = service();
    let report = report("late", Some("CARD_EXPIRED"), "The plastic is old");
    with(&service, "c", json!({ "by": "start" }), "report", &report);
    with(&service, "c", chip("helped"), "report", &report);
    assert!(soon(|| service.row::<i64>("SELECT count(*) FROM waiting") == 1));
    assert_eq!(votes(&service), "");
    let reports = json!({ "v": 1, "key": KEY, "reports": [report] });
    assert_eq!(service.post("/v1/reports", &reports).0, 200);
    assert_eq!(votes(&service), "claimed card The plastic is old");
}

#[test]
fn without_an_error_what_was_chosen_or_helped_is_an_intent_once() {
    let service = service();
    let tags = json!({ "mail": "mei@example.com" });
    let context = json!({ "route": "/refunds/7", "user": { "id": "mei", "traits": {} }, "tags": tags });
    let told = |conversation: &str, turn: Value| with(&service, conversation, turn, "context", &context);
    told("c", json!({ "by": "start" }));
    told("c", chip("refund"));
    assert!(soon(|| votes(&service) == "chosen refund "), "{}", votes(&service));
    told("c", chip("helped"));
    told("c", json!({ "by": "text", "says": "Your daily limit is reached" }));
    told("c", chip("not-that"));
    told("d", json!({ "by": "text", "says": "Your daily limit is reached" }));
    told("d", chip("helped"));
    assert!(soon(|| votes(&service) == "chosen refund \nchosen limit "), "{}", votes(&service));
    let there = "SELECT count(*) FROM votes WHERE scene LIKE '%route /refunds/%' AND length(voices) = 8";
    assert_eq!(service.row::<i64>(there), 2);
    assert_eq!(service.row::<i64>("SELECT count(*) FROM outcomes"), 0);
    let scrubbed = "SELECT count(*) FROM votes WHERE scene LIKE '%tag.mail%' AND scene NOT LIKE '%mei@%'";
    assert_eq!(service.row::<i64>(scrubbed), 2);
}

#[test]
fn one_address_in_many_conversations_turns_nothing_and_several_people_do() {
    let service = service();
    let message = |what: &str, n: usize| format!("{what} {n} no longer beeps at the till");
    let tell = |n: usize, what: &str, title: &str, address: &str| {
        let report = report(&format!("r{n}"), None, &message(what, n));
        assert_eq!(service.post("/v1/reports", &json!({ "v": 1, "key": KEY, "reports": [report] })).0, 200);
        for turn in [json!({ "by": "start" }), json!({ "by": "text", "says": title }), chip("helped")] {
            let body = json!({ "v": 1, "key": KEY, "conversation": format!("c{n}"), "turn": turn, "report": report });
            let headers = format!("x-forwarded-for: {address}\r\n");
            assert_eq!(service.ask("POST", "/v1/conversations", &headers, &body.to_string()).0, 200);
        }
    };
    let answered = |what: &str| {
        let report = report(&format!("q-{what}"), None, &message(what, 4_711));
        let told = service.post("/v1/resolve", &json!({ "v": 1, "key": KEY, "report": report })).2;
        told["answer"]["article"]["solution"].as_str().map(str::to_owned)
    };
    for n in 0..40 {
        tell(n, "plastic", "Your card has expired", "203.0.113.7");
    }
    for n in 40..44 {
        tell(n, "counter", "Your daily limit is reached", &format!("198.51.100.{n}"));
    }
    assert!(soon(|| answered("counter").as_deref() == Some("limit")), "several people are listened to");
    // Theirs stand behind the forty in the log.
    assert_eq!(service.row::<i64>("SELECT count(*) FROM votes WHERE kind = 'claimed'"), 44);
    assert_ne!(answered("plastic").as_deref(), Some("card"), "one address decides nothing");
}
