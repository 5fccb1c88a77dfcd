//! Values into text.

use serde_json::{Number, Value};

use super::parse::scaled;
use crate::write::Said;

/// Most places behind the point that are written without an exponent.
const PLACES: i32 = 18;
/// Whole numbers below this are exact as `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Writes a value.
pub(super) fn said(value: &Said<'_>, out: &mut String) {
    match *value {
        Said::Nothing => out.push_str("null"),
        Said::Flag(flag) => out.push_str(if flag { "true" } else { "false" }),
        Said::Whole(number) => whole(number, 1, out),
        Said::Real(number) => real(f64::from(number), true, out),
        Said::Text(text) => string(text, out),
        Said::Fields(fields) => {
            let mut open = '{';
            fields.write(&mut |name, value| field(&mut open, name, &value, out));
            close(open, out);
        }
        Said::List(list) => {
            let mut at = 0;
            while let Some(item) = list.item(at) {
                out.push(if at == 0 { '[' } else { ',' });
                said(&item, out);
                at += 1;
            }
            out.push_str(if at == 0 { "[]" } else { "]" });
        }
        Said::Facts(facts) => {
            let mut open = '{';
            facts.iter().for_each(|(name, fact)| field(&mut open, name, &Said::Text(fact), out));
            close(open, out);
        }
        Said::Values(values) => {
            let mut open = '{';
            for (name, value) in values {
                begin(&mut open, name, out);
                tree(value, out);
            }
            close(open, out);
        }
    }
}

fn tree(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => said(&Said::Flag(*flag), out),
        Value::Number(one) => number(one, out),
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push(if at == 0 { '[' } else { ',' });
                tree(item, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::Object(fields) => {
            let mut open = '{';
            for (name, value) in fields {
                begin(&mut open, name, out);
                tree(value, out);
            }
            close(open, out);
        }
    }
}

/// Writes a number that is whole or not.
pub(super) fn number(one: &Number, out: &mut String) {
    match (one.as_u64(), one.as_i64()) {
        (Some(size), _) => whole(size, 1, out),
        (_, Some(negative)) => {
            out.push('-');
            whole(negative.unsigned_abs(), 1, out);
        }
        _ => real(one.as_f64().unwrap_or_default(), false, out),
    }
}

fn field(open: &mut char, name: &str, value: &Said<'_>, out: &mut String) {
    begin(open, name, out);
    said(value, out);
}

/// Writes a name, after what opens the object or parts it from the field before.
fn begin(open: &mut char, name: &str, out: &mut String) {
    out.push(core::mem::replace(open, ','));
    string(name, out);
    out.push(':');
}

fn close(open: char, out: &mut String) {
    out.push_str(if open == '{' { "{}" } else { "}" });
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    // Whole runs at once: letter by letter took a third of what a capture takes.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' ')) {
        out.push_str(rest.get(..at).unwrap_or_default());
        let byte = rest.as_bytes().get(at).copied().unwrap_or_default();
        rest = rest.get(at + 1..).unwrap_or_default();
        out.push('\\');
        let short = match byte {
            b'\n' => 'n',
            b'\r' => 'r',
            b'\t' => 't',
            b'"' | b'\\' => char::from(byte),
            _ => {
                out.push_str(if byte < 16 { "u000" } else { "u001" });
                char::from_digit(u32::from(byte) & 15, 16).unwrap_or_default()
            }
        };
        out.push(short);
    }
    out.push_str(rest);
    out.push('"');
}

/// Writes a whole number with at least so many digits.
fn whole(number: u64, least: i32, out: &mut String) {
    if number >= 10 || least > 1 {
        whole(number / 10, least - 1, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Writes a number with the fewest places that give it back, as `f32` where it is a `single` one.
fn real(number: f64, single: bool, out: &mut String) {
    if !number.is_finite() {
        return out.push_str("null");
    }
    if number.is_sign_negative() {
        out.push('-');
    }
    let size = number.abs();
    let same = |other: f64| if single { other as f32 == size as f32 } else { other == size };
    let mut places = 0;
    while places <= PLACES {
        let moved = scaled(size, places) + 0.5;
        if moved >= EXACT {
            break;
        }
        let digits = moved as u64;
        if same(scaled(digits as f64, -places)) {
            let one = scaled(1.0, places) as u64;
            whole(digits / one, 1, out);
            out.push('.');
            whole(digits % one, places, out);
            return;
        }
        places += 1;
    }
    // too large, too small or too long for that: 16 digits and an exponent
    let (mut moved, mut power) = (size, 0);
    while moved >= EXACT {
        moved /= 10.0;
        power += 1;
    }
    while moved * 10.0 < EXACT {
        moved *= 10.0;
        power -= 1;
    }
    whole(moved as u64, 1, out);
    out.push_str(if power < 0 { "e-" } else { "e" });
    whole(u64::from(i32::unsigned_abs(power)), 1, out);
}
