//! An error as we speak of it, whatever dialect it came in.

use serde::Deserialize;

use crate::{read::words, write::written};

/// How bad the app says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Severity {
    /// Something to know.
    Info,
    /// It went on, but not as meant.
    Warning,
    /// It did not work.
    #[default]
    Error,
    /// The app or the operation is lost.
    Fatal,
}

words!(Severity { Info = "info", Warning = "warning", Error = "error", Fatal = "fatal" });

/// One link of an error's chain of causes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Cause {
    /// The type's name, such as `io::Error` or `TypeError`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What it said.
    pub message: String,
}

written!(Cause { message } maybe { kind as "type" });

/// An error: what it is called, what it said, and what caused it.
///
/// ```
/// use unstuck_protocol::Problem;
/// let problem = Problem::new("Your card has expired").code("CARD_EXPIRED").title("Withdrawal failed");
/// assert_eq!(problem.code.as_deref(), Some("CARD_EXPIRED"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Problem {
    /// The stable error code, such as `RP_LIMIT_DAILY`.
    pub code: Option<String>,
    /// RFC 9457's problem type (a URI) or the error type's name.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The headline, such as a dialog's title.
    pub title: Option<String>,
    /// What the person or the log was told.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
    /// The name of the form field it belongs to; never the field's value.
    pub field: Option<String>,
    /// Where the error's maker documents it.
    pub help_url: Option<String>,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// What caused it, outermost first.
    pub causes: Vec<Cause>,
}

written!(Problem { message, severity } maybe { code, kind as "type", title, field, help_url, status, causes });

impl Problem {
    /// A problem that said `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// With the stable error code.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// With a headline.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With the problem type's URI or the error type's name.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// With a severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
