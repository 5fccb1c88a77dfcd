//! The binding of `talk.js`, the dialogue in the panel.

use std::cell::RefCell;

use unstuck::{Article, Conversation};
use unstuck_protocol::{Document, json};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::strings::strings;
use super::{document, panel};

#[wasm_bindgen(module = "talk")]
extern "C" {
    #[wasm_bindgen(js_name = use)]
    fn take(loader: &JsValue, words: &str);
    #[wasm_bindgen(js_name = open)]
    fn place(into: &Element, anew: bool);
    /// Carries out what a control stands for; whether it was one of theirs.
    pub(crate) fn act(name: &str) -> bool;
}

thread_local! {
    static CONVERSATION: RefCell<Option<Conversation>> = const { RefCell::new(None) };
}

/// Takes the loader's state.
pub(crate) fn install(loader: &JsValue) {
    take(loader, &strings().talk.join("\n"));
}

/// Puts a new dialogue into the element.
pub(crate) fn begin(conversation: Conversation, into: &Element) {
    CONVERSATION.set(Some(conversation));
    place(into, true);
}

/// Puts the dialogue that is under way into the element.
pub(crate) fn resume(into: &Element) {
    place(into, false);
}

/// Takes a turn and promises the reply, both as JSON.
///
/// # Errors
/// When the service can't be asked.
#[wasm_bindgen]
pub async fn converse(turn: String) -> Result<String, JsValue> {
    let conversation = CONVERSATION.with_borrow(Clone::clone).ok_or(JsValue::NULL)?;
    conversation.say_json(&turn).await.map_err(|_| JsValue::NULL)
}

/// Draws a document, as JSON, into an element.
#[wasm_bindgen]
pub fn draw(said: &str, into: &Element) {
    if let Some(said) = json::read::<Document>(said.as_bytes()) {
        document::draw(&said, into);
    }
}

/// Shows an article, as JSON, in the panel; the dialogue waits behind it.
#[wasm_bindgen]
pub fn show(article: &str) {
    if let Some(article) = json::read::<Article>(article.as_bytes()) {
        panel::show_from_talk(&article);
    }
}
