//! The JSON of pages: what it takes, serde_json takes as the same, and what it writes is read again.

use unstuck_protocol::{
    Fingerprint, OutcomesRequest, Receipt, ReportsRequest, Resolution, ResolveRequest, User, dialect, json,
    scrub, template,
};

/// Reads the input as any value, and as each type that comes from outside.
pub fn any(input: &[u8]) {
    let ours = json::parse(input);
    let theirs: Option<serde_json::Value> = serde_json::from_slice(input).ok();
    if let (Some(ours), Some(theirs)) = (&ours, &theirs) {
        assert!(alike(ours, theirs), "{ours} is {theirs}");
    }
    if let Some(problem) = ours.as_ref().and_then(dialect::from_json) {
        let _ = Fingerprint::of(&problem);
    }
    // What a service reads is written as it was; what a page reads too.
    if let Ok(read) = serde_json::from_slice::<ResolveRequest>(input) {
        assert_eq!(serde_json::from_slice(json::text(&read).as_bytes()).ok(), Some(read));
    }
    let _ = serde_json::from_slice::<ReportsRequest>(input);
    let _ = serde_json::from_slice::<OutcomesRequest>(input);
    let _ = json::read::<User>(input);
    let _ = json::read::<Receipt>(input);
    if let Some(read) = json::read::<Resolution>(input) {
        assert_eq!(json::read::<Resolution>(json::text(&read).as_bytes()), Some(read));
    }
    if let Ok(text) = core::str::from_utf8(input) {
        let _ = (scrub::text(text), template::template(text));
    }
}

/// The same, but for the last digits of fractions.
fn alike(ours: &serde_json::Value, theirs: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (ours, theirs) {
        (Number(one), Number(other)) => {
            let (one, other) = (one.as_f64().unwrap_or(0.0), other.as_f64().unwrap_or(0.0));
            (one - other).abs() <= 1e-9 * other.abs().max(1e-300)
        }
        (Array(one), Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| alike(a, b))
        }
        (Object(one), Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| alike(value, other)))
        }
        _ => ours == theirs,
    }
}
