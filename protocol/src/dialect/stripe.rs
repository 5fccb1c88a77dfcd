//! Stripe's errors: `error.decline_code` tells more than `error.code`.

use serde_json::Value;

use super::{code, text};
use crate::{Cause, Problem};

pub(super) fn read(body: &Value) -> Option<Problem> {
    let error = body.get("error")?;
    let kind = text(error, "type").filter(|kind| kind.ends_with("_error"));
    let decline = text(error, "decline_code");
    if kind.is_none() && decline.is_none() && error.get("doc_url").is_none() {
        return None;
    }
    Some(Problem {
        code: decline.or_else(|| code(error, "code")),
        message: text(error, "message")?,
        kind,
        field: text(error, "param"),
        help_url: text(error, "doc_url"),
        // what the card's issuer advises is no name of the error, and says more than a generic decline
        causes: text(error, "advice_code")
            .map(|message| Cause { kind: Some("advice_code".to_owned()), message })
            .into_iter()
            .collect(),
        ..Problem::default()
    })
}
