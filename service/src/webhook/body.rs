//! What a webhook says, and what is heard of its answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use unstuck_protocol::{ProductId, UnixMillis, WebhookRequest, limits, scrub};

/// What the stored report tells of who met the error.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Met {
    /// The error's name.
    pub fingerprint: String,
    /// The person's id, as the app's page hashed it.
    pub user: Option<String>,
}

#[derive(Serialize)]
struct Event<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    product: &'a str,
    run: &'a str,
    report: &'a str,
    solution: &'a str,
    name: &'a str,
    with: &'a BTreeMap<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
}

/// The body of a run, the same for each of its tries. `with` is what stands in the solution; nothing but names comes from the
/// page.
///
/// # Errors
/// Never, as far as is known: all of it can be told as JSON.
pub fn body(
    product: &ProductId,
    asked: &WebhookRequest,
    with: &BTreeMap<String, Value>,
    met: Option<&Met>,
    at: UnixMillis,
) -> Result<String, serde_json::Error> {
    let data = Data {
        product: product.as_str(),
        run: asked.run.as_str(),
        report: asked.report.as_str(),
        solution: asked.solution.as_str(),
        name: &asked.name,
        with,
        fingerprint: met.map(|met| met.fingerprint.as_str()),
        user: met.and_then(|met| met.user.as_deref()),
    };
    serde_json::to_string(&Event { kind: "unstuck.fix", timestamp: written(at), data })
}

/// A moment as RFC 3339 writes it.
fn written(at: UnixMillis) -> String {
    let (days, within) = (at / 86_400_000, at % 86_400_000);
    // Years begin in March here, so that the day that only some of them have is the last one (Hinnant's algorithm).
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year + era * 400 + u64::from(month < 3);
    let (hour, minute) = (within / 3_600_000, within / 60_000 % 60);
    let (second, millis) = (within / 1_000 % 60, within % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

#[derive(Deserialize)]
struct Answer {
    message: String,
}

/// What an answer says to the person: scrubbed, cut, and empty where it says nothing that can be read.
#[must_use]
pub fn said(answer: &[u8]) -> String {
    let mut message =
        serde_json::from_slice::<Answer>(answer).map(|answer| answer.message).unwrap_or_default();
    scrub::clean(&mut message, limits::MESSAGE_BYTES);
    message.trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn moments_are_written_as_calendars_say() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"),
            (1_709_251_199_001, "2024-02-29T23:59:59.001Z"),
            (1_735_689_599_000, "2024-12-31T23:59:59.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] {
            assert_eq!(written(at), text);
        }
    }

    #[test]
    fn a_body_has_what_is_known_and_no_more() {
        let asked: WebhookRequest = serde_json::from_value(json!({
            "v": 1, "key": "pk", "run": "f_1", "report": "r1", "solution": "locked", "name": "unlock",
            "with": { "amount": 1_000_000 }
        }))
        .unwrap();
        let (product, with) = (ProductId::new("shop").unwrap(), BTreeMap::from([("days".into(), json!(3))]));
        let said = body(&product, &asked, &with, None, 1_000).unwrap();
        assert_eq!(
            said,
            r#"{"type":"unstuck.fix","timestamp":"1970-01-01T00:00:01.000Z","data":{"product":"shop","run":"f_1","report":"r1","solution":"locked","name":"unlock","with":{"days":3}}}"#
        );
        let met = Met { fingerprint: "ab".into(), user: Some("hashed".into()) };
        let said = body(&product, &asked, &with, Some(&met), 1_000).unwrap();
        assert!(said.ends_with(r#""with":{"days":3},"fingerprint":"ab","user":"hashed"}}"#), "{said}");
    }

    #[test]
    fn an_answer_is_plain_words_or_nothing() {
        let long = json!({ "message": "ä".repeat(limits::MESSAGE_BYTES) }).to_string();
        assert!(said(long.as_bytes()).len() <= limits::MESSAGE_BYTES);
        for (answer, heard) in [
            (r#"{ "message": "Unlocked.", "more": 1 }"#, "Unlocked."),
            (r#"{ "message": " sent to jo@example.com\u0007 " }"#, "sent to [email]"),
            (r#"{ "message": 7 }"#, ""),
            ("{}", ""),
            ("<html>", ""),
            ("", ""),
        ] {
            assert_eq!(said(answer.as_bytes()), heard, "{answer}");
        }
    }
}
