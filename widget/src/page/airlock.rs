//! The binding of `airlock.js`, which keeps the panel's events from the page's listeners.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Element, Window};

use super::panel;

#[wasm_bindgen(module = "airlock")]
extern "C" {
    #[wasm_bindgen(js_name = install)]
    fn listen(loader: &JsValue, open: &Closure<dyn Fn(Element)>, act: &Closure<dyn Fn(String)>);

    /// Guards the window of a frame, however often.
    pub(crate) fn guard(frame: &Window);
}

/// Guards the page's own window; once is enough.
pub(crate) fn install(loader: &JsValue) {
    let open = Closure::<dyn Fn(Element)>::new(|link: Element| panel::open(&link));
    let act = Closure::<dyn Fn(String)>::new(|name: String| panel::act(&name));
    listen(loader, &open, &act);
    // The listeners live as long as the page.
    open.forget();
    act.forget();
}
