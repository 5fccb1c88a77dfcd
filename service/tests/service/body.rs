//! What is sent in and must not do harm.

use serde_json::{Value, json};
use unstuck_protocol::limits;

use crate::running::{KEY, Running, report, resolve};

#[test]
fn every_fault_is_a_problem_document() {
    let service = Running::start();
    let of = |v: u64, key: &str| json!({ "v": v, "key": key, "report": report("r1") }).to_string();
    let good = of(1, KEY);
    let large = " ".repeat(limits::REQUEST_BYTES + 1);
    let reports =
        |count: usize| json!({ "v": 1, "key": KEY, "reports": vec![report("r1"); count] }).to_string();
    let many = reports(limits::BATCH_ITEMS + 1);
    for (method, path, headers, body, status, code) in [
        ("POST", "/v1/resolve", "", large.as_str(), 413, "UNSTUCK-P001"),
        ("POST", "/v1/reports", "", &many, 413, "UNSTUCK-P001"),
        ("POST", "/v1/resolve", "", "{\"v\": 1,", 400, "UNSTUCK-P002"),
        ("POST", "/v1/resolve", "", "", 400, "UNSTUCK-P002"),
        ("POST", "/v1/resolve", "", "[]", 400, "UNSTUCK-P002"),
        ("POST", "/v1/resolve", "", &of(9, KEY), 400, "UNSTUCK-P003"),
        ("POST", "/v1/resolve", "", &of(u64::MAX, KEY), 400, "UNSTUCK-P003"),
        ("POST", "/v1/resolve", "", "{\"v\": 2, \"another\": \"form\"}", 400, "UNSTUCK-P003"),
        ("POST", "/v1/resolve", "", &of(1, "pk_other"), 401, "UNSTUCK-P004"),
        ("POST", "/v1/resolve", "origin: null\r\n", &good, 403, "UNSTUCK-P005"),
        ("POST", "/v1/resolve", "origin: http://localhost.evil.example\r\n", &good, 403, "UNSTUCK-P005"),
        ("OPTIONS", "/v1/resolve", "origin: https://evil.example\r\n", "", 403, "UNSTUCK-P005"),
        ("GET", "/nowhere/at/all", "", "", 404, "UNSTUCK-P006"),
        ("GET", "/v1/solutions/none?key=pk_dev_local", "", "", 404, "UNSTUCK-P006"),
        ("DELETE", "/v1/resolve", "", "", 405, "UNSTUCK-P007"),
        ("POST", "/v1/resolve", "content-type: text/html\r\n", &good, 415, "UNSTUCK-P008"),
    ] {
        let (got, head, problem) = service.ask(method, path, headers, body);
        assert_eq!(
            (got, problem["code"].as_str()),
            (status, Some(code)),
            "{method} {path} {headers} {problem}"
        );
        assert!(head.contains("content-type: application/problem+json"), "{head}");
        assert!(problem["help"].as_str().is_some_and(|help| !help.is_empty()));
    }
    let (status, head, resolution) =
        service.ask("POST", "/v1/resolve", "origin: http://localhost:5173\r\n", &good);
    assert_eq!((status, &resolution["recorded"]), (200, &json!(true)));
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(head.contains("access-control-allow-origin: http://localhost:5173"), "{head}");
    assert_eq!(resolution["answer"]["article"]["solution"], "card-expired", "{resolution}");
    assert_eq!(resolution["report"], "r1");
}

#[test]
fn deep_json_is_refused_or_cut_and_harms_nobody() {
    let service = Running::start();
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let with = |extra: &str| {
        resolve("deep")
            .to_string()
            .replace("\"at\":1", &format!("\"at\":1,\"context\":{{\"extra\":{{\"a\":{extra}}}}}"))
    };
    let (status, _, problem) = service.ask("POST", "/v1/resolve", "", &with(&nested(25_000)));
    assert_eq!((status, problem["code"].as_str()), (400, Some("UNSTUCK-P002")), "{problem}");
    let unknown = resolve("deep").to_string().replacen('{', &format!("{{\"unknown\":{},", nested(25_000)), 1);
    let (status, _, answer) = service.ask("POST", "/v1/resolve", "", &unknown);
    assert!(status == 400 || answer["recorded"] == true, "{status} {answer}");
    let (status, _, answer) = service.ask("POST", "/v1/resolve", "", &with(&nested(100)));
    assert_eq!((status, &answer["recorded"]), (200, &json!(true)), "{answer}");
    let kept: String = service.row("SELECT body FROM reports WHERE id = 'deep'");
    assert!(!kept.contains(&"[".repeat(limits::DOCUMENT_DEPTH + 1)), "{kept}");
}

#[test]
fn a_compressed_body_is_refused_before_it_is_opened() {
    let service = Running::start();
    // gzip of 1 MiB of blanks would be about 1 kB; whatever its content, no coding is taken.
    for coding in ["gzip", "br", "deflate", "gzip, gzip"] {
        let headers = format!("content-type: application/json\r\ncontent-encoding: {coding}\r\n");
        let (status, _, body) = service.raw("POST", "/v1/resolve", &headers, b"\x1f\x8b\x08\0\0\0\0\0\0\x03");
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((status, problem["code"].as_str()), (415, Some("UNSTUCK-P008")), "{coding} {problem}");
        assert!(problem["help"].as_str().unwrap().contains("content-encoding"), "{problem}");
    }
    let plain = resolve("plain").to_string();
    assert_eq!(service.ask("POST", "/v1/resolve", "content-encoding: identity\r\n", &plain).0, 200);
}

#[test]
fn markup_and_hidden_signs_in_a_report_are_stored_as_text_and_answered() {
    let service = Running::start();
    let mut asked = resolve("odd");
    asked["report"]["problem"]["message"] =
        json!("<script>alert(1)</script>\u{202e}\u{0} '; DROP TABLE reports; -- 我的卡");
    let (status, _, answer) = service.post("/v1/resolve", &asked);
    assert_eq!((status, &answer["recorded"]), (200, &json!(true)));
    let kept: String = service.row("SELECT body FROM reports WHERE id = 'odd'");
    assert!(!kept.contains('\u{202e}') && !kept.contains("\\u0000"), "{kept}");
    let lone = resolve("lone").to_string().replace("Your card", "\\ud800 Your card");
    assert_eq!(service.ask("POST", "/v1/resolve", "", &lone).2["code"], "UNSTUCK-P002");
}
