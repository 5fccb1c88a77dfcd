//! From the answer of a service to the one that is sent: the problem in it, and its solution.

use std::{future::poll_fn, pin::Pin, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Response, header};
use serde_json::{Map, Value, json};
use unstuck_protocol::{Article, Operation, Problem, SurfaceKind, dialect, limits};

use super::{
    body::{Body, Kind},
    call::{self, Call},
};
use crate::{capture_problem, code_url, set_operation, solution_url};

const PROBLEM: &str = "application/problem+json";

/// The answer with its solution, where something went wrong that it tells of.
pub(super) async fn completed<B: http_body::Body<Data = Bytes> + Unpin>(
    response: Response<B>,
    operation: &Operation,
    wait: Duration,
) -> Response<Body<B>> {
    let (mut parts, body) = response.into_parts();
    let status = parts.status.as_u16();
    set_operation(Some(Operation { status: Some(status), ..operation.clone() }));
    let kind =
        parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_problem = kind.split(';').next().is_some_and(|kind| kind.trim() == PROBLEM);
    if let Some(problem) = call::problem(&parts.headers) {
        parts.headers.extend(call::solution(problem, wait).await);
    } else if call::is_open(&parts.headers) {
        return Response::from_parts(parts, Body::new(Kind::Called(Call::new(wait), body)));
    } else if let Some(problem) = parts.extensions.remove::<Problem>() {
        let mut document = written(&problem, status);
        enrich(&mut document, problem, wait).await;
        return Response::from_parts(parts, write(&document)).headed();
    } else if is_problem && (400..600).contains(&status) {
        let kind = match ahead(body).await {
            Ahead::Whole(text) => {
                let document = serde_json::from_slice(&text).ok();
                let mut document: Map<String, Value> = document.unwrap_or_default();
                let problem = dialect::from_json(&Value::Object(document.clone()));
                let enriched = match problem {
                    Some(problem) => enrich(&mut document, problem, wait).await,
                    None => false,
                };
                if enriched {
                    return Response::from_parts(parts, write(&document)).headed();
                }
                // To the letter as it was: something may be signed.
                Kind::Written(Some(text))
            }
            Ahead::Long(ahead, body) => Kind::Given(Some(ahead), body),
            Ahead::Broken(ahead, error) => Kind::Broken(Some(ahead), Some(error)),
        };
        return Response::from_parts(parts, Body::new(kind));
    }
    Response::from_parts(parts, Body::new(Kind::Given(None, body)))
}

/// Captures the problem and writes its solution beside it; whether it did, since a member of the app's own stays.
async fn enrich(document: &mut Map<String, Value>, mut problem: Problem, wait: Duration) -> bool {
    problem.status = problem.status.or_else(|| document.get("status")?.as_u64()?.try_into().ok());
    let Some(article) = article(problem, wait).await else { return false };
    if document.contains_key("solution") {
        return false;
    }
    let href = solution_url(&article.solution);
    let solution = json!({ "id": article.solution.as_str(), "title": article.title, "href": href });
    document.insert("solution".to_owned(), solution);
    true
}

/// Captures a problem, and waits a while for its solution.
pub(super) async fn article(problem: Problem, wait: Duration) -> Option<Article> {
    let sighting = capture_problem(problem, SurfaceKind::None);
    Some(sighting.resolution_within(wait).await.answer?.article)
}

/// RFC 9457's form of a problem.
fn written(problem: &Problem, status: u16) -> Map<String, Value> {
    let kind = problem.kind.as_deref().filter(|kind| kind.contains(':') && !kind.contains("::"));
    let kind = kind.or(problem.help_url.as_deref()).map(str::to_owned);
    // Its own page in the help centre says more of a code than `about:blank` does.
    let kind = kind.or_else(|| code_url(problem.code.as_deref()?));
    let title = problem.title.as_ref().or(problem.code.as_ref());
    let members = [
        ("type", kind.map(Value::from)),
        ("title", title.or(Some(&problem.message)).map(|title| title.as_str().into())),
        ("status", Some(status.into())),
        ("detail", Some(problem.message.as_str().into())),
        ("code", problem.code.as_deref().map(Value::from)),
        ("field", problem.field.as_deref().map(Value::from)),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn write<B: http_body::Body>(document: &Map<String, Value>) -> Body<B> {
    let text = serde_json::to_vec(document).unwrap_or_default();
    Body::new(Kind::Written(Some(text.into())))
}

/// Headers that fit a body which the layer wrote.
trait Headed {
    fn headed(self) -> Self;
}

impl<B> Headed for Response<B> {
    fn headed(mut self) -> Self {
        let headers: &mut HeaderMap = self.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        headers.remove(header::CONTENT_LENGTH);
        headers.remove(header::CONTENT_ENCODING);
        headers.remove(header::ETAG);
        self
    }
}

/// What came of a body.
enum Ahead<B, E> {
    Whole(Bytes),
    /// Longer than a problem is: what came, and the rest.
    Long(Bytes, B),
    Broken(Bytes, E),
}

async fn ahead<B: http_body::Body<Data = Bytes> + Unpin>(mut body: B) -> Ahead<B, B::Error> {
    let mut text = BytesMut::new();
    loop {
        match poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            None => return Ahead::Whole(text.freeze()),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    text.extend_from_slice(&data);
                }
            }
            Some(Err(error)) => return Ahead::Broken(text.freeze(), error),
        }
        if text.len() > limits::REQUEST_BYTES {
            return Ahead::Long(text.freeze(), body);
        }
    }
}
