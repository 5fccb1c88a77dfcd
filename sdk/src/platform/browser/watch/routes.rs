//! Where in the app the person is.

use unstuck_protocol::{BreadcrumbKind, scrub};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::EventTarget;

use super::{
    super::{on, property},
    wrap::wrap,
};
use crate::scope::{add_breadcrumb, set_route};

/// A worker has no route: nobody is there.
pub(super) fn watch(global: &JsValue) {
    if property(global, "document").is_undefined() {
        return;
    }
    if let Some(path) = path() {
        set_route(path);
    }
    // Where the browser tells of every change, nothing of the page need be wrapped.
    let navigation = property(global, "navigation");
    if let Some(navigation) = navigation.dyn_ref::<EventTarget>() {
        on(navigation, "currententrychange", |_| moved());
        return;
    }
    let history = property(global, "history");
    for name in ["pushState", "replaceState"] {
        wrap(&history, name, |_, _, result| {
            moved();
            result
        });
    }
    if let Some(target) = global.dyn_ref::<EventTarget>() {
        on(target, "popstate", |_| moved());
        on(target, "hashchange", |_| moved());
    }
}

fn path() -> Option<String> {
    property(&property(&js_sys::global(), "location"), "pathname").as_string()
}

fn moved() {
    if let Some(path) = path() {
        set_route(path.as_str());
        add_breadcrumb(BreadcrumbKind::Route, scrub::url(&path));
    }
}
