//! The page's own events as breadcrumbs: clicks by name, routes, errors. Never a value that somebody typed.

use std::sync::atomic::{AtomicBool, Ordering};

use unstuck_protocol::{BreadcrumbKind, scrub};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ErrorEvent, PromiseRejectionEvent, Window};

use super::{on, property, wrap::wrap};
use crate::{
    client::Client,
    scope::{add_breadcrumb, set_route},
};

static WATCHES: AtomicBool = AtomicBool::new(false);

/// Listens for as long as the page lives.
pub(crate) fn watch() {
    let Some(window) = web_sys::window() else { return };
    route(&window);
    if WATCHES.swap(true, Ordering::Relaxed) {
        return;
    }
    wrap_functions(&window);
    on(&window, "popstate", |_| route_now());
    on(&window, "hashchange", |_| route_now());
    on(&window, "click", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let control = target
            .and_then(|target| target.closest("button,a,[role=button],[role=link],[role=menuitem]").ok()?);
        if let Some(control) = control {
            let name =
                control.get_attribute("aria-label").or_else(|| control.text_content()).unwrap_or_default();
            let role = control.get_attribute("role").unwrap_or_else(|| control.local_name());
            add_breadcrumb(BreadcrumbKind::Click, format!("{role} {}", name.trim()));
        }
    });
    on(&window, "error", |event| {
        if let Some(error) = event.dyn_ref::<ErrorEvent>() {
            add_breadcrumb(BreadcrumbKind::Console, error.message());
        }
    });
    on(&window, "unhandledrejection", |event| {
        if let Some(rejection) = event.dyn_ref::<PromiseRejectionEvent>() {
            let reason = rejection.reason();
            let message = property(&reason, "message").as_string();
            add_breadcrumb(
                BreadcrumbKind::Console,
                message.or_else(|| reason.as_string()).unwrap_or_default(),
            );
        }
    });
}

fn route(window: &Window) {
    if let Ok(path) = window.location().pathname() {
        set_route(path);
    }
}

fn route_now() {
    if let Some(window) = web_sys::window() {
        route(&window);
        let path = window.location().pathname().unwrap_or_default();
        add_breadcrumb(BreadcrumbKind::Route, path);
    }
}

fn wrap_functions(window: &Window) {
    let history = property(window, "history");
    for name in ["pushState", "replaceState"] {
        wrap(&history, name, |_, result| {
            route_now();
            result
        });
    }
    wrap(&property(window, "console"), "error", |arguments, result| {
        let said: Vec<String> = arguments.iter().take(4).filter_map(|argument| words(&argument)).collect();
        add_breadcrumb(BreadcrumbKind::Console, said.join(" "));
        result
    });
    wrap(window, "fetch", |arguments, result| {
        let (input, init) = (arguments.get(0), arguments.get(1));
        let url = input.as_string().or_else(|| property(&input, "url").as_string());
        let url = url.or_else(|| property(&input, "href").as_string()).unwrap_or_default();
        let ours = Client::current().is_none_or(|client| {
            let own = format!("{}/v1/", client.options.endpoint);
            #[cfg(feature = "device")]
            if client.options.packs.as_ref().is_some_and(|packs| url.starts_with(packs)) {
                return true;
            }
            url.starts_with(&own)
        });
        let promise = match result.dyn_into::<js_sys::Promise>() {
            Ok(promise) if !ours => promise,
            Ok(promise) => return promise.into(),
            Err(other) => return other,
        };
        let method = property(&init, "method").as_string().or_else(|| property(&input, "method").as_string());
        let step = format!("{} {}", method.as_deref().unwrap_or("GET"), scrub::url(&url));
        // The caller gets a promise of the very same response or error, so that an unhandled one is still told.
        let watched = wasm_bindgen_futures::future_to_promise(async move {
            let answered = wasm_bindgen_futures::JsFuture::from(promise).await;
            match &answered {
                Ok(response) => {
                    let status = property(response, "status").as_f64().unwrap_or_default() as u16;
                    if status >= 400 {
                        add_breadcrumb(BreadcrumbKind::Request, format!("{step} → {status}"));
                    }
                }
                Err(_) => add_breadcrumb(BreadcrumbKind::Request, format!("{step} → no response")),
            }
            answered
        });
        watched.into()
    });
}

/// What an argument says: a text, or an error's message; anything else stays in the page.
fn words(argument: &JsValue) -> Option<String> {
    argument.as_string().or_else(|| {
        let error = argument.dyn_ref::<js_sys::Error>()?;
        property(error, "message").as_string()
    })
}
