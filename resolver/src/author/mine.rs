//! Messages that a solution's page quotes with their holes: `The {methodName} method cannot be bound.`

use unstuck_protocol::{Document, Node, Tag, limits};

use crate::pattern::{Pattern, has_hole};

/// Literal words that a mined template has at least: a page says much in braces that is no message.
const LITERALS: usize = 2;

/// The templates in a body: parts of its lines, behind a label, outside of listings.
pub(super) fn mine(body: &Document) -> Vec<String> {
    let mut found = Vec::new();
    walk(&body.0, &mut found);
    found
}

fn walk(nodes: &[Node], found: &mut Vec<String>) {
    for node in nodes {
        if matches!(node.tag, Tag::Paragraph | Tag::Item | Tag::Cell | Tag::Heading) {
            let text = Document::from(node.nodes.clone()).plain();
            let parts = text.split('\n').flat_map(|line| line.split(['：', '|'])).map(str::trim);
            let templates = parts.filter(|part| {
                has_hole(part)
                    && part.len() <= limits::MESSAGE_BYTES
                    && Pattern::new(part).is_some_and(|pattern| pattern.literals() >= LITERALS)
            });
            found.extend(templates.map(str::to_owned));
        }
        if node.tag != Tag::Listing {
            walk(&node.nodes, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_messages_are_found_and_listings_are_not() {
        let paragraph = |text: &str| Node::of(Tag::Paragraph, vec![Node::text(text.to_owned())]);
        let body = Document::from(vec![
            paragraph("错误信息：The {methodName} method cannot be bound."),
            paragraph("Invalid ${thing}."),
            Node::of(Tag::Listing, vec![paragraph("let some long {value} here")]),
        ]);
        assert_eq!(mine(&body), ["The {methodName} method cannot be bound."]);
    }
}
