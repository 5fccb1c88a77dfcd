//! Requests over the page's `fetch`.

use std::sync::Arc;

use crate::{Answered, Error, Transport, Waiting};

struct Browser;

/// The built-in transport.
pub(crate) fn transport() -> Arc<dyn Transport> {
    Arc::new(Browser)
}

impl Transport for Browser {
    /// Bodies travel as plain text, so that a request to another origin needs no preflight.
    #[cfg(feature = "http")]
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        use gloo_net::http::Request;
        Box::pin(async move {
            // The browser itself says no more than this, and logs the rest on its console.
            let told = |_: gloo_net::Error| Error::new("the request did not go through");
            let answer = match body {
                Some(body) => {
                    let request = Request::post(&url).header("content-type", "text/plain;charset=UTF-8");
                    request.body(body).map_err(told)?.send().await
                }
                None => Request::get(&url).send().await,
            };
            let answer = answer.map_err(told)?;
            let seconds =
                answer.headers().get("retry-after").and_then(|text| text.trim().parse::<u64>().ok());
            let body = answer.binary().await.map_err(told)?;
            Ok(Answered { status: answer.status(), retry_after: seconds.map(|s| s * 1_000), body })
        })
    }

    #[cfg(not(feature = "http"))]
    fn send(&self, _url: String, _body: Option<String>) -> Waiting {
        Box::pin(async {
            Result::<Answered, _>::Err(Error::new("no transport: turn on the feature `http` or give one"))
        })
    }
}
