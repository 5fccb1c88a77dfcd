//! What failed just before a surface showed, as the loader saw it: a request, a thrown error, or both.

use js_sys::Reflect;
use unstuck::{Operation, Problem};
use unstuck_protocol::Cause;
use unstuck_protocol::{dialect, json, scrub};
use wasm_bindgen::JsValue;

/// A failed request is taken for the cause of what shows within this time, in milliseconds.
const FRESH: u64 = 5_000;
/// A thrown error is one only within this time, in milliseconds: pages throw much that no dialog is about.
const JUST: u64 = 1_500;
/// Shorter texts stand in too many places to tell where they came from, characters.
const TELLING: usize = 8;

/// What failed a moment ago.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What its body said; empty where there was none.
    pub(crate) problem: Problem,
    /// What was asked for; `None` where no request failed.
    pub(crate) operation: Option<Operation>,
}

impl Failure {
    /// Reads the loader's `{ method, path, status, at, body, thrown, name }`; `None` when nothing failed of late.
    pub(crate) fn read(value: &JsValue) -> Option<Self> {
        let get = |name: &str| Reflect::get(value, &JsValue::from_str(name)).ok();
        let text = |name: &str| get(name).and_then(|value| value.as_string()).unwrap_or_default();
        let age = unstuck::age(get("at")?.as_f64()? as u64);
        if age > FRESH {
            return None;
        }
        let status = get("status")
            .and_then(|status| status.as_f64())
            .map(|status| status as u16)
            .filter(|s| (100..600).contains(s));
        let mut problem = of_body(&text("body"));
        problem.status = status;
        let thrown = text("thrown");
        if !thrown.is_empty() && age <= JUST {
            let kind = Some(text("name")).filter(|name| !name.is_empty());
            problem.causes.push(Cause { kind, message: thrown });
        }
        let method = text("method");
        let operation =
            (!method.is_empty()).then(|| Operation { method, route: scrub::url(&text("path")), status });
        Some(Self { problem, operation })
    }

    /// Whether the words on the surface are the ones that came with the answer.
    pub(crate) fn is_told_by(&self, said: &str) -> bool {
        let problem = &self.problem;
        let thrown = problem.causes.first().map(|cause| &cause.message);
        let words = [Some(&problem.message), problem.title.as_ref(), problem.code.as_ref(), thrown];
        words.into_iter().flatten().any(|word| word.chars().count() >= TELLING && said.contains(word.trim()))
    }
}

fn of_body(body: &str) -> Problem {
    json::parse(body.as_bytes()).and_then(|body| dialect::from_json(&body)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Failure, of_body};
    use unstuck::Problem;

    #[test]
    fn a_body_gives_its_code_and_a_hostile_one_nothing() {
        let body = r#"{ "type": "about:blank", "code": "CARD_EXPIRED", "detail": "Your card expired" }"#;
        assert_eq!(of_body(body).code.as_deref(), Some("CARD_EXPIRED"));
        assert_eq!(of_body(r#"[1, { "code": {} }]"#), Problem::default());
        assert_eq!(of_body(&"[".repeat(9_000)), Problem::default());
    }

    #[test]
    fn a_request_is_the_cause_of_a_surface_that_repeats_its_words() {
        let failure = |message: &str| Failure { problem: Problem::new(message), operation: None };
        assert!(failure("Your card has expired.").is_told_by("Not sent Your card has expired. OK"));
        assert!(!failure("Your card has expired.").is_told_by("Send a red packet"));
        assert!(!failure("no").is_told_by("no such thing"));
        assert!(!failure("").is_told_by("anything"));
    }
}
