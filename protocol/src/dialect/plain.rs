//! The forms that need no document: `{code, message}`, `{error: "…"}` and their near relations.

use serde_json::Value;

use super::{code, status, text};
use crate::Problem;

const CODES: [&str; 6] = ["code", "errorCode", "error_code", "errcode", "errCode", "ret"];
const MESSAGES: [&str; 8] =
    ["message", "msg", "errmsg", "errMsg", "errorMessage", "error_message", "error_description", "detail"];

pub(super) fn read(body: &Value) -> Option<Problem> {
    // `{error: {…}}` wraps the same forms once
    let (inner, told) = match body.get("error") {
        Some(error @ Value::Object(_)) => (error, true),
        Some(Value::String(_)) => (body, true),
        _ => (body, body.get("success").and_then(Value::as_bool) == Some(false)),
    };
    let error = text(inner, "error");
    let message = MESSAGES.iter().find_map(|name| text(inner, name));
    // with words beside it, OAuth's `error` is the code
    let code = CODES
        .iter()
        .find_map(|name| code(inner, name))
        .or_else(|| error.clone().filter(|error| message.is_some() && !error.contains(' ')));
    let success = matches!(code.as_deref(), Some("200" | "OK" | "ok" | "success" | "SUCCESS"));
    if !told && (code.is_none() || success) {
        return None;
    }
    Some(Problem {
        code,
        message: message.or(error)?,
        field: text(inner, "field"),
        status: status(body, "status").or_else(|| status(body, "statusCode")),
        ..Problem::default()
    })
}
