//! Any JSON as an answer's body and as something thrown: a problem within the limits, or none.

use serde_json::{Map, Value, json};
use unstuck_protocol::{
    Fingerprint, Problem,
    dialect::{from_json, thrown},
    json, limits,
};

/// Names that the dialects know; two bytes make one of them an entry.
const NAMES: [&str; 40] = [
    "error",
    "errors",
    "code",
    "message",
    "details",
    "status",
    "title",
    "type",
    "detail",
    "extensions",
    "reason",
    "decline_code",
    "advice_code",
    "doc_url",
    "param",
    "Code",
    "Message",
    "Recommend",
    "errcode",
    "errmsg",
    "success",
    "name",
    "cause",
    "dom",
    "field",
    "pointer",
    "defaultMessage",
    "@type",
    "links",
    "url",
    "fieldViolations",
    "statusCode",
    "error_description",
    "errorType",
    "ret",
    "msg",
    "errorCode",
    "RequestId",
    "HostId",
    "locale",
];
const TEXTS: [&str; 12] = [
    "",
    " ",
    "about:blank",
    "https://example.com/p",
    "NOT_FOUND",
    "google.rpc.ErrorInfo",
    "google.rpc.BadRequest",
    "google.rpc.Help",
    "google.rpc.LocalizedMessage",
    "card_error",
    "Forbidden",
    "错误",
];

/// Reads the input as JSON, and as a recipe for JSON of names that the readers look for.
pub fn any(input: &[u8]) {
    if let Some(value) = json::parse(input) {
        read(&value);
    }
    let mut bytes = input.iter().copied();
    read(&made(&mut bytes, 0));
}

fn read(value: &Value) {
    for problem in [from_json(value), thrown(value)].into_iter().flatten() {
        assert_eq!(within(&problem), Ok(()), "{value}");
        assert!(!problem.message.is_empty(), "{value}");
        let _ = Fingerprint::of(&problem);
    }
}

/// Every text within its limit, or the one that is not.
fn within(problem: &Problem) -> Result<(), &str> {
    let line = limits::LINE_BYTES;
    let texts = [
        (&problem.code, limits::CODE_BYTES),
        (&problem.kind, line),
        (&problem.title, line),
        (&problem.field, line),
        (&problem.help_url, limits::HREF_BYTES),
    ];
    let causes = problem.causes.iter();
    let kinds = causes.clone().map(|cause| (cause.kind.as_deref(), line));
    let messages = causes.map(|cause| (Some(cause.message.as_str()), limits::MESSAGE_BYTES));
    let own = (Some(problem.message.as_str()), limits::MESSAGE_BYTES);
    let texts = texts.into_iter().map(|(text, limit)| (text.as_deref(), limit));
    let long = texts
        .chain(kinds)
        .chain(messages)
        .chain([own])
        .find_map(|(text, limit)| text.filter(|text| text.len() > limit));
    let many = (problem.causes.len() > limits::CAUSES).then_some("causes");
    long.or(many).map_or(Ok(()), Err)
}

fn made(bytes: &mut impl Iterator<Item = u8>, depth: usize) -> Value {
    let Some(kind) = bytes.next() else { return Value::Null };
    let count = usize::from(kind >> 4);
    match kind % 8 {
        0..=2 if depth < 12 => {
            let mut entry = || {
                let name = bytes.next()?;
                Some((NAMES[usize::from(name) % NAMES.len()].to_owned(), made(bytes, depth + 1)))
            };
            Value::Object((0..count).map_while(|_| entry()).collect::<Map<_, _>>())
        }
        3 if depth < 12 => (0..count).map(|_| made(bytes, depth + 1)).collect(),
        4 => json!(count as i64 - 1),
        5 => json!(count % 2 == 0),
        6 => json!("长x".repeat(count * count * 12)),
        _ => json!(TEXTS[count % TEXTS.len()]),
    }
}
