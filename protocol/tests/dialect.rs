//! Real bodies of each dialect, and bodies that are no errors.

use serde_json::json;
use unstuck_protocol::{
    Cause, Problem,
    dialect::{from_json, thrown},
    limits,
};

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

/// What of a problem the dialects differ in.
fn parts(problem: &Problem) -> [Option<&str>; 5] {
    [&problem.code, &problem.kind, &problem.title, &problem.field, &problem.help_url].map(Option::as_deref)
}

#[test]
fn a_problem_document_names_the_first_field_that_was_wrong() {
    let asp = json!({"type": "https://tools.ietf.org/html/rfc9110#section-15.5.1", "title": "One or more validation errors occurred.",
        "status": 400, "errors": {"Email": ["The Email field is required."], "Password": ["Too short."]},
        "traceId": "00-84c1fd4063c38d9f3900d06e56542d48-85d1d4-00"});
    let problem = from_json(&asp).unwrap();
    assert_eq!((problem.field.as_deref(), problem.status), (Some("Email"), Some(400)));
    assert_eq!(problem.message, "The Email field is required.");
    assert_eq!(problem.title.as_deref(), Some("One or more validation errors occurred."));
    let spring = json!({"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "Invalid request content.",
        "instance": "/users", "errors": [{"field": "email", "message": "must be a well-formed email address"}]});
    let problem = from_json(&spring).unwrap();
    assert_eq!(parts(&problem), [None, None, Some("Bad Request"), Some("email"), None]);
    assert_eq!(problem.message, "Invalid request content.");
    let example = json!({"type": "https://example.net/validation-error", "title": "Your request is not valid.",
        "errors": [{"detail": "must be a positive integer", "pointer": "#/age"}, {"detail": "must be green", "pointer": "#/color"}]});
    let problem = from_json(&example).unwrap();
    assert_eq!(
        (problem.field.as_deref(), problem.message.as_str()),
        (Some("age"), "must be a positive integer")
    );
}

#[test]
fn a_status_name_is_no_code() {
    let spring = json!({"timestamp": "2026-01-05T10:11:12.123+00:00", "status": 400, "error": "Bad Request",
        "message": "Validation failed for object='user'. Error count: 1", "path": "/users",
        "errors": [{"codes": ["NotBlank.user.name"], "defaultMessage": "must not be blank", "objectName": "user", "field": "name",
            "rejectedValue": "", "bindingFailure": false, "code": "NotBlank"}]});
    let problem = from_json(&spring).unwrap();
    assert_eq!((parts(&problem), problem.status), ([None, None, None, Some("name"), None], Some(400)));
    let nest = json!({"statusCode": 403, "message": "Forbidden resource", "error": "Forbidden"});
    assert_eq!(from_json(&nest).unwrap().code, None);
}

#[test]
fn a_google_status_is_read_with_its_details_wrapped_or_not() {
    let body = json!({"error": {"code": 400, "message": "Invalid value", "status": "INVALID_ARGUMENT", "details": [
        {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "page_size", "description": "too large"}]},
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "PAGE_TOO_LARGE", "domain": "example.com"},
        {"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "zh-TW", "message": "頁面過大"},
        {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"description": "Paging", "url": "https://example.com/paging"}]}]}});
    let problem = from_json(&body).unwrap();
    assert_eq!(
        parts(&problem),
        [
            Some("PAGE_TOO_LARGE"),
            Some("INVALID_ARGUMENT"),
            None,
            Some("page_size"),
            Some("https://example.com/paging")
        ]
    );
    assert_eq!((problem.message.as_str(), problem.status), ("頁面過大", Some(400)));
    let gateway = json!({"code": 5, "message": "no such book", "details": []});
    let problem = from_json(&gateway).unwrap();
    assert_eq!((problem.code.as_deref(), problem.kind.as_deref()), (Some("NOT_FOUND"), Some("NOT_FOUND")));
    let older = json!({"error": {"code": 403, "message": "Daily limit", "errors": [
        {"message": "Daily limit", "domain": "usageLimits", "reason": "dailyLimitExceeded"}]}});
    assert_eq!(from_json(&older).unwrap().code.as_deref(), Some("dailyLimitExceeded"));
    // others have `details` and `status` of their own
    let azure = json!({"error": {"code": "BadArgument", "message": "Multiple errors", "target": "ContactInfo",
        "details": [{"code": "NullValue", "target": "PhoneNumber", "message": "must not be null"}]}});
    assert_eq!(from_json(&azure).unwrap().code.as_deref(), Some("BadArgument"));
    let other = json!({"error": {"code": "E17", "message": "no", "status": "failed"}});
    assert_eq!(from_json(&other).unwrap().code.as_deref(), Some("E17"));
}

#[test]
fn stripe_says_why_a_card_was_declined_and_what_its_issuer_advises() {
    let body = json!({"error": {"advice_code": "try_again_later", "charge": "ch_1", "code": "card_declined",
        "decline_code": "insufficient_funds", "doc_url": "https://docs.stripe.com/error-codes/card-declined",
        "message": "Your card has insufficient funds.", "param": "", "request_log_url": "https://dashboard.stripe.com/x", "type": "card_error"}});
    let problem = from_json(&body).unwrap();
    let doc = Some("https://docs.stripe.com/error-codes/card-declined");
    assert_eq!(parts(&problem), [Some("insufficient_funds"), Some("card_error"), None, None, doc]);
    let advice = Cause { kind: Some("advice_code".into()), message: "try_again_later".into() };
    assert_eq!(problem.causes, [advice]);
    let missing = json!({"error": {"code": "parameter_missing", "doc_url": "https://docs.stripe.com/error-codes/parameter-missing",
        "message": "Missing required param: amount.", "param": "amount", "type": "invalid_request_error"}});
    let problem = from_json(&missing).unwrap();
    assert_eq!(
        (problem.code.as_deref(), problem.field.as_deref()),
        (Some("parameter_missing"), Some("amount"))
    );
}

