//! Requests of the app, by `fetch` and `XMLHttpRequest`: what failed becomes a step, and a success may verify a solution. Bodies
//! and headers are never looked at.

use js_sys::{Array, Function, Promise};
use unstuck_protocol::{BreadcrumbKind, Operation, scrub};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{super::property, wrap::wrap};
use crate::{
    attempt::operation_succeeded,
    client::Client,
    scope::{Scope, add_breadcrumb, set_operation},
};

/// Watches both, as far as they are there and are still the browser's own: what another tool put in their place it answers for.
pub(super) fn watch(global: &JsValue) {
    if is_native(&property(global, "fetch")) {
        wrap(global, "fetch", |_, arguments, result| {
            if let (Some(request), Some(promise)) = (Request::fetched(arguments), result.dyn_ref::<Promise>())
            {
                // The caller gets a promise of the very same answer or error, so that one which nobody catches is still told.
                let promise = promise.clone();
                return future_to_promise(async move {
                    let answered = JsFuture::from(promise).await;
                    match &answered {
                        Ok(response) => request.ended(status(response)),
                        // Whoever gives up a request is told of it as an error, and nothing failed.
                        Err(error) if property(error, "name") == "AbortError" => {}
                        Err(_) => request.ended(0),
                    }
                    answered
                })
                .into();
            }
            result
        });
    }
    let prototype = property(&property(global, "XMLHttpRequest"), "prototype");
    if is_native(&property(&prototype, "open")) {
        wrap(&prototype, "open", |this, arguments, result| {
            if let Some(request) = Request::opened(arguments) {
                listen(this, request);
            }
            result
        });
    }
}

#[wasm_bindgen(module = "/src/platform/browser/watch/listen.js")]
extern "C" {
    #[wasm_bindgen(js_name = listen)]
    fn hear(xhr: &JsValue, ended: &JsValue);
}

/// Hears how a request of the older kind ends.
fn listen(xhr: &JsValue, request: Request) {
    let ended = Closure::once_into_js(move |status: f64| request.ended(status as u16));
    hear(xhr, &ended);
}

struct Request {
    method: String,
    route: String,
}

impl Request {
    fn fetched(arguments: &Array) -> Option<Self> {
        let (input, init) = (arguments.get(0), arguments.get(1));
        let url = ["url", "href"].iter().find_map(|name| property(&input, name).as_string());
        let method = property(&init, "method").as_string().or_else(|| property(&input, "method").as_string());
        Self::new(&input.as_string().or(url)?, method.as_deref())
    }

    fn opened(arguments: &Array) -> Option<Self> {
        let url = arguments.get(1);
        let url = url.as_string().or_else(|| property(&url, "href").as_string())?;
        Self::new(&url, arguments.get(0).as_string().as_deref())
    }

    /// None of those to the service itself.
    fn new(url: &str, method: Option<&str>) -> Option<Self> {
        let base = property(&property(&js_sys::global(), "location"), "href").as_string().unwrap_or_default();
        let whole = web_sys::Url::new_with_base(url, &base).ok()?;
        let href = whole.href();
        let client = Client::current()?;
        let own = [client.options.endpoint.as_str(), "/v1/"].concat();
        #[cfg(feature = "device")]
        let packs = client.options.packs.as_ref().is_some_and(|packs| href.starts_with(packs));
        #[cfg(not(feature = "device"))]
        let packs = false;
        (!href.starts_with(&own) && !packs).then(|| Self {
            method: method.unwrap_or("GET").to_ascii_uppercase(),
            route: scrub::url(&whole.pathname()),
        })
    }

    /// `status` is 0 where there was no answer, and 1 where the page may not know.
    fn ended(self, status: u16) {
        let Self { method, route } = self;
        if (1..400).contains(&status) {
            let operation = Operation { method, route, status: None };
            operation_succeeded(&operation);
            // What goes well again is not what the next error is about.
            Scope::current().end_operation(&operation, None);
            return;
        }
        let how = if status == 0 { "no answer".to_owned() } else { status.to_string() };
        add_breadcrumb(BreadcrumbKind::Request, format!("{method} {route} → {how}"));
        let status = (status > 0).then_some(status);
        set_operation(Some(Operation { method, route, status }));
    }
}

fn status(response: &JsValue) -> u16 {
    let status = property(response, "status").as_f64().unwrap_or_default() as u16;
    // An answer of another origin that the page may not read has a type of its own.
    if status == 0 && property(response, "type").as_string().is_some_and(|kind| kind.starts_with("opaque")) {
        1
    } else {
        status
    }
}

/// Whether the browser's own stands there; a proxy around it can't be told from it, and need not be.
fn is_native(function: &JsValue) -> bool {
    function
        .dyn_ref::<Function>()
        .is_some_and(|function| String::from(function.to_string()).contains("[native code]"))
}
