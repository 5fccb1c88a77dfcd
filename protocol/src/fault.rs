//! Errors of the service's own, as RFC 9457 problem documents.

use serde::{Deserialize, Serialize};

/// An error as the service says it: `application/problem+json`.
///
/// ```
/// use unstuck_protocol::Fault;
/// let fault = Fault::new("UNSTUCK-P001", 413, "The request is too large", "Send at most 65536 bytes.");
/// assert_eq!(fault.status, 413);
/// assert!(fault.kind.ends_with("#UNSTUCK-P001"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// RFC 9457's problem type: a URI that documents the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The stable code, such as `UNSTUCK-P001`.
    pub code: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, the same for every occurrence.
    pub title: String,
    /// What happened here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What to do next.
    pub help: String,
}

impl Fault {
    /// A fault: its stable code, HTTP status, what happened and what to do next.
    pub fn new(code: &str, status: u16, title: &str, help: &str) -> Self {
        Self {
            kind: format!("https://unstuck.dev/errors#{code}"),
            code: code.to_owned(),
            status,
            title: title.to_owned(),
            detail: String::new(),
            help: help.to_owned(),
        }
    }

    /// With what happened here.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

impl core::fmt::Display for Fault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {}", self.code, self.title)?;
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        write!(f, ". {}", self.help)
    }
}

impl core::error::Error for Fault {}
