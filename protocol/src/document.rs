//! A solution's text as a tree of a few known nodes.
//!
//! Markdown becomes this tree once, where the solution is read; whoever shows it builds one node of its own for each
//! node here. No string of HTML exists on the way, so there is nothing to sanitise and nothing to inject into.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::href::{Href, UnsafeHref};
use crate::{
    read::{Read, exchanged, whole, words},
    write::{Said, Say},
};

/// What a node of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Plain text.
    Text,
    /// Text in a code font.
    Code,
    /// Emphasis.
    Em,
    /// Strong emphasis.
    Strong,
    /// A link to the node's `href`.
    Link,
    /// A line break.
    Break,
    /// A heading; its `number` is the level, 1 (largest) to 6.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A bulleted list of items.
    Bullets,
    /// A list of steps, counted from the node's `number`.
    Steps,
    /// An entry of a list, with blocks.
    Item,
    /// Preformatted code, in the node's `language` where it was named.
    Listing,
    /// A quotation or a note.
    Quote,
    /// A table of rows; the first one is its head.
    Table,
    /// A row of a table, with cells.
    Row,
    /// A cell of a row, with text.
    Cell,
    /// A thematic break.
    Rule,
    /// Something that this version does not know; what is within it can still be shown.
    Unknown,
}

words!(Tag {
    Text = "text",
    Code = "code",
    Em = "em",
    Strong = "strong",
    Link = "link",
    Break = "break",
    Heading = "heading",
    Paragraph = "paragraph",
    Bullets = "bullets",
    Steps = "steps",
    Item = "item",
    Listing = "listing",
    Quote = "quote",
    Table = "table",
    Row = "row",
    Cell = "cell",
    Rule = "rule",
} else Unknown);

impl Tag {
    /// The tag at this place in the list of all; it is how a pack writes it.
    #[must_use]
    pub fn at(place: u8) -> Self {
        Self::WORDS.get(usize::from(place)).map_or(Self::Unknown, |(_, tag)| *tag)
    }

    /// Its place in the list of all; see [`Self::at`].
    #[must_use]
    pub fn place(self) -> u8 {
        self as u8
    }

    /// Whether such a node may stand directly in one of `around`: parts stand only in what they are parts of.
    #[must_use]
    pub fn stands_in(self, around: Self) -> bool {
        match self {
            Self::Item => matches!(around, Self::Bullets | Self::Steps),
            Self::Row => around == Self::Table,
            Self::Cell => around == Self::Row,
            _ => true,
        }
    }

    /// Whether it is a part of the list or the table around it, and no level of nesting of its own.
    #[must_use]
    pub fn is_part(self) -> bool {
        matches!(self, Self::Item | Self::Row | Self::Cell)
    }
}

/// A node of a document: one shape for all, because every shape more is code that each page has to download.
///
/// ```
/// use unstuck_protocol::{Node, Tag};
/// let node = Node::of(Tag::Paragraph, vec![Node::text("Wait, then "), Node::code("retry"), Node::text(".")]);
/// assert_eq!(node.nodes.len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// The text of [`Tag::Text`], [`Tag::Code`] and [`Tag::Listing`].
    pub text: String,
    /// Where a [`Tag::Link`] leads.
    pub href: Option<Href>,
    /// The language of a [`Tag::Listing`].
    pub language: String,
    /// The level of a [`Tag::Heading`], the first number of [`Tag::Steps`].
    pub number: u32,
    /// What is within it.
    pub nodes: Vec<Node>,
}

exchanged!("node of a document", Node { tag } maybe { text, href, language, number, nodes });

impl Node {
    /// A node with others within it.
    #[must_use]
    pub fn of(tag: Tag, nodes: Vec<Node>) -> Self {
        Self { tag, text: String::new(), href: None, language: String::new(), number: 0, nodes }
    }

    /// Plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::of(Tag::Text, Vec::new()) }
    }

    /// Text in a code font.
    #[must_use]
    pub fn code(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::of(Tag::Code, Vec::new()) }
    }

    /// A link.
    #[must_use]
    pub fn link(href: Href, nodes: Vec<Node>) -> Self {
        Self { href: Some(href), ..Self::of(Tag::Link, nodes) }
    }

    /// A heading or a list of steps, with its level or first number.
    #[must_use]
    pub fn numbered(tag: Tag, number: u32, nodes: Vec<Node>) -> Self {
        Self { number, ..Self::of(tag, nodes) }
    }

    /// Preformatted code, in a language where it is named.
    #[must_use]
    pub fn listing(language: impl Into<String>, text: impl Into<String>) -> Self {
        Self { language: language.into(), text: text.into(), ..Self::of(Tag::Listing, Vec::new()) }
    }
}

/// A solution's text. Shared, since every answer carries one: cloning it copies nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document(pub Arc<Vec<Node>>);

impl From<Vec<Node>> for Document {
    fn from(nodes: Vec<Node>) -> Self {
        Self(Arc::new(nodes))
    }
}

impl Say for Document {
    fn say(&self) -> Said<'_> {
        self.0.say()
    }

    fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }
}

impl Read for Document {
    fn read(value: &serde_json::Value) -> Option<Self> {
        Vec::read(value).map(Self::from)
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.say().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        whole(from, "this is no document")
    }
}

impl Document {
    /// The first numbered list, whose entries are the steps that a walkthrough shows.
    #[must_use]
    pub fn steps(&self) -> Option<&Node> {
        self.0.iter().find(|node| node.tag == Tag::Steps)
    }

    /// The text without its structure, blocks parted by line breaks: what is searched, and what a terminal can show.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        plain(&self.0, &mut out);
        out.truncate(out.trim_end().len());
        out
    }
}

fn plain(nodes: &[Node], out: &mut String) {
    for node in nodes {
        out.push_str(&node.text);
        plain(&node.nodes, out);
        match node.tag {
            Tag::Break => out.push('\n'),
            Tag::Cell => out.push('\t'),
            Tag::Row => out.push('\n'),
            Tag::Text | Tag::Code | Tag::Em | Tag::Strong | Tag::Link | Tag::Item | Tag::Unknown => {}
            _ if out.is_empty() || out.ends_with('\n') => {}
            _ => out.push('\n'),
        }
    }
}
