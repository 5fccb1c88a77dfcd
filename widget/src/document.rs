//! A solution's text drawn node by node: text only ever becomes text nodes.

use unstuck_protocol::document::Href;
use unstuck_protocol::{Block, Document, Inline, limits};
use web_sys::Element;

use crate::dom::{self, put};

/// Draws the document into the element; what is nested deeper than the limit is left out.
pub(crate) fn draw(document: &Document, into: &Element) {
    blocks(&document.0, into, 0);
}

fn blocks(nodes: &[Block], into: &Element, depth: usize) {
    if depth <= limits::DOCUMENT_DEPTH {
        for node in nodes {
            let _ = block(node, into, depth + 1);
        }
    }
}

fn block(node: &Block, into: &Element, depth: usize) -> Option<()> {
    match node {
        // The panel's headline is the only one above them.
        Block::Heading(level, text) => {
            inlines(text, &put(if *level <= 2 { "h3" } else { "h4" }, &[], "", into)?, depth)
        }
        Block::Paragraph(text) => inlines(text, &put("p", &[], "", into)?, depth),
        Block::Bullets(items) => list(items, &put("ul", &[], "", into)?, depth),
        Block::Steps(first, items) => {
            list(items, &put("ol", &[("start", &first.to_string())], "", into)?, depth)
        }
        Block::Code(_, text) => {
            let frame = put("pre", &[("tabindex", "0")], "", into)?;
            put("code", &[], text, &frame)?;
        }
        Block::Quote(inner) => blocks(inner, &put("blockquote", &[], "", into)?, depth),
        Block::Table(head, rows) => {
            let frame = put("div", &[("class", "table"), ("tabindex", "0")], "", into)?;
            let table = put("table", &[], "", &frame)?;
            row(head, "th", &put("thead", &[], "", &table)?, depth);
            let body = put("tbody", &[], "", &table)?;
            rows.iter().for_each(|cells| row(cells, "td", &body, depth));
        }
        Block::Rule => {
            put("hr", &[], "", into)?;
        }
    }
    Some(())
}

fn list(items: &[Vec<Block>], into: &Element, depth: usize) {
    for item in items {
        if let Some(entry) = put("li", &[], "", into) {
            blocks(item, &entry, depth);
        }
    }
}

fn row(cells: &[Vec<Inline>], tag: &str, into: &Element, depth: usize) {
    if let Some(line) = put("tr", &[], "", into) {
        for cell in cells {
            if let Some(cell_element) = put(tag, &[], "", &line) {
                inlines(cell, &cell_element, depth);
            }
        }
    }
}

fn inlines(nodes: &[Inline], into: &Element, depth: usize) {
    if depth <= limits::DOCUMENT_DEPTH {
        for node in nodes {
            let _ = inline(node, into, depth + 1);
        }
    }
}

fn inline(node: &Inline, into: &Element, depth: usize) -> Option<()> {
    match node {
        Inline::Text(text) => {
            into.append_with_str_1(text).ok()?;
        }
        Inline::Code(text) => {
            put("code", &[], text, into)?;
        }
        Inline::Em(inner) => inlines(inner, &put("em", &[], "", into)?, depth),
        Inline::Strong(inner) => inlines(inner, &put("strong", &[], "", into)?, depth),
        Inline::Link(href, inner) => anchor(href, inner, into, depth)?,
        Inline::Break => {
            put("br", &[], "", into)?;
        }
    }
    Some(())
}

/// A link out says where it leads and opens beside the app; a path within the app stays in its tab.
fn anchor(href: &Href, inner: &[Inline], into: &Element, depth: usize) -> Option<()> {
    let Some(host) = href.host() else {
        inlines(inner, &put("a", &[("href", href.as_str())], "", into)?, depth);
        return Some(());
    };
    let attributes = [("href", href.as_str()), ("target", "_blank"), ("rel", "noopener noreferrer")];
    let link = put("a", &attributes, "", into)?;
    inlines(inner, &link, depth);
    if !dom::text(&link).contains(host) {
        let host = [" (", host, ")"].concat();
        put("span", &[("class", "host")], &host, &link)?;
    }
    Some(())
}
