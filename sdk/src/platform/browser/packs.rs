//! Packs in a page: what `packs.js` does with the browser's own cryptography and cache.
//!
//! It is JavaScript since each step waits for the next, which would cost a page several times the bytes from here.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/browser/packs.js")]
extern "C" {
    #[wasm_bindgen(js_name = signed)]
    fn verified(key: &str, message: &[u8], signature: &[u8]) -> Promise;
    #[wasm_bindgen(js_name = kept)]
    fn read(folder: &str, name: &str) -> Promise;
    /// Keeps a good file of a folder, until another root comes.
    pub(crate) fn keep(folder: &str, name: &str, bytes: &[u8]);
}

/// Whether a message was signed by this key, 32 bytes in base64url; no where nothing can tell.
pub(crate) async fn signed(key: &str, message: &[u8], signature: &[u8]) -> bool {
    JsFuture::from(verified(key, message, signature)).await.is_ok_and(|good| good.is_truthy())
}

/// What was kept of a folder under this name.
pub(crate) async fn kept(folder: &str, name: &str) -> Option<Vec<u8>> {
    JsFuture::from(read(folder, name)).await.ok().map(|bytes| Uint8Array::new(&bytes).to_vec())
}
