//! Lists of what is wrong with which field, as frameworks put them into `errors`.

use serde_json::Value;

use super::text;

/// The first field that is named, and what is said of it, from ASP.NET's `{Field: ["…"]}` or from a list of objects as
/// Spring and RFC 9457's example send it.
pub(super) fn first(body: &Value) -> (Option<String>, Option<String>) {
    match body.get("errors") {
        Some(Value::Object(fields)) => fields.iter().next().map_or((None, None), |(name, said)| {
            let said = said.as_array().and_then(|list| list.first()).unwrap_or(said);
            (field(name), said.as_str().map(str::to_owned))
        }),
        Some(Value::Array(list)) => list.first().map_or((None, None), |error| {
            let named = ["field", "pointer", "name"].iter().find_map(|name| text(error, name));
            let said =
                ["detail", "defaultMessage", "message", "reason"].iter().find_map(|name| text(error, name));
            (named.and_then(|name| field(&name)), said)
        }),
        _ => (None, None),
    }
}

/// A field's name without what begins a JSON pointer or a JSON path.
fn field(name: &str) -> Option<String> {
    let name = name.trim_start_matches(['#', '/', '$', '.']);
    (!name.is_empty()).then(|| name.to_owned())
}
