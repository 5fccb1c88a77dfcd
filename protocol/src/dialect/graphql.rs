//! GraphQL's errors: of `errors` the first that has a code, else the first. Servers put the code in `extensions`.

use serde_json::Value;

use super::{code, text};
use crate::Problem;

/// Most errors that are looked at.
const ERRORS: usize = 32;

pub(super) fn read(body: &Value) -> Option<Problem> {
    let errors = body.get("errors")?.as_array()?;
    let name = |error: &Value| {
        error.get("extensions").and_then(|more| code(more, "code")).or_else(|| code(error, "code"))
    };
    let (error, code) = errors
        .iter()
        .take(ERRORS)
        .find_map(|error| text(error, "message").and(name(error)).map(|code| (error, Some(code))))
        .or_else(|| Some((errors.first()?, None)))?;
    Some(Problem {
        // GitHub and AppSync have no code, and name the type beside the message
        kind: ["type", "errorType"].iter().find_map(|name| text(error, name)),
        message: text(error, "message")?,
        code,
        ..Problem::default()
    })
}
