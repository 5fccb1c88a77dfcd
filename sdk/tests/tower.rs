//! A server whose answers lead to the solution.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use unstuck::{Answered, Options, Problem, Transport, Waiting, integrations, test::Captured};

/// Knows a solution for an expired card.
struct Knows(Duration);

impl Transport for Knows {
    fn send(&self, _: String, body: Option<String>) -> Waiting {
        let asked: Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        let answer = (asked["report"]["problem"]["code"] == "CARD_EXPIRED").then(|| {
            json!({
                "article": { "solution": "card-expired", "locale": "en", "title": "Use another card", "body": [] },
                "confidence": 0.99,
                "reasons": [],
            })
        });
        let said =
            json!({ "report": asked["report"]["id"], "by": "service", "recorded": true, "answer": answer });
        std::thread::sleep(self.0);
        Box::pin(async move {
            Ok(Answered { status: 200, retry_after: None, body: said.to_string().into_bytes() })
        })
    }
}

/// Nobody has an answer to it, and its members are in an order of their own.
const UNKNOWN: &str = r#"{"title": "Odd", "type":"about:blank",   "detail": "It is odd", "code": "ODD", "balance": 12345678901234567890123}"#;

fn app() -> Router {
    async fn told() -> Response {
        unstuck::set_tag("cart", "3 items");
        tokio::task::yield_now().await;
        let mut refused = StatusCode::CONFLICT.into_response();
        refused
            .extensions_mut()
            .insert(Problem::new("Your card ending in 4242 expired").code("CARD_EXPIRED"));
        refused
    }
    async fn written() -> Response {
        let body = json!({ "type": "about:blank", "title": "Expired", "status": 409, "detail": "It expired", "code": "CARD_EXPIRED", "balance": 3 });
        let mut refused = (StatusCode::CONFLICT, Json(body)).into_response();
        let kind = HeaderValue::from_static("application/problem+json; charset=utf-8");
        refused.headers_mut().insert(header::CONTENT_TYPE, kind);
        refused
    }
    async fn call() -> Response {
        [("content-type", "application/grpc"), ("grpc-status", "5"), ("grpc-message", "no%20card")]
            .into_response()
    }
    async fn torn() -> Response {
        let mut refused = (StatusCode::CONFLICT, "{\"title\": \"Exp").into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        refused.headers_mut().insert(header::CONTENT_TYPE, kind);
        refused
    }
    async fn unknown() -> Response {
        let mut refused = (StatusCode::CONFLICT, UNKNOWN).into_response();
        refused.headers_mut().insert(header::CONTENT_LENGTH, UNKNOWN.len().into());
        let kind = HeaderValue::from_static("application/problem+json");
        refused.headers_mut().insert(header::CONTENT_TYPE, kind);
        refused
    }
    Router::new()
        .route("/unknown", get(unknown))
        .route("/pay/{card}", get(told))
        .route("/written", get(written))
        .route("/call", get(call))
        .route("/torn", get(torn))
        .route("/fine", get(|| async { "fine" }))
        .layer(integrations::tower::layer().wait(Duration::from_millis(500)))
}

async fn ask(path: &str) -> (Response<()>, String) {
    let request = Request::get(path).body(Body::empty()).expect("a path is an address");
    let answer = app().oneshot(request).await.expect("axum never fails");
    let (parts, body) = answer.into_parts();
    let text = body.collect().await.expect("the body is in memory").to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8_lossy(&text).into_owned())
}

fn options(slow: Duration) -> Options {
    Options::new("pk_test")
        .in_memory()
        .endpoint("https://help.example.com")
        .transport(Box::new(Arc::new(Knows(slow))))
}

/// The SDK is one of a process.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test]
async fn a_problem_is_answered_with_the_address_of_its_solution() {
    let _alone = ALONE.lock().await;
    let _guard = unstuck::init(options(Duration::ZERO));
    let solution = json!({
        "id": "card-expired",
        "title": "Use another card",
        "href": "https://help.example.com/help/pk_test/s/card-expired",
    });
    let (told, body) = ask("/pay/4242").await;
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (told.status(), &told.headers()["content-type"]),
        (StatusCode::CONFLICT, &HeaderValue::from_static("application/problem+json"))
    );
    assert_eq!(
        body["type"], "https://help.example.com/help/pk_test/e/CARD_EXPIRED",
        "a code has a page of its own"
    );
    assert_eq!(
        (&body["code"], &body["status"], &body["detail"], &body["solution"]),
        (&json!("CARD_EXPIRED"), &json!(409), &json!("Your card ending in 4242 expired"), &solution)
    );
    // What the app wrote stays.
    let (_, written) = ask("/written").await;
    let written: Value = serde_json::from_str(&written).unwrap();
    assert_eq!((&written["balance"], &written["solution"]), (&json!(3), &solution));
}

#[tokio::test]
async fn what_went_well_or_is_no_problem_is_left_as_it_is() {
    let _alone = ALONE.lock().await;
    let _guard = unstuck::init(options(Duration::ZERO));
    assert_eq!(ask("/fine").await.1, "fine");
    assert_eq!(ask("/torn").await.1, "{\"title\": \"Exp");
    // To the letter, with its length: something may be signed.
    let (plain, body) = ask("/unknown").await;
    assert_eq!(body, UNKNOWN);
    assert_eq!(plain.headers()["content-length"], UNKNOWN.len().to_string());
    let (call, _) = ask("/call").await;
    assert_eq!(call.headers()["grpc-status"], "5");
}

#[tokio::test]
async fn a_slow_service_holds_no_answer_up() {
    let _alone = ALONE.lock().await;
    let _guard = unstuck::init(options(Duration::from_secs(3)));
    let started = Instant::now();
    let (told, body) = ask("/pay/4242").await;
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert_eq!(told.status(), StatusCode::CONFLICT);
    assert!(body.contains("CARD_EXPIRED") && !body.contains("solution"), "{body}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_request_has_a_scope_of_its_own() {
    let _alone = ALONE.lock().await;
    let captured = Captured::begin(Options::new("pk_test"));
    unstuck::set_tag("shard", "eu-1");
    let asked: Vec<_> =
        (0..20).map(|n| tokio::spawn(async move { ask(&format!("/pay/{n}")).await })).collect();
    for one in asked {
        one.await.unwrap();
    }
    let (_, _) = ask("/call").await;
    let reports = captured.reports();
    assert_eq!(reports.len(), 21);
    for report in &reports[..20] {
        let context = &report.context;
        let operation = context.operation.clone().unwrap();
        assert_eq!((context.tags.get("shard"), context.tags.get("cart")), (Some("eu-1"), Some("3 items")));
        assert_eq!(context.route.as_deref(), Some("/pay/{id}"));
        assert_eq!(
            (operation.method.as_str(), operation.route.as_str(), operation.status),
            ("GET", "/pay/{id}", Some(409))
        );
    }
    assert_eq!(
        (reports[20].problem.kind.as_deref(), reports[20].problem.message.as_str()),
        (Some("NOT_FOUND"), "no card")
    );
    assert_eq!(reports[20].context.tags.get("cart"), None);
}
