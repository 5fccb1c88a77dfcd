//! One question to the service, and its answer or why there is none.

use std::{future::Future, pin::Pin};

use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, client::Client};

/// Longest part of a refusal's text that is kept, characters.
const REFUSAL: usize = 300;

/// A body on its way. Boxed, so that a page carries the code behind it once and not once for each caller.
type Asked = Pin<Box<dyn Future<Output = Result<Vec<u8>, Error>>>>;

/// Posts a body to a path of the service.
pub(crate) fn post(client: &Client, path: &str, body: &impl Serialize) -> Asked {
    match serde_json::to_string(body) {
        Ok(body) => ask(client, [client.options.endpoint.as_str(), path].concat(), Some(body)),
        Err(_) => Box::pin(std::future::ready(Err(Error::new("the request could not be written")))),
    }
}

/// Asks, and takes anything but a success for an error.
pub(crate) fn ask(client: &Client, url: String, body: Option<String>) -> Asked {
    let answer = client.transport.send(url, body);
    Box::pin(async move {
        let answer = answer.await?;
        if (200..300).contains(&answer.status) {
            return Ok(answer.body);
        }
        let mut what = String::from_utf8_lossy(&answer.body).into_owned();
        what.truncate(what.char_indices().nth(REFUSAL).map_or(what.len(), |(at, _)| at));
        Err(Error::refused(answer.status, what, answer.retry_after))
    })
}

/// Reads an answer.
pub(crate) fn read<A: DeserializeOwned>(answer: &[u8]) -> Result<A, Error> {
    serde_json::from_slice(answer).map_err(|_| Error::new("the answer is not one of the service's"))
}
