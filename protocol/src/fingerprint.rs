//! Which errors are the same error.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    Problem,
    template::template,
    write::{Said, Say},
};

/// The name of one kind of error: 32 hexadecimal digits, the same in the page, on a server and in the service.
///
/// Made from code, type and the message's template, never from the raw message; with a code, the message has no say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Say for Fingerprint {
    fn say(&self) -> Said<'_> {
        Said::Text(&self.0)
    }
}

impl Fingerprint {
    /// The fingerprint of a problem.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        let mut named = Vec::new();
        let mut part = |name: &str, text: &str| {
            named.extend_from_slice(name.as_bytes());
            named.extend_from_slice(&(text.len() as u64).to_le_bytes());
            named.extend_from_slice(text.as_bytes());
        };
        match (&problem.code, &problem.kind) {
            (Some(code), _) => part("code", code.trim()),
            (None, kind) => {
                part("type", kind.as_deref().unwrap_or_default().trim());
                part("message", &template(&problem.message));
            }
        }
        Self(crate::hex::digits(xxh3_128(&named)))
    }

    /// The fingerprint as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
