//! The one error that a caller may see.

/// Why something could not be had from the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    what: String,
    status: Option<u16>,
    retry_after: Option<u64>,
    /// Somebody answered, but what came can't be read.
    unreadable: bool,
}

impl Error {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), status: None, retry_after: None, unreadable: false }
    }

    pub(crate) fn refused(status: u16, what: impl Into<String>, retry_after: Option<u64>) -> Self {
        Self { what: what.into(), status: Some(status), retry_after, unreadable: false }
    }

    pub(crate) fn unreadable(what: impl Into<String>) -> Self {
        Self { unreadable: true, ..Self::new(what) }
    }

    /// Nobody answered: the network or the service is away, and a later try may go through.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.status.is_none() && !self.unreadable
    }

    /// The service will never take this as it is.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.status.is_some_and(|status| (400..500).contains(&status) && status != 408 && status != 429)
    }

    /// What was sent is refused for what is in it, so that a part of it may be taken; a wrong key or address refuses everything.
    pub(crate) fn is_about_content(&self) -> bool {
        self.is_final() && !matches!(self.status, Some(401 | 403 | 404))
    }

    /// What was sent is larger than somebody on the way takes.
    pub(crate) fn is_too_large(&self) -> bool {
        self.status == Some(413)
    }

    /// The service wants to be left alone for a while.
    pub(crate) fn says_wait(&self) -> bool {
        self.status == Some(429) || self.retry_after.is_some()
    }

    /// Milliseconds that the service asks to wait.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        self.retry_after
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.status {
            Some(status) => write!(f, "UNSTUCK-K002: the service answered {status}: {}", self.what),
            None if self.unreadable => write!(
                f,
                "UNSTUCK-K003: what came from the service can't be read: {}. Use the same release of both.",
                self.what
            ),
            None => write!(
                f,
                "UNSTUCK-K001: the service could not be asked: {}. Check the endpoint and the network.",
                self.what
            ),
        }
    }
}

impl core::error::Error for Error {}
