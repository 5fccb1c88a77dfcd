//! What JavaScript throws, as a small script tells it: `{name, message, code, cause, errors, dom}`, or a text.

use serde_json::Value;

use super::{bound, code, text};
use crate::{Cause, Problem, limits, scrub::cut};

/// Reads what was thrown; `None` when it says nothing. Texts are cut to their limits, causes are the outermost ones.
///
/// `cause` and each of `errors` (an `AggregateError`'s) have the same form; `dom` marks a `DOMException`, whose name is its code.
///
/// ```
/// use unstuck_protocol::dialect::thrown;
/// let refused = serde_json::json!({"name": "Error", "code": "ECONNREFUSED", "message": "connect ECONNREFUSED ::1:443"});
/// let failed = serde_json::json!({"name": "TypeError", "message": "fetch failed", "cause": refused});
/// let problem = thrown(&failed).unwrap();
/// assert_eq!((problem.kind.as_deref(), problem.message.as_str()), (Some("TypeError"), "fetch failed"));
/// assert_eq!(problem.causes[0].kind.as_deref(), Some("ECONNREFUSED"));
/// ```
#[must_use]
pub fn thrown(value: &Value) -> Option<Problem> {
    let mut problem = link(value)?;
    // level by level, so that a deep chain needs no stack and a broad one does not hide what is near
    let mut links = vec![value];
    let mut at = 0;
    while at < links.len() {
        let errors = links[at].get("errors").and_then(Value::as_array).into_iter().flatten();
        for inner in links[at].get("cause").into_iter().chain(errors).take(limits::CAUSES) {
            let Some(told) = link(inner).filter(|_| problem.causes.len() < limits::CAUSES) else { continue };
            let mut cause = Cause { kind: told.kind.or(told.code), message: told.message };
            cause.kind.iter_mut().for_each(|kind| cut(kind, limits::LINE_BYTES));
            cut(&mut cause.message, limits::MESSAGE_BYTES);
            problem.causes.push(cause);
            links.push(inner);
        }
        at += 1;
    }
    bound(&mut problem);
    Some(problem)
}

/// One thrown value without its causes.
fn link(value: &Value) -> Option<Problem> {
    if let Value::String(said) = value {
        let said = said.trim();
        return (!said.is_empty()).then(|| Problem::new(said));
    }
    let name = text(value, "name");
    // every error is one
    let kind = name.clone().filter(|name| name != "Error");
    let code = if value.get("dom").and_then(Value::as_bool) == Some(true) {
        kind.clone()
    } else {
        code(value, "code")
    };
    let message = text(value, "message").or(name).or_else(|| code.clone())?;
    Some(Problem { code, kind, message, ..Problem::default() })
}
