//! What is wrong in a file, where, and how to mend it.

/// One finding in a solution's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file's path.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The stable code, such as `UNSTUCK-S003`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl core::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { path, line, column, code, message, help } = self;
        write!(f, "{path}:{line}:{column}: {code}: {message}\n  help: {help}")
    }
}

impl core::error::Error for Diagnostic {}
