//! Requests over the page's `fetch`.

use std::sync::Arc;

#[cfg(feature = "http")]
use {
    super::property,
    js_sys::{Function, Promise, Uint8Array},
    wasm_bindgen::{JsCast as _, JsValue},
    wasm_bindgen_futures::JsFuture,
    web_sys::{RequestInit, Response},
};

use crate::{Answered, Error, Transport, Waiting};

struct Browser;

/// The built-in transport.
pub(crate) fn transport() -> Arc<dyn Transport> {
    Arc::new(Browser)
}

impl Transport for Browser {
    #[cfg(feature = "http")]
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        Box::pin(async move {
            // The browser itself says no more than this, and logs the rest on its console.
            fetch(&url, body).await.map_err(|_| Error::new("the request did not go through"))
        })
    }

    #[cfg(not(feature = "http"))]
    fn send(&self, _url: String, _body: Option<String>) -> Waiting {
        Box::pin(async {
            Result::<Answered, _>::Err(Error::new("no transport: turn on the feature `http` or give one"))
        })
    }
}

/// Calls the global `fetch`, which a page and a worker both have.
#[cfg(feature = "http")]
async fn fetch(url: &str, body: Option<String>) -> Result<Answered, JsValue> {
    let init = RequestInit::new();
    if let Some(body) = body {
        init.set_method("POST");
        // A string travels as plain text, so that a request to another origin needs no preflight.
        init.set_body(&body.into());
    }
    let global = js_sys::global();
    let fetch: Function = property(&global, "fetch").dyn_into()?;
    let asked = fetch.call2(&global, &url.into(), &init)?.unchecked_into::<Promise>();
    let answer = JsFuture::from(asked).await?.unchecked_into::<Response>();
    let seconds = answer.headers().get("retry-after")?.and_then(|text| text.trim().parse::<u64>().ok());
    let body = JsFuture::from(answer.array_buffer()?).await?;
    Ok(Answered {
        status: answer.status(),
        retry_after: seconds.map(|s| s.saturating_mul(1_000)),
        body: Uint8Array::new(&body).to_vec(),
    })
}
