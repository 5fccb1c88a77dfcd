//! A solution's text as a tree of a few known nodes.
//!
//! Markdown becomes this tree once, where the solution is read; whoever shows it builds one node of its own for each
//! node here. No string of HTML exists on the way, so there is nothing to sanitise and nothing to inject into.

use serde::{Deserialize, Serialize};

use crate::limits;

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Text in a code font.
    Code(String),
    /// Emphasis.
    Em(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link.
    Link(Href, Vec<Inline>),
    /// A line break.
    Break,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A heading of level 1 (largest) to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted list, one entry an item.
    Bullets(Vec<Vec<Block>>),
    /// Numbered steps, with the first number.
    Steps(u32, Vec<Vec<Block>>),
    /// Preformatted code, with its language where it was named.
    Code(Option<String>, String),
    /// A quotation or a note.
    Quote(Vec<Block>),
    /// A table: its head, then its rows.
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A thematic break.
    Rule,
}

/// A solution's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Document(pub Vec<Block>);

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

impl Document {
    /// The text without its structure, blocks parted by line breaks: what is searched, and what a terminal can show.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        blocks(&self.0, &mut out);
        out.truncate(out.trim_end().len());
        out
    }
}

fn blocks(nodes: &[Block], out: &mut String) {
    for node in nodes {
        match node {
            Block::Heading(_, text) | Block::Paragraph(text) => inlines(text, out),
            Block::Bullets(items) | Block::Steps(_, items) => items.iter().for_each(|item| blocks(item, out)),
            Block::Code(_, text) => out.push_str(text),
            Block::Quote(inner) => blocks(inner, out),
            Block::Table(head, rows) => {
                for row in std::iter::once(head).chain(rows) {
                    for cell in row {
                        inlines(cell, out);
                        out.push('\t');
                    }
                    out.push('\n');
                }
            }
            Block::Rule => {}
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
}

fn inlines(nodes: &[Inline], out: &mut String) {
    for node in nodes {
        match node {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => inlines(inner, out),
            Inline::Break => out.push('\n'),
        }
    }
}
