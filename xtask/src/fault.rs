//! What a person reads when a command could not do its work: a stable code, what happened, what to do next.

use std::fmt;
use std::path::Path;

/// A failure with a stable code, what happened and what to do next.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    code: &'static str,
    what: String,
    next: String,
}

impl Fault {
    pub(crate) fn new(code: &'static str, what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { code, what: what.into(), next: next.into() }
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        let next = match error.kind() {
            std::io::ErrorKind::NotFound => {
                "If git knows the file, `git restore` it; if an earlier step makes it, `cargo xtask build` does that step."
            }
            std::io::ErrorKind::PermissionDenied => {
                "Give your user access to it (files made by another user, such as root, are the usual reason), then run the command again."
            }
            std::io::ErrorKind::StorageFull => {
                "Free some space; `target/` holds only what can be built again."
            }
            _ => "Look at the file and its folder, then run the command again.",
        };
        Self::new("UNSTUCK-X001", format!("{}: {error}", path.display()), next)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "error {}", self.code)?;
        for line in self.what.lines() {
            writeln!(out, "  {line}")?;
        }
        write!(out, "  next:")?;
        for (at, line) in self.next.lines().enumerate() {
            if at == 0 { write!(out, " {line}")? } else { write!(out, "\n        {line}")? }
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn says_code_what_and_next() {
        let shown = Fault::new("UNSTUCK-X999", "it broke\nhere", "do this\nor that").to_string();
        assert_eq!(shown, "error UNSTUCK-X999\n  it broke\n  here\n  next: do this\n        or that");
    }
}
