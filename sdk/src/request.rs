//! One question to the service, and its answer or why there is none.

use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::Poll,
};

use unstuck_protocol::json::{self, Read, Say};

use crate::{Answered, Error, Waiting, client::Client};

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
    let transport = &client.transport;
    let sent = catch_unwind(AssertUnwindSafe(|| transport.send(url, body)));
    Box::pin(async move {
        let answer = unharmed(sent.map_err(|_| panicked())?).await?;
        if (200..300).contains(&answer.status) {
            return Ok(answer.body);
        }
        let mut what = String::from_utf8_lossy(&answer.body).into_owned();
        what.truncate(what.char_indices().nth(REFUSAL).map_or(what.len(), |(at, _)| at));
        Err(Error::refused(answer.status, what, answer.retry_after))
    })
}

/// The answer of a transport, which may be the app's own: where it panics, the request did not go through, and whoever waits for
/// its answer hears so.
async fn unharmed(mut sent: Waiting) -> Result<Answered, Error> {
    poll_fn(move |context| {
        let polled = catch_unwind(AssertUnwindSafe(|| sent.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(Err(panicked())))
    })
    .await
}

fn panicked() -> Error {
    Error::new("the transport panicked")
}

/// Reads an answer.
pub(crate) fn read<A: Read>(answer: &[u8]) -> Result<A, Error> {
    json::read(answer).ok_or_else(|| Error::unreadable("the answer is not one of the service's"))
}
