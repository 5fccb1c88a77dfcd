//! A function of the page with an observer around it, alike for whoever calls it.

use js_sys::{Array, Function, Object, Proxy, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

type Apply = dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>;

/// Puts a proxy in the place of `owner[name]`. The observer gets whose call it is, the arguments and what came of it, and says
/// what the caller gets; the function's own name, properties, `this` and exceptions stay as they were.
pub(super) fn wrap(
    owner: &JsValue,
    name: &str,
    observe: impl Fn(&JsValue, &Array, JsValue) -> JsValue + 'static,
) {
    let name = JsValue::from_str(name);
    let Some(original) = Reflect::get(owner, &name).ok().and_then(|it| it.dyn_into::<Function>().ok()) else {
        return;
    };
    let apply = Closure::<Apply>::new(move |target: JsValue, this: JsValue, arguments: JsValue| {
        let arguments: Array = arguments.unchecked_into();
        let result = Reflect::apply(target.unchecked_ref::<Function>(), &this, &arguments)?;
        Ok(observe(&this, &arguments, result))
    });
    let handler = Object::new();
    if Reflect::set(&handler, &JsValue::from_str("apply"), apply.as_ref()).is_ok() {
        // Where the page froze the function there is nothing to watch.
        let _ = Reflect::set(owner, &name, &Proxy::new(&original, &handler));
        apply.forget();
    }
}
