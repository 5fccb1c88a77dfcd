//! One question to the service, and its answer or why there is none.

use std::{future::Future, pin::Pin};

use unstuck_protocol::json::{self, Read, Say};

use crate::{Error, client::Client};

/// Longest part of a refusal's text that is kept, characters.
const REFUSAL: usize = 300;

/// A body on its way. Boxed, so that a page carries the code behind it once and not once for each caller.
type Asked = Pin<Box<dyn Future<Output = Result<Vec<u8>, Error>>>>;

/// Posts a body to a path of the service.
pub(crate) fn post(client: &Client, path: &str, body: &impl Say) -> Asked {
    ask(client, [client.options.endpoint.as_str(), path].concat(), Some(json::text(body)))
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
pub(crate) fn read<A: Read>(answer: &[u8]) -> Result<A, Error> {
    json::read(answer).ok_or_else(|| Error::unreadable("the answer is not one of the service's"))
}
