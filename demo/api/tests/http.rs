//! The API as the app meets it, without a socket.
#![allow(clippy::unwrap_used)] // A browser that fails to open is a failed test.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use jiff::Timestamp;
use serde_json::{Value, json};
use tower::ServiceExt;
use unstuck_demo_api::{Wallets, api, app};

struct Browser {
    api: Router,
    cookie: String,
}

impl Browser {
    async fn open() -> Self {
        let now = || "2026-03-18T13:30:00Z".parse::<Timestamp>().unwrap();
        let api = api(Wallets::new(now, Duration::from_millis(60)));
        let asked = Request::get("/api/wallet").body(Body::empty()).unwrap();
        let answer = api.clone().oneshot(asked).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        Self { api, cookie: cookie.split(';').next().unwrap().to_owned() }
    }

    async fn send(&self, method: &str, path: &str, body: impl Into<Body>) -> (StatusCode, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT_LANGUAGE, "zh-TW, en;q=0.4")
            .header(header::CONTENT_TYPE, "application/json");
        let answer = self.api.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let status = answer.status();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.send("POST", path, body.to_string()).await
    }
}

#[tokio::test]
async fn a_raised_limit_lets_the_same_red_packet_through() {
    let browser = Browser::open().await;
    let packet = json!({"contact": "sam", "amount": 18_800});
    let (status, problem) = browser.post("/api/red-packets", packet.clone()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "RP_LIMIT_DAILY");
    assert_eq!(problem["left"], 18_000);
    assert_eq!(problem["title"], "已達每日限額");
    let (status, wallet) = browser.post("/api/limits", json!({"red_packet_daily": 200_000})).await;
    assert_eq!((status, &wallet["limits"]["red_packet_daily"]), (StatusCode::OK, &json!(200_000)));
    let (status, sent) = browser.post("/api/red-packets", packet).await;
    assert_eq!((status, &sent["amount"]), (StatusCode::OK, &json!(-18_800)));
    let (_, wallet) = browser.send("GET", "/api/wallet", "").await;
    assert_eq!(wallet["balance"], 648_260 - 18_800);
}

#[tokio::test]
async fn a_silent_bank_is_a_timeout_and_takes_nothing() {
    let browser = Browser::open().await;
    let (status, problem) =
        browser.post("/api/withdrawals", json!({"card": "prairie", "amount": 30_000})).await;
    assert_eq!((status, &problem["code"]), (StatusCode::GATEWAY_TIMEOUT, &json!("UPSTREAM_TIMEOUT")));
    let (_, wallet) = browser.send("GET", "/api/wallet", "").await;
    assert_eq!(wallet["balance"], 648_260);
    let (status, _) = browser.post("/api/withdrawals", json!({"card": "harbour", "amount": 30_000})).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn an_empty_month_meets_the_bug_and_the_wallet_lives_on() {
    let browser = Browser::open().await;
    let month = json!({"from": "2025-06-01", "to": "2025-06-30", "form": "csv"});
    let (status, problem) = browser.post("/api/statements", month).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(problem.get("code"), None);
    let month = json!({"from": "2026-03-01", "to": "2026-03-18", "form": "csv"});
    let (status, statement) = browser.post("/api/statements", month).await;
    assert_eq!(status, StatusCode::OK);
    assert!(statement["content"].as_str().unwrap().starts_with("date,party,amount\r\n2026-03-18"));
}

#[tokio::test]
async fn an_ended_session_is_refused_until_the_next_sign_in_and_keeps_its_wallet() {
    let browser = Browser::open().await;
    browser.post("/api/freeze", json!({"frozen": true})).await;
    browser.send("DELETE", "/api/session", "").await;
    for (method, path) in [("GET", "/api/wallet"), ("POST", "/api/freeze")] {
        let (status, problem) = browser.send(method, path, r#"{"frozen":false}"#).await;
        assert_eq!((status, &problem["code"]), (StatusCode::UNAUTHORIZED, &json!("SESSION_EXPIRED")));
    }
    let (status, wallet) = browser.send("POST", "/api/session", "").await;
    assert_eq!((status, &wallet["frozen"]), (StatusCode::OK, &json!(true)));
}

#[tokio::test]
async fn what_cannot_be_read_or_found_is_said_so() {
    let browser = Browser::open().await;
    for body in ["{", r#"{"contact":"mei"}"#, r#"{"contact":"mei","amount":"many"}"#] {
        let (status, problem) = browser.send("POST", "/api/transfers", body).await;
        assert_eq!((status, &problem["code"]), (StatusCode::BAD_REQUEST, &json!("REQUEST_MALFORMED")));
    }
    let huge = format!(r#"{{"contact":"{}","amount":1}}"#, "m".repeat(20_000));
    let (_, problem) = browser.send("POST", "/api/transfers", huge).await;
    assert_eq!(problem["code"], "REQUEST_MALFORMED");
    let (status, _) = browser.post("/api/transfers", json!({"contact": "nobody", "amount": 100})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (_, problem) = browser.post("/api/limits", json!({"withdraw_monthly": 99_999_999})).await;
    assert_eq!(problem["code"], "AMOUNT_INVALID", "only the offered limits");
}

#[tokio::test]
async fn the_page_names_the_service_on_every_screen() {
    let folder = std::env::temp_dir().join(format!("lantern-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "<script src=\"__UNSTUCK_SERVICE__/unstuck.js\">").unwrap();
    std::fs::write(folder.join("style.css"), "body{}").unwrap();
    let app = app(Wallets::new(Timestamp::now, Duration::from_secs(1)), &folder, "http://127.0.0.1:9/\"x");
    let text = |path: &'static str| {
        let app = app.clone();
        async move {
            let answer = app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
            String::from_utf8(answer.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
        }
    };
    for screen in ["/", "/index.html", "/red-packet"] {
        assert_eq!(text(screen).await, "<script src=\"http://127.0.0.1:9/&quot;x/unstuck.js\">", "{screen}");
    }
    assert_eq!(text("/style.css").await, "body{}");
    std::fs::remove_dir_all(folder).unwrap();
}
