//! A gRPC call: its status stands in the headers where there are no messages, and otherwise in the trailers behind them.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::Frame;
use unstuck_protocol::Problem;

use super::answer;
use crate::solution_url;

const SOLUTION: HeaderName = HeaderName::from_static("unstuck-solution");

/// The names of the statuses, by their numbers.
const NAMES: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];

fn text<'a>(metadata: &'a HeaderMap, name: &str) -> &'a str {
    metadata.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The problem that a status tells of, unless it went well or was cancelled.
pub(super) fn problem(metadata: &HeaderMap) -> Option<Problem> {
    let status = text(metadata, "grpc-status").parse::<usize>().ok().filter(|status| *status > 1)?;
    let name = *NAMES.get(status)?;
    let message = text(metadata, "grpc-message");
    let message = percent_encoding::percent_decode_str(message).decode_utf8_lossy().into_owned();
    let message = if message.is_empty() { name.to_owned() } else { message };
    Some(Problem::new(message).kind(name))
}

/// Captures it, and gives the metadata that leads to its solution.
pub(super) async fn solution(problem: Problem, wait: Duration) -> Option<(HeaderName, HeaderValue)> {
    let article = answer::article(problem, wait).await?;
    Some((SOLUTION, HeaderValue::from_str(&solution_url(&article.solution)?).ok()?))
}

/// Whether the status of this answer is still to come.
pub(super) fn is_open(headers: &HeaderMap) -> bool {
    text(headers, "content-type").starts_with("application/grpc") && !headers.contains_key("grpc-status")
}

type Asked = Pin<Box<dyn Future<Output = Option<(HeaderName, HeaderValue)>> + Send>>;

/// A call whose status is still to come.
pub(super) struct Call {
    wait: Duration,
    state: State,
}

enum State {
    Open,
    /// The trailers wait for their solution. Nobody takes the lock: with it the body may be shared as the service's own might.
    Asking(HeaderMap, Mutex<Asked>),
    /// A call has one status, and what comes behind it tells of no second failure.
    Told,
}

impl Call {
    pub(super) fn new(wait: Duration) -> Self {
        Self { wait, state: State::Open }
    }

    /// Whether trailers are held back for their solution.
    pub(super) fn waits(&self) -> bool {
        matches!(self.state, State::Asking(..))
    }

    /// The body's next frame; trailers that tell of a failure come with the solution, as far as it is there in time.
    pub(super) fn poll_frame<B: http_body::Body<Data = Bytes> + Unpin>(
        &mut self,
        body: &mut B,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        loop {
            match &mut self.state {
                State::Told => return Pin::new(body).poll_frame(context),
                State::Open => {
                    let trailers = match ready!(Pin::new(&mut *body).poll_frame(context)) {
                        Some(Ok(frame)) => match frame.into_trailers() {
                            Ok(trailers) => trailers,
                            Err(frame) => return Poll::Ready(Some(Ok(frame))),
                        },
                        other => return Poll::Ready(other),
                    };
                    let Some(problem) = problem(&trailers) else {
                        self.state = State::Told;
                        return Poll::Ready(Some(Ok(Frame::trailers(trailers))));
                    };
                    let asked: Asked = Box::pin(solution(problem, self.wait));
                    self.state = State::Asking(trailers, Mutex::new(asked));
                }
                State::Asking(trailers, asked) => {
                    let asked = asked.get_mut().unwrap_or_else(PoisonError::into_inner);
                    trailers.extend(ready!(asked.as_mut().poll(context)));
                    let trailers = std::mem::take(trailers);
                    self.state = State::Told;
                    return Poll::Ready(Some(Ok(Frame::trailers(trailers))));
                }
            }
        }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("wait", &self.wait).field("waits", &self.waits()).finish()
    }
}
