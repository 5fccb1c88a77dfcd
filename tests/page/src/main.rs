//! A page or worker that records what happens, and captures what a journey hands to it.

use js_sys::{JsString, Reflect};
use unstuck::{Consent, Options};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

fn main() {
    let endpoint = Reflect::get(&js_sys::global(), &JsString::from("endpoint"));
    let endpoint = endpoint.ok().and_then(|endpoint| endpoint.as_string()).unwrap_or_default();
    // Dropping the guard would end the SDK, which lives as long as the page.
    std::mem::forget(unstuck::init(Options::new("pk_dev_local").endpoint(endpoint).release("1.2.0")));
    unstuck::integrations::panic::install();
}

/// Captures what was thrown, and answers the report as it leaves.
#[wasm_bindgen]
pub fn capture(thrown: &JsValue) -> String {
    unstuck::js::capture(thrown).payload().unwrap_or_default().to_owned()
}

/// Captures what was thrown, and answers whether the service has recorded it: what a worker's event waits for.
#[wasm_bindgen]
pub async fn told(thrown: JsValue) -> bool {
    unstuck::js::capture(&thrown).resolution().await.recorded
}

/// Ends the module as a bug in it would.
#[wasm_bindgen]
pub fn fail() {
    panic!("the ledger does not balance");
}

/// The person agreed.
#[wasm_bindgen]
pub fn agree() {
    unstuck::set_consent(Consent::Granted);
}
