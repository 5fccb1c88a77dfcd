//! Real bodies of each dialect, and bodies that are no errors.

use serde_json::json;
use unstuck_protocol::dialect::from_json;

#[test]
fn each_dialect_gives_its_code_and_words() {
    for (body, code, message) in [
        (
            json!({"type": "https://example.com/p#limit", "title": "Limit", "detail": "Daily limit", "status": 409, "code": "RP_LIMIT"}),
            Some("RP_LIMIT"),
            "Daily limit",
        ),
        (json!({"title": "Not found", "status": 404}), None, "Not found"),
        (
            json!({"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED", "details": [
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_DISABLED"},
            {"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "message": "未启用"},
            {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"url": "https://example.com/h"}]}]}}),
            Some("API_DISABLED"),
            "未启用",
        ),
        (
            json!({"error": {"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds",
            "doc_url": "https://example.com/d", "message": "Declined"}}),
            Some("insufficient_funds"),
            "Declined",
        ),
        (
            json!({"Code": "Throttling", "Message": "Slow down", "Recommend": "https://example.com", "RequestId": "X"}),
            Some("Throttling"),
            "Slow down",
        ),
        (
            json!({"data": null, "errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}]}),
            Some("FORBIDDEN"),
            "no",
        ),
        (json!({"code": 40013, "message": "invalid appid"}), Some("40013"), "invalid appid"),
        (json!({"errcode": 40013, "errmsg": "invalid appid"}), Some("40013"), "invalid appid"),
        (json!({"error": "it broke"}), None, "it broke"),
        (json!({"error": "invalid_grant", "error_description": "expired"}), Some("invalid_grant"), "expired"),
        (json!({"error": {"code": "E1", "message": "m"}}), Some("E1"), "m"),
    ] {
        let problem = from_json(&body).unwrap_or_else(|| panic!("{body}"));
        assert_eq!((problem.code.as_deref(), problem.message.as_str()), (code, message), "{body}");
    }
}

#[test]
fn success_is_no_error() {
    for body in [
        json!({"code": 0, "message": "ok"}),
        json!({"code": 200, "msg": "success"}),
        json!({"errors": []}),
        json!([1]),
        json!(null),
        json!({"title": "A book"}),
        json!({"message": "hello"}),
        json!("x"),
        json!({"error": null}),
    ] {
        assert_eq!(from_json(&body), None, "{body}");
    }
}

#[test]
fn what_is_too_long_is_cut_at_a_character() {
    let problem = from_json(&json!({"code": "码".repeat(999), "message": "长".repeat(9999)})).unwrap();
    assert!(problem.code.unwrap().len() <= 128 && problem.message.len() <= 4096);
}
