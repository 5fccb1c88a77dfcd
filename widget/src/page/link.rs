//! The link inside the host's surface: a custom element of its own after the message.

use web_sys::Element;

use super::strings::strings;
use super::{dom, eyes, style};

/// Makes the link; with a title it leads to that solution, without one to the closest questions.
pub(crate) fn make(title: Option<&str>, surface: &Element) -> Option<Element> {
    let root = eyes::host("unstuck-link", style::LINK, surface);
    let words = strings();
    let label = if title.is_some() { words.view } else { words.help };
    let name = title.map_or_else(|| label.to_owned(), |title| [label, ": ", title].concat());
    let button = dom::make(
        "button",
        &[("type", "button"), ("aria-haspopup", "dialog"), ("aria-label", &name)],
        label,
    )?;
    root.append_child(&button).ok()?;
    // A polite region says once that the link is there; it is filled after it stands in the page.
    let region = dom::make("span", &[("role", "status"), ("class", "said")], "")?;
    root.append_child(&region).ok()?;
    region.set_text_content(Some(label));
    Some(root.host())
}

/// Gives focus back to the link.
pub(crate) fn focus(link: &Element) {
    if let Some(button) = link.shadow_root().and_then(|root| root.query_selector("button").ok().flatten()) {
        dom::focus(&button);
    }
}
