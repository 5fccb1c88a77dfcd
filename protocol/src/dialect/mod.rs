//! The dialects in which services say errors, read into a [`Problem`].

mod alibaba;
mod google;
mod graphql;
mod plain;
mod rfc9457;
mod stripe;
mod thrown;
mod validation;

use serde_json::Value;

use crate::{Problem, json, limits, scrub::cut};

pub use thrown::thrown;

/// Reads a JSON error body of any known dialect; `None` when it is no error. Texts are cut to their limits.
///
/// ```
/// use unstuck_protocol::dialect::from_json;
/// let body = serde_json::json!({"error": {"code": "card_declined", "message": "Your card was declined."}});
/// assert_eq!(from_json(&body).and_then(|problem| problem.code).as_deref(), Some("card_declined"));
/// ```
#[must_use]
pub fn from_json(body: &Value) -> Option<Problem> {
    // a problem document may list `errors`, as GraphQL does
    let mut problem = [rfc9457::read, graphql::read, google::read, stripe::read, alibaba::read, plain::read]
        .into_iter()
        .find_map(|read| read(body))?;
    bound(&mut problem);
    Some(problem)
}

/// Cuts the texts to their limits.
fn bound(problem: &mut Problem) {
    let lines = [&mut problem.kind, &mut problem.title, &mut problem.field];
    lines.into_iter().flatten().for_each(|line| cut(line, limits::LINE_BYTES));
    problem.code.iter_mut().for_each(|code| cut(code, limits::CODE_BYTES));
    problem.help_url.iter_mut().for_each(|url| cut(url, limits::HREF_BYTES));
    cut(&mut problem.message, limits::MESSAGE_BYTES);
}

/// The text under `name`, if it says anything.
fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The code under `name`, which some write as a number. Zero is everybody's word for success.
fn code(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::Number(number) if number.as_f64() != Some(0.0) => Some(json::number(number)),
        Value::String(_) => text(value, name).filter(|code| code != "0"),
        _ => None,
    }
}

/// Whether a code is a word for success.
fn success(code: &str) -> bool {
    code == "200" || code.eq_ignore_ascii_case("ok") || code.eq_ignore_ascii_case("success")
}

/// The HTTP status under `name`.
fn status(value: &Value, name: &str) -> Option<u16> {
    value.get(name)?.as_u64().filter(|status| (100..600).contains(status)).map(|status| status as u16)
}
