//! What the loader calls, and what the page is told.

use std::cell::RefCell;

use js_sys::{Function, Reflect};
use unstuck::{
    BreadcrumbKind, Consent, Operation, Options, OutcomeKind, Problem, Resolution, SolutionId, SurfaceKind,
    User,
};
use unstuck_protocol::{json, scrub};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{airlock, eyes, fixes, flow, panel, strings, talk};

struct Session {
    help: bool,
    ignore: String,
    /// Codes of errors that the team leaves alone, divided by commas.
    silent: String,
    emit: Option<Function>,
}

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// Begins, with what stands on the loader's script tag: `key`, `endpoint`, `release`, `locales` (comma-separated),
/// `help`, `ignore`, `consent`, `packKey`, `packs`, and `emit(type, json)`. A second call does nothing.
#[wasm_bindgen]
pub fn start(state: &JsValue) {
    if SESSION.with_borrow(Option::is_some) {
        return;
    }
    let get = |name: &str| Reflect::get(state, &JsValue::from_str(name)).unwrap_or(JsValue::NULL);
    let text = |name: &str| get(name).as_string().unwrap_or_default();
    let locales: Vec<String> =
        text("locales").split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    strings::choose(&locales);
    // The loader keeps the trail itself, so the SDK need not watch a second time.
    let mut options = Options::new(text("key")).endpoint(text("endpoint")).locales(locales).watch(false);
    let release = text("release");
    if !release.is_empty() {
        options = options.release(release);
    }
    options = options.consent(word(&text("consent")));
    if let Some(key) = get("packKey").as_string() {
        options = options.pack_key(key);
    }
    if let Some(packs) = get("packs").as_string() {
        options = options.packs(packs);
    }
    // Dropping the guard would end the SDK, which lives as long as the page.
    std::mem::forget(unstuck::init(options));
    let emit = get("emit").dyn_into::<Function>().ok();
    SESSION.set(Some(Session {
        help: text("help") == "on",
        ignore: text("ignore"),
        silent: text("ignoreCodes"),
        emit,
    }));
    eyes::take(state);
    airlock::install(state);
    fixes::install(state);
    talk::install(state);
    if text("launcher") == "on" {
        eyes::launch(strings::strings().launch, strings::strings().locale);
    }
    spawn_local(async {
        // Without the pack the service is asked; nothing is lost.
        let _ = unstuck::warm().await;
    });
}

/// Adds a step to the trail: `click`, `route`, `request`, `console`, or one of the app's own; `at` as `Date.now()` tells.
#[wasm_bindgen]
pub fn crumb(kind: &str, mut message: String, at: f64) {
    let kind = match kind {
        "click" => BreadcrumbKind::Click,
        "route" => {
            message = scrub::url(&message);
            unstuck::set_route(message.as_str());
            BreadcrumbKind::Route
        }
        "request" => BreadcrumbKind::Request,
        "console" => BreadcrumbKind::Console,
        _ => BreadcrumbKind::Custom,
    };
    unstuck::add_breadcrumb_at(kind, message, at as u64);
}

/// Says what the person decided about telling errors: `granted`, `pending` or `denied`.
#[wasm_bindgen]
pub fn consent(said: &str) {
    unstuck::set_consent(word(said));
}

fn word(said: &str) -> Consent {
    match said {
        "" | "granted" => Consent::Granted,
        "pending" => Consent::Pending,
        // Who asks for something that is not known here is better told of too little.
        _ => Consent::Denied,
    }
}

/// A request went well; of use where the same one failed before.
#[wasm_bindgen]
pub fn succeeded(method: String, path: &str) {
    unstuck::operation_succeeded(&Operation { method, route: scrub::url(path), status: None });
}

/// Looks at a part of the page that appeared or changed, with the last failed request or `null`. Of a `large` part only
/// itself is looked at, since its parts come one by one.
#[wasm_bindgen]
pub fn examine(part: &Element, large: bool, failure: &JsValue) {
    flow::examine(part, large, failure);
}

/// Tells what speaks for and against an element's being an error, as [`flow::explain`] divides it.
#[wasm_bindgen]
pub fn explain(element: &Element, failure: &JsValue) -> String {
    flow::explain(element, failure)
}

/// Keeps the panel's events from the listeners of one more window, that of a frame.
#[wasm_bindgen]
pub fn guard(window: &web_sys::Window) {
    airlock::guard(window);
}

/// Forgets surfaces that are gone.
#[wasm_bindgen]
pub fn sweep() {
    flow::sweep();
}

/// Reports an error that no surface shows; answers the resolution as JSON.
#[wasm_bindgen]
pub async fn report(code: Option<String>, title: Option<String>, message: String) -> String {
    let sighting =
        unstuck::capture_problem(Problem { code, title, message, ..Problem::default() }, SurfaceKind::None);
    let resolution = sighting.resolution().await;
    emit_resolution(&resolution);
    json::text(&resolution)
}

/// Opens the panel for whatever the person looks for.
#[wasm_bindgen]
pub fn open() {
    panel::open_help(None);
}

/// Says who met the errors from now on: JSON of `{ id, traits }`, or `null`.
#[wasm_bindgen]
pub fn identify(user: &str) {
    if let Some(user) = json::read::<Option<User>>(user.as_bytes()) {
        unstuck::set_user(user);
    }
}

/// Adds a named fact, a JSON value.
#[wasm_bindgen]
pub fn set_context(key: String, value: &str) {
    if let Some(value) = json::parse(value.as_bytes()) {
        unstuck::set_context(key, value);
    }
}

/// Whether the "Get help" setting is on.
pub(crate) fn offers_help() -> bool {
    SESSION.with_borrow(|session| session.as_ref().is_some_and(|session| session.help))
}

/// Whether the team told us to leave this part of the page alone.
pub(crate) fn ignored(element: &Element) -> bool {
    SESSION.with_borrow(|session| {
        session.as_ref().is_none_or(|session| {
            !session.ignore.is_empty() && element.closest(&session.ignore).ok().flatten().is_some()
        })
    })
}

/// Whether the team told us to leave errors with this code alone.
pub(crate) fn silent(code: &str) -> bool {
    SESSION.with_borrow(|session| {
        session.as_ref().is_some_and(|session| session.silent.split(',').any(|other| other.trim() == code))
    })
}

/// Tells the page's listeners of a resolution.
pub(crate) fn emit_resolution(resolution: &Resolution) {
    emit("resolution", &json::text(resolution));
}

/// Tells the page's listeners that a solution was opened.
pub(crate) fn emit_open(solution: &SolutionId) {
    emit("open", &["{\"solution\":", &json::text(solution), "}"].concat());
}

/// Tells the page's listeners what was said of a solution.
pub(crate) fn emit_outcome(solution: &SolutionId, kind: OutcomeKind) {
    let (solution, kind) = (json::text(solution), json::text(&kind));
    emit("outcome", &["{\"solution\":", &solution, ",\"kind\":", &kind, "}"].concat());
}

fn emit(kind: &str, json: &str) {
    let emit = SESSION.with_borrow(|session| session.as_ref()?.emit.clone());
    if let Some(emit) = emit {
        // A listener of the page that throws is the page's own affair.
        let _ = emit.call2(&JsValue::NULL, &JsValue::from_str(kind), &JsValue::from_str(json));
    }
}
