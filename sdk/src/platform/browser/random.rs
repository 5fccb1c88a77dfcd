//! The page's randomness.

use wasm_bindgen::JsCast as _;

use super::property;

/// 128 random bits: from `crypto` where the page has it, otherwise from `Math.random`.
pub(crate) fn random() -> u128 {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    let global = js_sys::global();
    let crypto = property(&global, "crypto");
    let fill = property(&crypto, "getRandomValues").dyn_into::<js_sys::Function>();
    if fill.and_then(|fill| fill.call1(&crypto, &bytes)).is_err() {
        for index in 0..16 {
            bytes.set_index(index, (js_sys::Math::random() * 256.0) as u8);
        }
    }
    bytes.to_vec().iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte))
}