#[test]
fn alibaba_recommends_a_page_and_says_what_went_well_with_a_code_too() {
    let recommend = "https://api.alibabacloud.com/troubleshoot?q=InvalidAccessKeyId.NotFound&product=Ecs";
    let body = json!({"RequestId": "0C1B9E5C-3DE0-5E0B-9F0A-1D2E3F405162", "HostId": "ecs.aliyuncs.com",
        "Code": "InvalidAccessKeyId.NotFound", "Message": "Specified access key is not found.", "Recommend": recommend});
    let problem = from_json(&body).unwrap();
    assert_eq!(parts(&problem), [Some("InvalidAccessKeyId.NotFound"), None, None, None, Some(recommend)]);
    assert_eq!(problem.message, "Specified access key is not found.");
    for body in [
        json!({"Code": "OK", "Message": "OK", "RequestId": "X", "BizId": "1"}),
        json!({"Code": "200", "Message": "success", "Success": true}),
    ] {
        assert_eq!(from_json(&body), None, "{body}");
    }
}

#[test]
fn of_graphql_errors_the_first_with_a_code_is_told() {
    let body = json!({"data": {"me": null}, "errors": [
        {"message": "Cannot return null", "path": ["me"], "locations": [{"line": 2, "column": 3}]},
        {"message": "You must be logged in", "path": ["me"], "extensions": {"code": "UNAUTHENTICATED", "stacktrace": []}}]});
    let problem = from_json(&body).unwrap();
    assert_eq!(
        (problem.code.as_deref(), problem.message.as_str()),
        (Some("UNAUTHENTICATED"), "You must be logged in")
    );
    let github = json!({"data": {"repository": null}, "errors": [{"type": "NOT_FOUND", "path": ["repository"],
        "locations": [{"line": 1, "column": 2}], "message": "Could not resolve to a Repository with the name 'a/b'."}]});
    let problem = from_json(&github).unwrap();
    assert_eq!((problem.code.as_deref(), problem.kind.as_deref()), (None, Some("NOT_FOUND")));
}

#[test]
fn what_javascript_throws_is_told_by_name_code_and_causes() {
    let aggregate = json!({"name": "AggregateError", "message": "All promises were rejected",
        "cause": {"name": "Error", "code": "ECONNREFUSED", "message": "connect ECONNREFUSED"},
        "errors": [{"name": "RangeError", "message": "a", "cause": "deeper"}, "b", {"name": "NotFoundError", "dom": true, "code": 8}, {}]});
    let problem = thrown(&aggregate).unwrap();
    assert_eq!(parts(&problem), [None, Some("AggregateError"), None, None, None]);
    let causes: Vec<_> =
        problem.causes.iter().map(|cause| (cause.kind.as_deref(), cause.message.as_str())).collect();
    assert_eq!(
        causes,
        [
            (Some("ECONNREFUSED"), "connect ECONNREFUSED"),
            (Some("RangeError"), "a"),
            (None, "b"),
            (Some("NotFoundError"), "NotFoundError"),
            (None, "deeper")
        ]
    );
    for (value, code, kind, message) in [
        (
            json!({"name": "QuotaExceededError", "dom": true, "code": 22, "message": "full"}),
            Some("QuotaExceededError"),
            Some("QuotaExceededError"),
            "full",
        ),
        (json!({"name": "Error", "dom": true, "code": 0, "message": "m"}), None, None, "m"),
        (json!({"name": "Error", "message": "m", "code": "ERR_X"}), Some("ERR_X"), None, "m"),
        (json!({"name": "Error", "message": " "}), None, None, "Error"),
        (json!("nothing but words"), None, None, "nothing but words"),
    ] {
        let problem = thrown(&value).unwrap_or_else(|| panic!("{value}"));
        assert_eq!((parts(&problem), problem.message.as_str()), ([code, kind, None, None, None], message));
    }
    for nothing in
        [json!(null), json!(7), json!({}), json!(""), json!([1]), json!({"name": 1, "message": {}})]
    {
        assert_eq!(thrown(&nothing), None, "{nothing}");
    }
}

#[test]
fn of_deep_and_broad_throws_the_outermost_causes_are_kept() {
    let mut deep = json!({"name": "Error", "message": "link 9999"});
    for at in (0..9999).rev() {
        let mut outer = json!({"name": "Error", "message": format!("link {at}")});
        outer["cause"] = deep;
        deep = outer;
    }
    let problem = thrown(&deep).unwrap();
    assert_eq!((problem.message.as_str(), problem.causes.len()), ("link 0", limits::CAUSES));
    assert_eq!(problem.causes[7].message, "link 8");
    // the value itself is dropped level by level
    while let Some(next) = deep.as_object_mut().and_then(|link| link.remove("cause")) {
        deep = next;
    }
    let broad =
        vec![json!({"name": "N".repeat(999), "message": "长".repeat(9999), "errors": ["x", "y"]}); 5000];
    let problem = thrown(&json!({"message": "m", "code": "c".repeat(999), "errors": broad})).unwrap();
    assert_eq!(problem.causes.len(), limits::CAUSES);
    assert!(problem.code.is_some_and(|code| code.len() <= limits::CODE_BYTES));
    for Cause { kind, message } in problem.causes {
        assert!(
            message.len() <= limits::MESSAGE_BYTES
                && kind.is_some_and(|kind| kind.len() <= limits::LINE_BYTES)
        );
    }
}
