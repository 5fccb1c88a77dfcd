//! A conversation over HTTP: what was said before is the service's to know.

use serde_json::{Value, json};

use crate::running::{KEY, Running, soon};

const SOLUTION: &str = "---\ntitle: Your card has expired\ncodes: [CARD_EXPIRED]\n---\nOrder a new one.\n";
const FLOW: &str = "---\ntitle: Which card?\ncodes: [WHICH]\n---\n## kind\nIs it a bank card?\n\n- Yes → solution: card\n- No → person\n";

fn service() -> Running {
    Running::over(&[("card.md", SOLUTION), ("which.flow.md", FLOW)])
}

fn turn(service: &Running, conversation: &str, turn: Value) -> Value {
    let body = json!({ "v": 1, "key": KEY, "conversation": conversation, "turn": turn });
    let (status, _, reply) = service.post("/v1/conversations", &body);
    assert_eq!((status, &reply["person"]), (200, &json!(true)), "{reply}");
    reply
}

fn say(service: &Running, conversation: &str, text: &str) -> Value {
    turn(service, conversation, json!({ "by": "text", "says": text }))
}

#[test]
fn each_conversation_goes_its_own_way() {
    let service = service();
    let report = json!({ "id": "r1", "at": 0, "fingerprint": "", "problem": { "message": "It failed.", "code": "WHICH" } });
    let body =
        json!({ "v": 1, "key": KEY, "conversation": "one", "turn": { "by": "start" }, "report": report });
    let asked = service.post("/v1/conversations", &body).2;
    assert_eq!((&asked["kind"], &asked["chips"][0]["label"]), (&json!("ask"), &json!("Yes")), "{asked}");
    let other = say(&service, "other", "yes");
    assert_ne!(other["kind"], "answer", "{other}");
    let answer = say(&service, "one", "yes");
    assert_eq!(answer["article"]["title"], "Your card has expired", "{answer}");
    assert_eq!(turn(&service, "one", json!({ "by": "back" }))["kind"], "ask");
    assert_eq!(say(&service, "other", "Your card has expired")["article"]["solution"], "card");
}

#[test]
fn a_page_makes_up_no_history_and_asks_by_its_own_key() {
    let service = service();
    let body = json!({ "v": 1, "key": KEY, "conversation": "c", "turn": { "by": "chip", "says": "choice:0" },
        "state": { "now": { "walking": { "flow": "which", "step": "kind", "via": [] } } } });
    let reply = service.post("/v1/conversations", &body).2;
    assert!(reply["article"].is_null() && reply["says"][0]["key"] == "choose-one", "{reply}");
    let refused = |body: &Value| {
        let (status, _, fault) = service.post("/v1/conversations", body);
        (status, fault["code"].clone())
    };
    let with = |name: &str, value: Value| {
        let mut body = json!({ "v": 1, "key": KEY, "conversation": "c", "turn": { "by": "start" } });
        body[name] = value;
        body
    };
    assert_eq!(refused(&with("key", json!("pk_other"))), (401, json!("UNSTUCK-P004")));
    assert_eq!(refused(&with("v", json!(2))), (400, json!("UNSTUCK-P003")));
    assert_eq!(refused(&with("conversation", json!("no id"))), (400, json!("UNSTUCK-P002")));
    let (status, ..) = service.ask(
        "POST",
        "/v1/conversations",
        "origin: https://evil.example\r\n",
        &with("v", json!(1)).to_string(),
    );
    assert_eq!(status, 403);
}

#[test]
fn a_flow_that_changes_under_way_is_asked_again() {
    let service = service();
    say(&service, "c", "Which card?");
    let file = service.folder.path().join("help/which.flow.md");
    std::fs::write(&file, FLOW.replace("- Yes →", "- Yes, a bank card →")).unwrap();
    let label = || {
        turn(&service, "probe", json!({ "by": "text", "says": "Which card?" }))["chips"][0]["label"].clone()
    };
    assert!(soon(|| label() == "Yes, a bank card"), "{}", label());
    let reply = turn(&service, "c", json!({ "by": "chip", "says": "choice:0" }));
    assert_eq!((&reply["says"][0]["key"], &reply["kind"]), (&json!("changed"), &json!("ask")), "{reply}");
    assert_eq!(turn(&service, "c", json!({ "by": "chip", "says": "choice:0" }))["kind"], "answer");
}
