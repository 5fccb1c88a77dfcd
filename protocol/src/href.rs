//! Link targets, checked where they enter.

use serde::{Deserialize, Serialize};

use crate::{
    limits,
    read::Read,
    write::{Said, Say},
};

/// A link target that can do no harm: absolute `https`, `mailto`, `tel`, or a path within the app.
///
/// ```
/// use unstuck_protocol::document::Href;
/// assert!(Href::new("https://example.com/limits").is_some());
/// assert!(Href::new("/settings/limits#daily").is_some());
/// assert!(Href::new("javascript:alert(1)").is_none());
/// assert!(Href::new("//evil.example").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Href(String);

/// A link target that is not let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsafeHref;

impl core::fmt::Display for UnsafeHref {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("links may be https://…, mailto:…, tel:…, /path or #fragment")
    }
}

impl core::error::Error for UnsafeHref {}

impl Href {
    /// The target, if it is a harmless one.
    #[must_use]
    pub fn new(target: &str) -> Option<Self> {
        let target = target.trim();
        let clean = target.len() <= limits::HREF_BYTES
            && !target.is_empty()
            && !target.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
        let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
        let known = lower == "https://" && target.len() > 8 && !target[8..].starts_with('/')
            || lower.starts_with("mailto:")
            || lower.starts_with("tel:")
            || lower.starts_with('#')
            || lower.starts_with('/') && !lower.starts_with("//");
        (clean && known).then(|| Self(target.to_owned()))
    }

    /// The target as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host that an `https` link leads to.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let scheme = self.0.get(..8).filter(|s| s.eq_ignore_ascii_case("https://"))?;
        let authority = self.0[scheme.len()..].split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?;
        Some(host.split(':').next().unwrap_or(host))
    }
}

impl Say for Href {
    fn say(&self) -> Said<'_> {
        Said::Text(&self.0)
    }
}

impl Read for Href {
    fn read(value: &serde_json::Value) -> Option<Self> {
        value.as_str().and_then(Self::new)
    }
}

impl TryFrom<String> for Href {
    type Error = UnsafeHref;
    fn try_from(target: String) -> Result<Self, UnsafeHref> {
        Self::new(&target).ok_or(UnsafeHref)
    }
}

impl From<Href> for String {
    fn from(href: Href) -> String {
        href.0
    }
}
