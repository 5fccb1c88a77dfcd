//! GraphQL's errors: the first of `errors`, its code in `extensions`.

use serde_json::Value;

use super::{code, text};
use crate::Problem;

pub(super) fn read(body: &Value) -> Option<Problem> {
    let error = body.get("errors")?.as_array()?.first()?;
    Some(Problem {
        code: error.get("extensions").and_then(|more| code(more, "code")).or_else(|| code(error, "code")),
        message: text(error, "message")?,
        ..Problem::default()
    })
}
