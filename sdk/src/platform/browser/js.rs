//! What JavaScript throws: an `Error` with its causes, an `AggregateError`, a `DOMException`, or anything else.

use unstuck_protocol::{Problem, SurfaceKind, dialect, json};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{Sighting, capture_problem};

#[wasm_bindgen(module = "/src/platform/browser/thrown.js")]
extern "C" {
    #[wasm_bindgen(js_name = thrown)]
    fn told(value: &JsValue) -> String;
}

/// Captures what JavaScript threw, with everything that caused it.
pub fn capture(thrown: &JsValue) -> Sighting {
    capture_problem(problem(thrown), SurfaceKind::None)
}

/// What JavaScript threw as we speak of it.
#[must_use]
pub fn problem(thrown: &JsValue) -> Problem {
    let read = json::parse(told(thrown).as_bytes()).and_then(|value| dialect::thrown(&value));
    read.unwrap_or_else(|| Problem::new("something was thrown that says nothing"))
}
