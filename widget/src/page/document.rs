//! A solution's text drawn node by node: text only ever becomes text nodes.

use unstuck_protocol::{Document, Node, Tag, limits};
use web_sys::Element;

use super::dom::{self, put};

/// Draws the document into the element; what is nested deeper than the limit is left out.
pub(crate) fn draw(document: &Document, into: &Element) {
    nodes(&document.0, into, 0);
}

fn nodes(nodes: &[Node], into: &Element, depth: usize) {
    for node in nodes {
        let depth = depth + usize::from(!node.tag.is_part());
        if depth <= limits::DOCUMENT_DEPTH + 1 {
            let _ = draw_node(node, into, depth);
        }
    }
}

/// `None` where the page refuses an element, which then is left out.
fn draw_node(node: &Node, into: &Element, depth: usize) -> Option<()> {
    let tag = match node.tag {
        Tag::Text | Tag::Unknown => {
            into.append_with_str_1(&node.text).ok()?;
            nodes(&node.nodes, into, depth);
            return Some(());
        }
        Tag::Link => return anchor(node, into, depth),
        Tag::Listing => {
            let frame = put("pre", &[("tabindex", "0")], "", into)?;
            put("code", &[], &node.text, &frame)?;
            return Some(());
        }
        Tag::Table => return table(node, into, depth),
        Tag::Code => "code",
        Tag::Em => "em",
        Tag::Strong => "strong",
        Tag::Break => "br",
        // The panel's headline is the only one above them.
        Tag::Heading if node.number <= 2 => "h3",
        Tag::Heading => "h4",
        Tag::Paragraph => "p",
        Tag::Bullets => "ul",
        Tag::Steps => "ol",
        Tag::Item => "li",
        Tag::Quote => "blockquote",
        Tag::Row => "tr",
        Tag::Cell => "td",
        Tag::Rule => "hr",
    };
    let element = put(tag, &[], &node.text, into)?;
    if node.tag == Tag::Steps {
        element.set_attribute("start", &node.number.to_string()).ok()?;
    }
    nodes(&node.nodes, &element, depth);
    Some(())
}

/// A table that scrolls by itself; its first row is the head.
fn table(node: &Node, into: &Element, depth: usize) -> Option<()> {
    let frame = put("div", &[("class", "table"), ("tabindex", "0")], "", into)?;
    let table = put("table", &[], "", &frame)?;
    let (head, rows) = node.nodes.split_first()?;
    let line = put("tr", &[], "", &put("thead", &[], "", &table)?)?;
    for cell in &head.nodes {
        nodes(&cell.nodes, &put("th", &[], &cell.text, &line)?, depth);
    }
    nodes(rows, &put("tbody", &[], "", &table)?, depth);
    Some(())
}

/// A link out says where it leads and opens beside the app; a path within the app stays in its tab.
fn anchor(node: &Node, into: &Element, depth: usize) -> Option<()> {
    let link = put("a", &[], "", into)?;
    nodes(&node.nodes, &link, depth);
    let Some(href) = &node.href else { return Some(()) };
    link.set_attribute("href", href.as_str()).ok()?;
    if let Some(host) = href.host() {
        link.set_attribute("target", "_blank").ok()?;
        link.set_attribute("rel", "noopener noreferrer").ok()?;
        if !dom::text(&link).contains(host) {
            put("span", &[("class", "host")], &[" (", host, ")"].concat(), &link)?;
        }
    }
    Some(())
}
