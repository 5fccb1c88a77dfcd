//! JSON as a page reads and writes it.
//!
//! A service and an app use serde_json, to which every type here is known too. A page has its own few lines, because
//! serde_json's exact numbers and its errors with their places weigh several times as much as all that a page says.
//! Numbers of up to 15 digits are kept exactly; the last digits of longer fractions may differ.
//!
//! ```
//! use unstuck_protocol::{SolutionId, User, json};
//! let user: User = json::read(br#"{ "traits": { "plan": "pro" } }"#).unwrap();
//! assert_eq!(json::text(&user), r#"{"traits":{"plan":"pro"}}"#);
//! ```

mod parse;
mod render;

use serde_json::{Number, Value};

pub use crate::{read::Read, write::Say};

/// Any JSON, nested up to 128 levels; `None` where the bytes are none.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<Value> {
    parse::whole(bytes)
}

/// A value of a known type; `None` where the bytes are something else.
#[must_use]
pub fn read<T: Read>(bytes: &[u8]) -> Option<T> {
    T::read(&parse(bytes)?)
}

/// A value as JSON.
#[must_use]
pub fn text(value: &impl Say) -> String {
    let mut out = String::new();
    render::said(&value.say(), &mut out);
    out
}

/// A number as JSON.
pub(crate) fn number(number: &Number) -> String {
    let mut out = String::new();
    render::number(number, &mut out);
    out
}
