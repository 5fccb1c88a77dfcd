//! The bindings of `eyes.js`, which looks at the page, and `host.js`, which makes our elements in it.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, ShadowRoot};

#[wasm_bindgen(module = "eyes")]
extern "C" {
    /// Takes the loader's means of seeing.
    #[wasm_bindgen(js_name = use)]
    pub(crate) fn take(loader: &JsValue);
    /// The surfaces that a part of the page has or belongs to; of a `large` part only itself is looked at.
    pub(crate) fn surfaces(part: &Element, large: bool) -> Vec<Element>;
    /// All that is seen of a surface, for [`super::sight::Sight::of`].
    pub(crate) fn read(surface: &Element) -> String;
    /// Whether a person can see a surface; one without content of its own has no box until it has its link.
    pub(crate) fn shown(surface: &Element) -> bool;
    /// Whether one element stands in the other, through slots and shadow roots.
    pub(crate) fn holds(outer: &Element, inner: &Element) -> bool;
    /// Puts the link after the message, else at the end of the surface, where Tab reaches it and the eye can read it.
    pub(crate) fn attach(link: &Element, surface: &Element, message: Option<&Element>);
    /// Takes a link out of the page.
    pub(crate) fn part(link: &Element);
    /// The element after which the link of the surface that was read last belongs.
    pub(crate) fn place() -> Option<Element>;
}

#[wasm_bindgen(module = "launcher")]
extern "C" {
    /// Puts the "Help" button into the page.
    pub(crate) fn launch(label: &str, language: &str);
}

#[wasm_bindgen(module = "host")]
extern "C" {
    /// The shadow root of a new element of ours, in the document of `near`.
    pub(crate) fn host(tag: &str, css: &str, near: &Element) -> ShadowRoot;
    /// Says in which language an element speaks, and whether that is written from the right.
    pub(crate) fn speak(element: &Element, tag: &str);
    /// Gives an element of ours the font in which the app speaks where the other one stands.
    pub(crate) fn dress(element: &Element, like: &Element);
}
