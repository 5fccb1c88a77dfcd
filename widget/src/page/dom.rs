//! Elements made and looked at without HTML strings.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The page's document.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A new element with attributes and text.
pub(crate) fn make(tag: &str, attributes: &[(&str, &str)], text: &str) -> Option<Element> {
    let element = document()?.create_element(tag).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

/// Makes an element and appends it.
pub(crate) fn put(tag: &str, attributes: &[(&str, &str)], text: &str, into: &Element) -> Option<Element> {
    let element = make(tag, attributes, text)?;
    into.append_child(&element).ok()?;
    Some(element)
}

/// Moves focus to the element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The element's text in one line.
pub(crate) fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
