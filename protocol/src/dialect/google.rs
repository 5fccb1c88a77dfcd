//! `google.rpc.Status` in JSON: `error.code`, `error.status`, and details of known types.

use serde_json::Value;

use super::{status, text};
use crate::Problem;

/// Most details that are looked at.
const DETAILS: usize = 32;

pub(super) fn read(body: &Value) -> Option<Problem> {
    let error = body.get("error")?;
    let name = text(error, "status");
    let details = error.get("details").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if name.is_none() && details.is_empty() {
        return None;
    }
    let detail = |kind: &str| {
        details
            .iter()
            .take(DETAILS)
            .find(|detail| text(detail, "@type").is_some_and(|name| name.ends_with(kind)))
    };
    let first = |kind: &str, list: &str| detail(kind)?.get(list)?.as_array()?.first();
    Some(Problem {
        code: detail(".ErrorInfo").and_then(|info| text(info, "reason")).or_else(|| name.clone()),
        message: detail(".LocalizedMessage")
            .and_then(|localized| text(localized, "message"))
            .or_else(|| text(error, "message"))?,
        kind: name,
        field: first(".BadRequest", "fieldViolations").and_then(|violation| text(violation, "field")),
        help_url: first(".Help", "links").and_then(|link| text(link, "url")),
        status: status(error, "code"),
        ..Problem::default()
    })
}
