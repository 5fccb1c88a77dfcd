//! `google.rpc.Status` in JSON: `error.code`, `error.status`, and details of known types; without `error` around it, as
//! gRPC gateways send it; and with `error.errors`, as Google's older services do.

use serde_json::Value;

use super::{status, text};
use crate::Problem;

/// Most details that are looked at.
const DETAILS: usize = 32;
/// The names of gRPC's codes, from 1.
const NAMES: &str = "CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED \
     RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED";

pub(super) fn read(body: &Value) -> Option<Problem> {
    let wrapped = body.get("error").filter(|error| error.is_object());
    let error = wrapped.unwrap_or(body);
    let listed = error.get("details").and_then(Value::as_array);
    let name = text(wrapped.unwrap_or(&Value::Null), "status")
        .filter(|name| NAMES.split(' ').any(|known| known == name))
        .or_else(|| listed.and_then(|_| named(error.get("code")?.as_u64()?)));
    let details = listed.map_or(&[][..], Vec::as_slice);
    let reason = first(error, "errors").and_then(|first| text(first, "reason"));
    let typed = details.iter().take(DETAILS).any(|detail| detail.get("@type").is_some());
    if name.is_none() && (wrapped.is_none() || !typed && reason.is_none()) {
        return None;
    }
    let detail = |kind: &str| {
        details
            .iter()
            .take(DETAILS)
            .find(|detail| text(detail, "@type").is_some_and(|name| name.ends_with(kind)))
    };
    Some(Problem {
        code: detail(".ErrorInfo").and_then(|info| text(info, "reason")).or_else(|| name.clone()).or(reason),
        message: detail(".LocalizedMessage")
            .and_then(|localized| text(localized, "message"))
            .or_else(|| text(error, "message"))?,
        kind: name,
        field: detail(".BadRequest").and_then(|request| text(first(request, "fieldViolations")?, "field")),
        help_url: detail(".Help").and_then(|help| text(first(help, "links")?, "url")),
        status: status(error, "code"),
        ..Problem::default()
    })
}

fn first<'a>(value: &'a Value, list: &str) -> Option<&'a Value> {
    value.get(list)?.as_array()?.first()
}

/// What gRPC calls a code.
fn named(code: u64) -> Option<String> {
    NAMES.split(' ').nth(usize::try_from(code).ok()?.checked_sub(1)?).map(str::to_owned)
}
