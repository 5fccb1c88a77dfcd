//! A conversation over HTTP: what was said before is the service's to know.

use serde_json::{Value, json};

use crate::running::{KEY, Running, soon};

const REFUND: &str = "---\ntitle: Ask for a refund\nwhen: { route: '/refunds/**' }\n---\nAsk.\n";

const SOLUTION: &str = "---\ntitle: Your card has expired\ncodes: [CARD_EXPIRED]\n---\nOrder a new one.\n";
const FLOW: &str = "---\ntitle: Which card?\ncodes: [WHICH]\n---\n## kind\nIs it a bank card?\n\n- Yes → solution: card\n- No → person\n";

fn service() -> Running {
    Running::over(&[("card.md", SOLUTION), ("which.flow.md", FLOW)])
}

pub(crate) fn turn(service: &Running, conversation: &str, turn: Value) -> Value {
    let body = json!({ "v": 1, "key": KEY, "conversation": conversation, "turn": turn });
    let (status, _, reply) = service.post("/v1/conversations", &body);
    assert_eq!((status, &reply["person"]), (200, &json!(true)), "{reply}");
    reply
}

pub(crate) fn say(service: &Running, conversation: &str, text: &str) -> Value {
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

/// A turn with more beside it.
pub(crate) fn with(service: &Running, conversation: &str, turn: Value, name: &str, value: &Value) -> Value {
    let mut body = json!({ "v": 1, "key": KEY, "conversation": conversation, "turn": turn });
    body[name] = value.clone();
    let (status, _, reply) = service.post("/v1/conversations", &body);
    assert_eq!(status, 200, "{reply}");
    reply
}

#[test]
fn sentences_and_chips_are_in_the_reader_s_language() {
    let service = service();
    for (locales, welcome, helped) in [
        (json!(["fr", "zh-TW"]), "請問有什麼可以幫您？", "有幫助"),
        (json!(["zh-CN"]), "请问有什么可以帮您？", "有帮助"),
        (json!(["ar-EG", "en"]), "كيف يمكننا مساعدتك؟", "هذا ساعدني"),
        (json!(["fr"]), "What can we help you with?", "That helped"),
        (json!([]), "What can we help you with?", "That helped"),
    ] {
        let context = json!({ "locales": locales });
        let told = |turn: Value| with(&service, "c", turn, "context", &context);
        assert_eq!(told(json!({ "by": "start" }))["says"][0]["says"], welcome);
        let answer = told(json!({ "by": "text", "says": "Your card has expired" }));
        assert_eq!(
            (&answer["chips"][0]["id"], &answer["chips"][0]["label"]),
            (&json!("helped"), &json!(helped))
        );
        // An error brings its reader's language itself.
        let report = json!({ "id": "r1", "at": 0, "fingerprint": "", "problem": { "message": "zzz qqq" }, "context": context });
        let about = with(&service, "d", json!({ "by": "start" }), "report", &report);
        assert_eq!(about["says"][0]["says"], welcome, "{about}");
    }
    // A sentence names what it is about.
    say(&service, "e", "Which card?");
    say(&service, "e", "Your card has expired");
    let back = turn(&service, "e", json!({ "by": "chip", "says": "resume" }));
    assert_eq!(back["says"][0]["says"], "Back to “Which card?”.", "{back}");
}

#[test]
fn help_without_an_error_offers_what_is_likely_there_and_flows_know_where_they_are() {
    let by_route = FLOW.replace("codes: [WHICH]", "questions: ['how is this settled?']").replace(
        "Is it a bank card?\n\n- Yes → solution: card\n- No → person\n",
        "- if route /refunds/** → solution: refund\n- else → person\n",
    );
    let service = Running::over(&[("card.md", SOLUTION), ("refund.md", REFUND), ("now.flow.md", &by_route)]);
    let refunds = json!({ "route": "/refunds/7?for=mei@example.com", "locales": ["en"] });
    let start = with(&service, "c", json!({ "by": "start" }), "context", &refunds);
    let chips = json!([{ "id": "refund", "label": "Ask for a refund" }]);
    assert_eq!((&start["kind"], &start["chips"]), (&json!("welcome"), &chips), "{start}");
    let answer = with(&service, "c", json!({ "by": "chip", "says": "refund" }), "context", &refunds);
    assert_eq!(answer["article"]["solution"], "refund", "{answer}");
    let start = with(&service, "d", json!({ "by": "start" }), "context", &json!({ "route": "/elsewhere" }));
    assert!(start["chips"].is_null(), "nothing tells anything there: {start}");
    let walked =
        with(&service, "d", json!({ "by": "text", "says": "how is this settled?" }), "context", &refunds);
    assert_eq!(walked["article"]["solution"], "refund", "{walked}");
    let elsewhere = say(&service, "e", "how is this settled?");
    assert_eq!(elsewhere["kind"], "handoff", "{elsewhere}");
}
