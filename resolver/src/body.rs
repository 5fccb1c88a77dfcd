//! A document's body inside a pack: a string of JSON, whose parser refuses deep nesting before it costs any stack.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use unstuck_protocol::{Block, Document, Inline, limits};

pub(crate) fn serialize<S: Serializer>(body: &Document, to: S) -> Result<S::Ok, S::Error> {
    serde_json::to_string(body).map_err(S::Error::custom)?.serialize(to)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Document, D::Error> {
    let text = String::deserialize(from)?;
    let body: Document = serde_json::from_str(&text).map_err(D::Error::custom)?;
    let mut nodes = 0;
    if blocks(&body.0, 1, &mut nodes) {
        Ok(body)
    } else {
        Err(D::Error::custom("a body is too deep or too large"))
    }
}

/// Whether these nodes keep the limits; the JSON parser's own bound keeps this recursion shallow.
fn blocks(nodes: &[Block], depth: usize, count: &mut usize) -> bool {
    *count += nodes.len();
    let fits = nodes.is_empty() || depth <= limits::DOCUMENT_DEPTH;
    fits && *count <= limits::DOCUMENT_NODES
        && nodes.iter().all(|node| match node {
            Block::Heading(_, text) | Block::Paragraph(text) => inlines(text, depth + 1, count),
            Block::Bullets(items) | Block::Steps(_, items) => {
                items.iter().all(|item| blocks(item, depth + 1, count))
            }
            Block::Quote(inner) => blocks(inner, depth + 1, count),
            Block::Table(head, rows) => {
                std::iter::once(head).chain(rows).flatten().all(|cell| inlines(cell, depth + 1, count))
            }
            Block::Code(..) | Block::Rule => true,
        })
}

fn inlines(nodes: &[Inline], depth: usize, count: &mut usize) -> bool {
    *count += nodes.len();
    let fits = nodes.is_empty() || depth <= limits::DOCUMENT_DEPTH;
    fits && *count <= limits::DOCUMENT_NODES
        && nodes.iter().all(|node| match node {
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
                inlines(inner, depth + 1, count)
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => true,
        })
}
