//! A page read strictly: whatever a browser would have to guess about is a fault.

/// An element with its attributes, texts as they are meant.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// The text within, that of inner elements included.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 5] = ["meta", "link", "br", "hr", "input"];

/// The elements in the order of their beginnings. Panics where one is not closed, or a mark of HTML stands in a text.
pub(crate) fn elements(page: &str) -> Vec<Element> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a document");
    let (mut found, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
        assert!(!text.contains('>'), "`>` in {text}");
        let said = unescaped(text);
        open.iter().for_each(|at| found[*at].text += &said);
        if tag.is_empty() {
            break;
        }
        // A value may hold `>`, since it is quoted.
        let mut quoted = false;
        let end = tag.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let (inside, after) = tag.split_at(end.expect("a tag ends"));
        rest = &after[1..];
        if let Some(name) = inside.strip_prefix('/') {
            let at = open.pop().expect("nothing is open");
            assert_eq!(found[at].name, name, "closed in another order");
            continue;
        }
        let element = element(inside);
        if !VOID.contains(&element.name.as_str()) {
            open.push(found.len());
        }
        found.push(element);
    }
    assert!(open.is_empty(), "something is left open");
    found
}

fn element(inside: &str) -> Element {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "<{inside}>");
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("an attribute in <{inside}>"));
        let (value, after) = after.split_once('"').expect("a value ends");
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "<{inside}>");
        attributes.push((name.to_owned(), unescaped(value)));
        rest = after.trim_start();
    }
    Element { name: name.to_owned(), attributes, text: String::new() }
}

fn unescaped(text: &str) -> String {
    for part in text.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|name| part.starts_with(name)), "&{part}");
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
