//! Bodies of requests, made of texts that wait as they leave.

use unstuck_protocol::{PublicKey, json, limits};

pub(super) fn append(texts: &mut String, text: &str) {
    if !texts.is_empty() {
        texts.push(',');
    }
    texts.push_str(text);
}

/// `ReportsRequest` and `OutcomesRequest` out of texts that are JSON already.
pub(super) fn request(key: &PublicKey, name: &str, items: &str, rest: &str) -> String {
    let version = json::text(&limits::WIRE_VERSION);
    ["{\"v\":", &version, ",\"key\":", &json::text(key), ",\"", name, "\":[", items, "]", rest, "}"].concat()
}
