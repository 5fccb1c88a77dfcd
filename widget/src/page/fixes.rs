//! The binding of `fixes.js`, which carries out what a solution offers and leads through its steps.

use std::cell::RefCell;

use unstuck::{Article, ReportId, SolutionId};
use unstuck_protocol::json::{self, Read};
use unstuck_protocol::{ActionKind, Run, RunId, RunState};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::Element;

use super::panel::{self, Subject};
use super::strings::strings;
use super::views;

#[wasm_bindgen(module = "fixes")]
extern "C" {
    #[wasm_bindgen(js_name = use)]
    fn take(loader: &JsValue, words: &str, close: &Closure<dyn Fn(bool)>, language: &str);
    #[wasm_bindgen(js_name = offer)]
    fn draw(offer: u32, actions: &str, places: &str, body: &Element, link: Option<&Element>);
    /// Carries out what a control stands for; whether it was one of theirs.
    pub(crate) fn act(name: &str) -> bool;
    /// Puts the way to a person into the element, where the app told one; with the offer that did not help.
    pub(crate) fn person(into: &Element, offer: Option<u32>);
}

#[wasm_bindgen(module = "guide")]
extern "C" {
    /// Ends a way that is being shown.
    #[wasm_bindgen(js_name = end)]
    pub(crate) fn end_way();
}

thread_local! {
    /// What was offered since the page began: a fix may end when its panel is closed and another one open.
    static OFFERS: RefCell<Vec<(ReportId, SolutionId)>> = const { RefCell::new(Vec::new()) };
}

/// Takes the loader's state; a way that was begun on the page before goes on.
pub(crate) fn install(loader: &JsValue) {
    let close = Closure::<dyn Fn(bool)>::new(panel::close);
    take(loader, &strings().fixes.join("\n"), &close, strings().locale);
    // It lives as long as the page.
    close.forget();
}

/// Draws what an article offers at the end of its body, with the link that opened the panel.
pub(crate) fn offer(article: &Article, subject: &Subject, body: &Element, link: Option<&Element>) {
    let Some(report) = subject.id() else { return };
    let offer = OFFERS.with_borrow_mut(|offers| {
        offers.push((report, article.solution.clone()));
        offers.len() as u32 - 1
    });
    panel::with(|panel| {
        panel.offer = Some(offer);
        Some(())
    });
    draw(offer, &json::text(&article.actions), &json::text(&article.steps), body, link);
}

fn offered(offer: u32) -> Option<(ReportId, SolutionId)> {
    OFFERS.with_borrow(|offers| offers.get(offer as usize).cloned())
}

/// Tells what came of a fix of this offer: the run's id, the kind and name of the fix, `done`, `failed` or `undone`, why it failed,
/// and how long it took, milliseconds. Answers whether that could be told.
#[wasm_bindgen]
pub fn ran(
    offer: u32,
    run: String,
    kind: String,
    name: String,
    state: String,
    reason: String,
    millis: f64,
) -> bool {
    tell(offer, run, kind, name, state, reason, millis as u64).is_some()
}

fn tell(
    offer: u32,
    run: String,
    kind: String,
    name: String,
    state: String,
    reason: String,
    millis: u64,
) -> Option<()> {
    let (report, solution) = offered(offer)?;
    let (kind, state) = (ActionKind::read(&kind.into())?, RunState::read(&state.into())?);
    let run = Run { id: RunId::new(run).ok()?, kind, name, state, millis };
    unstuck::ran(&report, &solution, run, Some(reason).filter(|reason| !reason.is_empty()));
    Some(())
}

/// Has the service carry out a fix of this offer; a promise of what the product says to the person.
///
/// # Errors
/// When it could not be carried out.
#[wasm_bindgen]
pub async fn webhook(offer: u32, run: String, name: String) -> Result<String, JsValue> {
    let (Some((report, solution)), Ok(run)) = (offered(offer), RunId::new(run)) else {
        return Err(JsValue::NULL);
    };
    unstuck::webhook(&report, &solution, &name, &run).await.map_err(|_| JsValue::NULL)
}

/// Offers other solutions and a person, where a fix failed.
#[wasm_bindgen]
pub fn lead_on() {
    views::lead_on();
}
