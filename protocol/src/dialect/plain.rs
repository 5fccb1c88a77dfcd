//! The forms that need no document: `{code, message}`, `{error: "…"}` and their near relations.

use serde_json::Value;

use super::{code, status, success, text, validation};
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
    // with words beside it, OAuth's `error` is the code; Spring's and Nest's is the status' name
    let named = |error: &String| !error.contains(' ') && !phrase(error);
    let code = CODES
        .iter()
        .find_map(|name| code(inner, name))
        .or_else(|| error.clone().filter(named).filter(|_| message.is_some()));
    if !told && code.as_deref().is_none_or(success) {
        return None;
    }
    Some(Problem {
        code,
        message: message.or(error)?,
        field: text(inner, "field").or_else(|| validation::first(body).0),
        status: status(body, "status").or_else(|| status(body, "statusCode")),
        ..Problem::default()
    })
}

/// Whether a word is one such as `Forbidden`: a capital, and small letters alone after it.
fn phrase(word: &str) -> bool {
    let (first, rest) = word.as_bytes().split_first().unwrap_or((&0, &[]));
    first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_lowercase)
}
