//! A solution's text as HTML.

use maud::{Markup, html};
use unstuck_protocol::{Document, Node, Tag, document::Href};

/// The text's nodes as elements below a heading of the first level. A path within the app leads to `app`, the origin that
/// the app has; where none is known, it is text.
pub(super) fn markup(document: &Document, app: Option<&str>) -> Markup {
    Drawing { app, open: Vec::new() }.nodes(&document.0)
}

struct Drawing<'a> {
    app: Option<&'a str>,
    /// The levels, as the author wrote them, of the headings that the current place stands under.
    open: Vec<u32>,
}

impl Drawing<'_> {
    fn nodes(&mut self, nodes: &[Node]) -> Markup {
        html! { @for one in nodes { (self.node(one)) } }
    }

    fn node(&mut self, node: &Node) -> Markup {
        match node.tag {
            Tag::Text | Tag::Unknown | Tag::Row | Tag::Cell => self.within(node),
            // Code reads from the left in every language.
            Tag::Code => html! { code dir="ltr" { (self.within(node)) } },
            Tag::Em => html! { em { (self.within(node)) } },
            Tag::Strong => html! { strong { (self.within(node)) } },
            Tag::Link => match node.href.as_ref().and_then(|href| target(href, self.app)) {
                Some(target) => html! { a rel="noopener noreferrer" href=(target) { (self.within(node)) } },
                None => self.within(node),
            },
            Tag::Break => html! { br; },
            Tag::Heading => {
                let level = self.level(node.number);
                let within = self.within(node);
                match level {
                    2 => html! { h2 { (within) } },
                    3 => html! { h3 { (within) } },
                    4 => html! { h4 { (within) } },
                    5 => html! { h5 { (within) } },
                    _ => html! { h6 { (within) } },
                }
            }
            Tag::Paragraph => html! { p { (self.within(node)) } },
            Tag::Bullets => html! { ul { (self.within(node)) } },
            Tag::Steps => html! { ol start=(node.number) { (self.within(node)) } },
            Tag::Item => html! { li { (self.within(node)) } },
            // What scrolls can be reached by the keyboard.
            Tag::Listing => html! { pre dir="ltr" tabindex="0" { code { (self.within(node)) } } },
            Tag::Quote => html! { blockquote { (self.within(node)) } },
            Tag::Table => html! { div.table tabindex="0" { table { (self.rows(&node.nodes)) } } },
            Tag::Rule => html! { hr; },
        }
    }

    /// What a node says, and what is within it.
    fn within(&mut self, node: &Node) -> Markup {
        html! { (node.text) (self.nodes(&node.nodes)) }
    }

    fn rows(&mut self, rows: &[Node]) -> Markup {
        let Some((head, rows)) = rows.split_first() else { return html! {} };
        html! {
            thead { tr { @for cell in &head.nodes { th scope="col" { (self.within(cell)) } } } }
            tbody { @for row in rows { tr { @for cell in &row.nodes { td { (self.within(cell)) } } } } }
        }
    }

    /// A heading's level on the page, whose first is the title: no level is left out, whatever the author left out.
    fn level(&mut self, written: u32) -> usize {
        while self.open.last().is_some_and(|above| *above >= written) {
            self.open.pop();
        }
        self.open.push(written);
        self.open.len() + 1
    }
}

/// Where a link leads from a page that is not the app's.
fn target(href: &Href, app: Option<&str>) -> Option<String> {
    let href = href.as_str();
    match href.as_bytes().first() {
        Some(b'/') => app.map(|app| format!("{app}{href}")),
        Some(b'#') => app.map(|app| format!("{app}/{href}")),
        _ => Some(href.to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use unstuck_resolver::author::{self, Source};

    fn drawn(body: &str, app: Option<&str>) -> String {
        let text = format!("---\nid: a\ntitle: A\ncodes: [A]\n---\n{body}\n");
        let catalogue = author::read(&[Source { path: "a.md".into(), text }]).unwrap();
        markup(&catalogue.solutions()[0].texts[0].body, app).into_string()
    }

    #[test]
    fn a_path_of_the_app_leads_there_or_nowhere() {
        let (text, app) = ("[cards](/cards#limits) [more](https://a.example/)", Some("https://bank.example"));
        assert!(drawn(text, app).contains("href=\"https://bank.example/cards#limits\""));
        let without = drawn(text, None);
        assert_eq!(without.matches("href").count(), 1, "{without}");
        assert!(without.contains("cards <a"), "{without}");
    }

    #[test]
    fn headings_leave_no_level_out() {
        let levels = |text: &str| -> Vec<u32> {
            let drawn = drawn(text, None);
            drawn.split("<h").skip(1).filter_map(|rest| rest.get(..1)?.parse().ok()).collect()
        };
        assert_eq!(levels("### a\n\n### b\n\n#### c\n\n## d\n\n###### e\n\n# f"), [2, 2, 3, 2, 3, 2]);
        assert_eq!(levels("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f"), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn a_table_has_a_head_and_a_body() {
        let drawn = drawn("| a | b |\n|---|---|\n| <i> | 2 |", None);
        assert!(drawn.contains("<thead><tr><th scope=\"col\">a</th>"), "{drawn}");
        assert!(drawn.contains("<tbody><tr><td>&lt;i&gt;</td>"), "{drawn}");
    }
}
