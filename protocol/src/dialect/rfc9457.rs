//! RFC 9457 problem documents: `type`, `title`, `detail`, `status`, the code as an extension, fields under `errors`.

use serde_json::Value;

use super::{code, status, text, validation};
use crate::Problem;

pub(super) fn read(body: &Value) -> Option<Problem> {
    let (title, detail) = (text(body, "title"), text(body, "detail"));
    let kind = text(body, "type").filter(|kind| kind != "about:blank");
    let known = title.is_some() && (kind.is_some() || detail.is_some() || status(body, "status").is_some())
        || detail.is_some() && kind.is_some();
    if !known {
        return None;
    }
    let (field, said) = validation::first(body);
    // one title stands over every form that was filled in wrong
    let message = detail.or(said).or_else(|| title.clone())?;
    Some(Problem {
        code: ["code", "errorCode", "error_code"].iter().find_map(|name| code(body, name)),
        help_url: kind.clone().filter(|kind| kind.starts_with("https://")),
        kind,
        title,
        message,
        field,
        status: status(body, "status"),
        ..Problem::default()
    })
}
