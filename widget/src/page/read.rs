//! What a surface says: title, message, code, and the failed request behind it.

use unstuck::{Operation, Problem, SurfaceKind};
use unstuck_protocol::{limits, scrub};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::detect::{self, Cause, Evidence};
use super::failure::Failure;
use super::{code, dom};

/// A surface that is an error, as it was read.
pub(crate) struct Reading {
    /// What it said.
    pub(crate) problem: Problem,
    /// The request that failed before it.
    pub(crate) operation: Option<Operation>,
    /// What it is.
    pub(crate) kind: SurfaceKind,
}

/// What holds a surface that is only a part of it, and has the headline.
const DIALOG: &str = "dialog,[role=dialog],[role=alertdialog]";
/// What may be an error of its own within a dialog: an alert in a form is one, the form is none.
const INNER: &str = "unstuck-help,[data-unstuck-code],[role=alert]";
const DECLARED: &str = "data-unstuck-code";
const TITLE: &str = "h1,h2,h3,h4,h5,[role=heading],[class*=title i],[class*=header i]";
/// Local names whose text is none of the message.
const SKIPPED: &[&str] = &[
    "button",
    "script",
    "style",
    "input",
    "select",
    "textarea",
    "svg",
    "unstuck-link",
    "template",
    "nav",
    "label",
];
/// Local names of elements that run within a line.
const INLINE: &[&str] = &["a", "b", "strong", "em", "i", "span", "code", "br", "small", "u", "mark"];
/// Most elements of a surface whose classes are looked at.
const CLASSED: usize = 120;
/// Most blocks of text, and how deep they may stand.
const BLOCKS: usize = 60;
const DEPTH: u8 = 24;

/// The surface's own words, whatever they are worth: the same for as long as it says the same.
pub(crate) struct Words {
    declared: bool,
    code: Option<String>,
    title: Option<String>,
    message: String,
    /// The element after which the link belongs.
    pub(crate) place: Option<Element>,
}

impl Words {
    /// By what a surface that is looked at again is known.
    pub(crate) fn said(&self) -> String {
        let (code, title) = (self.code.as_deref(), self.title.as_deref());
        [code.unwrap_or_default(), title.unwrap_or_default(), &self.message].join("\n")
    }
}

/// Reads what the surface says.
pub(crate) fn words(surface: &Element) -> Words {
    let declared = surface.local_name() == "unstuck-help" || surface.has_attribute(DECLARED);
    let heading = headline(surface);
    let mut blocks = Vec::new();
    collect(surface, heading.as_ref(), &mut blocks, 0);
    let message = surface.get_attribute("message").filter(|_| declared).unwrap_or_else(|| {
        let texts: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        cut(texts.join(" "), limits::MESSAGE_BYTES)
    });
    let around = || headline(&surface.parent_element()?.closest(DIALOG).ok()??);
    let title = heading.clone().or_else(around).as_ref().map(dom::text);
    let attribute = |name: &str| surface.get_attribute(name).filter(|code| !code.trim().is_empty());
    let code = attribute(DECLARED).or_else(|| attribute("code").filter(|_| declared));
    let place = blocks.pop().map(|(element, _)| element).or(heading);
    Words { declared, code, title, message, place }
}

/// Judges the surface by its words and all else; `None` when it is no error, or when a part of it is the error.
pub(crate) fn judge(surface: &Element, words: Words, failure: Option<&Failure>) -> Option<Reading> {
    let inner = dom::all(surface, INNER);
    if inner.iter().any(|part| shows(part) && alone(part, self::words(part), failure).is_some()) {
        return None;
    }
    alone(surface, words, failure)
}

fn alone(surface: &Element, words: Words, failure: Option<&Failure>) -> Option<Reading> {
    let Words { declared, code: own, title, message, .. } = words;
    let role = match surface.get_attribute("role") {
        Some(role) => role,
        None if surface.local_name() == "dialog" => "dialog".into(),
        None => String::new(),
    };
    let said = [title.as_deref().unwrap_or_default(), " ", &message].concat();
    let printed = code::printed(&said);
    let cause = match failure {
        Some(failure) if failure.is_told_by(&said) => Cause::Told,
        Some(_) => Cause::Recent,
        None => Cause::None,
    };
    let evidence = Evidence {
        declared,
        role: &role,
        classes: &classes(surface),
        text: &said,
        code: own.is_some() || printed.is_some(),
        cause,
    };
    if !detect::is_error(&evidence) || said.trim().is_empty() && own.is_none() {
        return None;
    }
    let failed = failure.map(|failure| failure.problem.clone()).unwrap_or_default();
    let problem = Problem {
        code: own.or(printed).or(failed.code).map(|code| cut(code, limits::CODE_BYTES)),
        kind: failed.kind,
        title: title.map(|title| cut(title, limits::LINE_BYTES)),
        message: if message.is_empty() { failed.message } else { message },
        status: failed.status,
        ..Problem::default()
    };
    let kind = match role.as_str() {
        _ if declared => SurfaceKind::Declared,
        "alert" => SurfaceKind::Alert,
        _ => SurfaceKind::Dialog,
    };
    Some(Reading { problem, operation: failure.map(|failure| failure.operation.clone()), kind })
}

/// Whether a person can see the surface; a declaration without content of its own has no box until it has its link.
pub(crate) fn shows(surface: &Element) -> bool {
    if surface.local_name() == "unstuck-help" { surface.is_connected() } else { dom::visible(surface) }
}

fn headline(within: &Element) -> Option<Element> {
    dom::all(within, TITLE).into_iter().find(|e| dom::visible(e) && !dom::text(e).is_empty())
}

/// The class names of the surface and of what shows in it.
fn classes(surface: &Element) -> String {
    let mut names = surface.get_attribute("class").unwrap_or_default();
    for inner in dom::all(surface, "[class]").iter().take(CLASSED).filter(|e| dom::visible(e)) {
        names.push(' ');
        names.push_str(&inner.get_attribute("class").unwrap_or_default());
    }
    names
}

/// Gathers the elements that carry text of their own, in reading order.
fn collect(element: &Element, heading: Option<&Element>, out: &mut Vec<(Element, String)>, depth: u8) {
    let children = element.child_nodes();
    for at in 0..children.length() {
        let Some(child) = children.item(at) else { continue };
        let Some(inner) = child.dyn_ref::<Element>() else {
            let speaks = child.node_type() == Node::TEXT_NODE
                && !child.text_content().unwrap_or_default().trim().is_empty();
            if speaks {
                // The element itself speaks: take it with its inline children, once.
                out.push((element.clone(), spoken(element)));
                return;
            }
            continue;
        };
        let skipped = SKIPPED.contains(&inner.local_name().as_str())
            || heading.is_some_and(|heading| heading == inner)
            || inner.get_attribute("role").as_deref() == Some("button")
            || !dom::visible(inner);
        if !skipped && depth < DEPTH && out.len() < BLOCKS {
            collect(inner, heading, out, depth + 1);
        }
    }
}

/// Text of the element and its inline children.
fn spoken(element: &Element) -> String {
    let mut out = String::new();
    let children = element.child_nodes();
    for at in 0..children.length() {
        let Some(child) = children.item(at) else { continue };
        if child.dyn_ref::<Element>().is_none_or(|e| INLINE.contains(&e.local_name().as_str())) {
            out.push_str(&child.text_content().unwrap_or_default());
            out.push(' ');
        }
    }
    dom::one_line(&out)
}

fn cut(mut text: String, bytes: usize) -> String {
    scrub::cut(&mut text, bytes);
    text
}
