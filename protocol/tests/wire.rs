//! What is said keeps its shape in JSON, whatever writes and reads it.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use unstuck_protocol::{
    Abstention, Answer, Article, Chip, Document, EvidenceKind, IntentRequest, Missing, Node, OutcomesRequest,
    PredictRequest, Prediction, Reason, Reply, ReportId, ReportsRequest, Resolution, ResolveRequest,
    ResolvedBy, Revision, SolutionId, Suggestion, Tag, Turn, User, document::Href,
};

fn same<T: serde::Serialize + serde::de::DeserializeOwned>(body: &Value) {
    let read: T =
        serde_json::from_slice(body.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {body}"));
    let written: Value = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(&written, body);
}

fn report() -> Value {
    json!({
        "id": "r-1", "at": 1_700_000_000_000_u64, "fingerprint": "00ff", "sdk": "unstuck.rust/0.1.0",
        "problem": {
            "code": "E1", "type": "https://example.com/p", "title": "No", "message": "no \"way\"\n", "severity": "fatal",
            "field": "amount", "help_url": "https://example.com", "status": 409,
            "causes": [{"type": "io::Error", "message": "gone"}, {"message": "why"}],
        },
        "context": {
            "route": "/a", "release": "1.2", "environment": "test", "locales": ["en"], "user": {"id": "u", "traits": {"plan": "pro"}},
            "tags": {"a": "b"}, "extra": {"cart": {"items": [1, 2.5, null, true]}},
            "breadcrumbs": [{"kind": "click", "message": "button", "at": 1}],
            "operation": {"method": "POST", "route": "/api", "status": 422},
        },
        "surface": {"kind": "dialog"}, "on_device": {"solution": "s", "revision": "abc"},
    })
}

#[test]
fn requests_keep_every_field() {
    same::<ResolveRequest>(&json!({"v": 1, "key": "pk", "report": report()}));
    let losses = json!([{"reason": "queue-full", "count": 3}]);
    same::<ReportsRequest>(&json!({"v": 1, "key": "pk", "reports": [report()], "losses": losses}));
    let outcome =
        json!({"id": "o", "report": "r-1", "solution": "s", "kind": "claimed", "reason": "yes", "at": 2});
    same::<OutcomesRequest>(&json!({"v": 1, "key": "pk", "outcomes": [outcome]}));
    let context = report()["context"].clone();
    same::<PredictRequest>(&json!({"v": 1, "key": "pk", "context": context}));
    same::<IntentRequest>(&json!({"v": 1, "key": "pk", "solution": "s", "context": context}));
}

#[test]
fn a_prediction_keeps_its_shape() {
    let question = json!({"solution": "s", "title": "Q", "confidence": 0.5});
    same::<Prediction>(&json!({"revision": "0".repeat(32), "questions": [question]}));
    same::<Prediction>(&json!({"revision": "0".repeat(32), "questions": []}));
    assert!(serde_json::from_value::<Prediction>(json!({"questions": []})).is_err());
}

#[test]
fn what_is_not_there_is_left_out_and_what_is_empty_stays() {
    let bare = json!({"message": "", "severity": "error"});
    let report = json!({"id": "r", "at": 0, "fingerprint": "", "sdk": "", "problem": bare, "context": {}});
    same::<ReportsRequest>(&json!({"v": 1, "key": "pk", "reports": [report]}));
    same::<ReportsRequest>(&json!({"v": 1, "key": "pk", "reports": []}));
    same::<Option<User>>(&json!({"id": ""}));
    same::<Option<User>>(&json!(null));
}

#[test]
fn a_resolution_keeps_its_shape() {
    let solution = || SolutionId::new("s").unwrap();
    let href = Href::new("/help").unwrap();
    let steps = Node::numbered(Tag::Steps, 3, vec![Node::of(Tag::Item, vec![Node::text("one")])]);
    let body =
        Document::from(vec![steps, Node::listing("sh", "ls"), Node::link(href, vec![Node::code("x")])]);
    let reason = Reason { by: EvidenceKind::Code, says: vec!["E1".into()], weight: 0.5 };
    let article = Article {
        solution: solution(),
        locale: "en".into(),
        title: "T".into(),
        body,
        actions: vec![],
        steps: vec![],
    };
    let resolution = Resolution {
        report: ReportId::new("r").unwrap(),
        revision: Some(Revision::of(255)),
        by: ResolvedBy::Device,
        answer: Some(Answer { article, confidence: 0.75, reasons: vec![reason] }),
        abstention: Some(Abstention {
            missing: vec![Missing::Distinction],
            confidence: 0.25,
            threshold: 0.5,
        }),
        closest: vec![Suggestion { solution: solution(), title: "Q".into(), confidence: 0.125 }],
        recorded: true,
    };
    let body = json!([
        {"tag": "steps", "number": 3, "nodes": [{"tag": "item", "nodes": [{"tag": "text", "text": "one"}]}]},
        {"tag": "listing", "language": "sh", "text": "ls"},
        {"tag": "link", "href": "/help", "nodes": [{"tag": "code", "text": "x"}]},
    ]);
    let told = json!({
        "report": "r", "revision": format!("{:0>32}", "ff"), "by": "device", "recorded": true,
        "answer": {
            "article": {"solution": "s", "locale": "en", "title": "T", "body": body}, "confidence": 0.75,
            "reasons": [{"by": "code", "says": ["E1"], "weight": 0.5}],
        },
        "abstention": {"missing": ["distinction"], "confidence": 0.25, "threshold": 0.5},
        "closest": [{"solution": "s", "title": "Q", "confidence": 0.125}],
    });
    assert_eq!(serde_json::to_value(&resolution).unwrap(), told);
    assert_eq!(serde_json::from_str::<Resolution>(&told.to_string()).unwrap(), resolution);
    let bare = json!({"report": "r", "by": "nobody"});
    assert!(!serde_json::from_value::<Resolution>(bare).unwrap().recorded);
}

#[test]
fn what_a_later_version_says_is_understood_as_far_as_it_can_be() {
    let node: Node =
        serde_json::from_value(json!({"tag": "video", "nodes": [{"tag": "text", "text": "see"}]})).unwrap();
    assert_eq!(node, Node::of(Tag::Unknown, vec![Node::text("see")]));
    let reason: Reason =
        serde_json::from_value(json!({"by": "oracle", "says": [], "weight": 1, "more": 2})).unwrap();
    assert_eq!(reason.by, EvidenceKind::Unknown);
    for wrong in [json!({"tag": 1}), json!({"tag": "link", "href": "javascript:alert(1)"}), json!([])] {
        assert!(serde_json::from_value::<Node>(wrong.clone()).is_err(), "{wrong}");
    }
    assert!(serde_json::from_value::<ResolvedBy>(json!("oracle")).is_err());
}

#[test]
fn turns_and_replies_keep_every_field() {
    same::<Turn>(&json!({"by": "text", "says": "where is my money?"}));
    same::<Turn>(&json!({"by": "not-that"}));
    let article = json!({"solution": "s", "locale": "en", "title": "T", "body": [{"tag": "paragraph"}]});
    same::<Reply>(&json!({
        "kind": "act", "says": [{"key": "waiting", "about": "Where is my money?"}, {"key": "left-out"}],
        "text": [{"tag": "text", "text": "Sure?"}], "article": article, "gist": "Ask anew.", "action": "raise-limit",
        "chips": [{"id": "choice:0", "label": "Yes"}, {"id": "none"}], "person": true,
    }));
    same::<Reply>(&json!({"kind": "cannot", "person": false}));
    let later: Reply = serde_json::from_value(json!({"kind": "sings", "says": [{"key": "la"}]})).unwrap();
    assert_eq!((later.kind.word(), later.says[0].key.word(), later.person), ("unknown", "unknown", false));
}

#[test]
fn chips_without_a_label_are_those_that_have_words_elsewhere() {
    let mut own = Chip::OWN.to_vec();
    own.sort_unstable();
    own.dedup();
    assert_eq!(own.len(), 7);
}
