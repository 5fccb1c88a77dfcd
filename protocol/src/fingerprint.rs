//! Which errors are the same error.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::{Problem, template::template};

/// The name of one kind of error: 32 hexadecimal digits, the same in the page, on a server and in the service.
///
/// Made from code, type and the message's template, never from the raw message; with a code, the message has no say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a problem.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        let mut hash = Xxh3::new();
        let mut part = |name: &str, text: &str| {
            hash.update(name.as_bytes());
            hash.update(&(text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        match (&problem.code, &problem.kind) {
            (Some(code), _) => part("code", code.trim()),
            (None, kind) => {
                part("type", kind.as_deref().unwrap_or_default().trim());
                part("message", &template(&problem.message));
            }
        }
        Self(format!("{:032x}", hash.digest128()))
    }

    /// The fingerprint as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
