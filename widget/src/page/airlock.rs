//! The binding of `airlock.js`, which keeps the panel's events from the page's listeners.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Element, Window};

use super::panel;

#[wasm_bindgen(module = "airlock")]
extern "C" {
    #[wasm_bindgen(js_name = install)]
    fn guard(
        window: &Window,
        loader: &JsValue,
        open: &Closure<dyn Fn(Element)>,
        act: &Closure<dyn Fn(String)>,
    );
}

/// Guards a window: that of the page with its loader, or that of a frame with `null`.
pub(crate) fn install(window: &Window, loader: &JsValue) {
    let open = Closure::<dyn Fn(Element)>::new(|link: Element| panel::open(&link));
    let act = Closure::<dyn Fn(String)>::new(|name: String| panel::act(&name));
    guard(window, loader, &open, &act);
    // The listeners live as long as the page.
    open.forget();
    act.forget();
}
