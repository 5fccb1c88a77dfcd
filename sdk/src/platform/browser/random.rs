//! The page's randomness.

use wasm_bindgen::{JsCast as _, JsValue};

/// 128 random bits: from `crypto` where the page has it, otherwise from `Math.random`.
pub(crate) fn random() -> u128 {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    let global = js_sys::global();
    let filled = js_sys::Reflect::get(&global, &JsValue::from_str("crypto")).ok().and_then(|crypto| {
        let fill = js_sys::Reflect::get(&crypto, &JsValue::from_str("getRandomValues")).ok()?;
        fill.dyn_ref::<js_sys::Function>()?.call1(&crypto, &bytes).ok()
    });
    if filled.is_none() {
        for index in 0..16 {
            bytes.set_index(index, (js_sys::Math::random() * 256.0) as u8);
        }
    }
    bytes.to_vec().iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte))
}
