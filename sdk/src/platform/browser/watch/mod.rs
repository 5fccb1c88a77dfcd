//! The page's or worker's own events as breadcrumbs: clicks by name, routes, requests, errors. Never a value that somebody typed.

mod requests;
mod routes;
mod wrap;

use js_sys::{Reflect, Symbol};
use unstuck_protocol::{BreadcrumbKind, scrub};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ErrorEvent, Event, PromiseRejectionEvent};

use super::{js, on, property};
use crate::{client::Client, delivery, scope::add_breadcrumb};

/// Under this name the page knows that somebody of ours watches it, whichever copy of the module that is.
const MARK: &str = "unstuck.watch";
/// What counts as a control.
const CONTROL: &str = "button,a,input,select,textarea,summary,[role=button],[role=link],[role=menuitem],[role=tab],[role=option]";
/// Characters of a control's name that are kept.
const NAME: usize = 80;

/// Listens for as long as the page or worker lives; where it is watched already, it is left alone.
pub(crate) fn watch() {
    let global: JsValue = js_sys::global().into();
    let mark: JsValue = Symbol::for_(MARK).into();
    if Reflect::get(&global, &mark).is_ok_and(|mark| mark.is_truthy())
        || Reflect::set(&global, &mark, &JsValue::TRUE).is_err()
    {
        return;
    }
    routes::watch(&global);
    requests::watch(&global);
    let console = property(&global, "console");
    wrap::wrap(&console, "error", |_, arguments, result| {
        let said: Vec<String> = arguments.iter().take(4).filter_map(|argument| words(&argument)).collect();
        add_breadcrumb(BreadcrumbKind::Console, said.join(" "));
        result
    });
    let Some(target) = global.dyn_ref::<web_sys::EventTarget>() else { return };
    on(target, "click", clicked);
    on(target, "error", |event| {
        if let Some(error) = event.dyn_ref::<ErrorEvent>() {
            let said = words(&error.error()).unwrap_or_else(|| error.message());
            add_breadcrumb(BreadcrumbKind::Console, said);
        }
    });
    on(target, "unhandledrejection", |event| {
        if let Some(rejection) = event.dyn_ref::<PromiseRejectionEvent>() {
            add_breadcrumb(BreadcrumbKind::Console, words(&rejection.reason()).unwrap_or_default());
        }
    });
    on(target, "securitypolicyviolation", |event| {
        let text = |name: &str| property(&event, name).as_string().unwrap_or_default();
        let (blocked, rule) = (scrub::url(&text("blockedURI")), text("effectiveDirective"));
        add_breadcrumb(BreadcrumbKind::Console, format!("{rule} of the page's policy blocked {blocked}"));
    });
    on(target, "offline", |_| add_breadcrumb(BreadcrumbKind::Custom, "the network went away"));
    on(target, "online", |_| {
        add_breadcrumb(BreadcrumbKind::Custom, "the network is back");
        if let Some(client) = Client::current() {
            delivery::kick(&client);
        }
    });
    on(target, "visibilitychange", |_| {
        let state = property(&property(&js_sys::global(), "document"), "visibilityState");
        add_breadcrumb(
            BreadcrumbKind::Custom,
            format!("the page is {}", state.as_string().unwrap_or_default()),
        );
    });
}

/// A control by its role and name, as a person who hears the page would be told of it.
fn clicked(event: Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(control) = target.and_then(|target| target.closest(CONTROL).ok()?) else { return };
    let attribute = |name: &str| control.get_attribute(name).filter(|text| !text.trim().is_empty());
    // What stands in a field is the person's own; its label or name tells which one it was.
    let field = control.matches("input,select,textarea").unwrap_or(true);
    let label = || {
        let labels = property(&control, "labels");
        property(&property(&labels, "0"), "textContent").as_string()
    };
    let text = || if field { label().or_else(|| attribute("name")) } else { control.text_content() };
    let name = attribute("aria-label").or_else(text).or_else(|| attribute("title")).unwrap_or_default();
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(NAME).collect();
    let role = attribute("role").unwrap_or_else(|| control.local_name());
    add_breadcrumb(BreadcrumbKind::Click, format!("{role} “{name}”"));
}

/// What an argument says: a text, or an error with its name; anything else stays in the page.
fn words(argument: &JsValue) -> Option<String> {
    argument.as_string().or_else(|| {
        let error = argument.dyn_ref::<js_sys::Error>()?;
        let problem = js::problem(error);
        Some(match problem.kind {
            Some(kind) => format!("{kind}: {}", problem.message),
            None => problem.message,
        })
    })
}
