//! gRPC calls of a tonic server: where their status stands, their solution stands too.

// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use std::{
    collections::VecDeque,
    convert::Infallible,
    future::{poll_fn, ready},
    pin::Pin,
    sync::{
        Mutex,
        mpsc::{Receiver, channel},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use bytes::{Buf as _, BufMut as _, Bytes};
use http_body::{Body as _, Frame};
use http_body_util::{BodyExt as _, Full};
use serde_json::{Value, json};
use tokio_stream::{Stream, iter};
use tonic::{
    Status,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    server::Grpc,
};
use tower::{Layer as _, ServiceExt as _, service_fn};
use unstuck::{
    Answered, Options, Transport, Waiting,
    integrations::tower::{Body, layer},
    test::Captured,
};

/// Messages that are texts.
#[derive(Default)]
struct Text;

impl Codec for Text {
    type Encode = String;
    type Decode = String;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Text {
    type Item = String;
    type Error = Status;

    fn encode(&mut self, item: String, into: &mut EncodeBuf<'_>) -> Result<(), Status> {
        into.put_slice(item.as_bytes());
        Ok(())
    }
}

impl Decoder for Text {
    type Item = String;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<String>, Status> {
        let text = from.copy_to_bytes(from.remaining());
        Ok(Some(String::from_utf8_lossy(&text).into_owned()))
    }
}

/// A request with one empty message.
fn request() -> Request<Full<Bytes>> {
    let request = Request::post("/wallet.Wallet/Watch").header(header::CONTENT_TYPE, "application/grpc");
    request.body(Full::from(Bytes::from_static(&[0; 5]))).unwrap()
}

/// Calls a method of a tonic server that answers with this stream; what came in headers, messages and trailers.
async fn stream<S>(said: impl Fn() -> S + Clone + Send + 'static) -> (HeaderMap, Bytes, HeaderMap)
where
    S: Stream<Item = Result<String, Status>> + Send + 'static,
{
    let method = service_fn(move |_: tonic::Request<String>| ready(Ok(tonic::Response::new(said()))));
    let server = service_fn(move |request: Request<Full<Bytes>>| {
        let method = method.clone();
        async move { Ok::<_, Infallible>(Grpc::new(Text).server_streaming(method, request).await) }
    });
    whole(layer().wait(WAIT).layer(server).oneshot(request()).await.unwrap()).await
}

async fn whole<B>(answer: Response<B>) -> (HeaderMap, Bytes, HeaderMap)
where
    B: http_body::Body<Data = Bytes>,
    B::Error: std::fmt::Debug,
{
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap();
    let trailers = body.trailers().cloned().unwrap_or_default();
    (parts.headers, body.to_bytes(), trailers)
}

fn refused() -> impl Stream<Item = Result<String, Status>> + Send {
    iter([Ok("one".to_owned()), Err(Status::not_found("no card 4242"))])
}

const WAIT: Duration = Duration::from_millis(500);
const ADDRESS: &str = "https://help.example.com/help/pk_test/s/other-card";

/// Knows a solution for every card that is not found.
struct Knows(Duration);

impl Transport for Knows {
    fn send(&self, _: String, body: Option<String>) -> Waiting {
        let asked: Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        let answer = (asked["report"]["problem"]["type"] == "NOT_FOUND").then(|| {
            json!({
                "article": { "solution": "other-card", "locale": "en", "title": "Use another card", "body": [] },
                "confidence": 0.99,
                "reasons": [],
            })
        });
        let said =
            json!({ "report": asked["report"]["id"], "by": "service", "recorded": true, "answer": answer });
        std::thread::sleep(self.0);
        let body = said.to_string().into_bytes();
        Box::pin(ready(Ok(Answered { status: 200, retry_after: None, body })))
    }
}

/// Knows it once it is let go.
struct Held(Mutex<Receiver<()>>);

impl Transport for Held {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        self.0.lock().unwrap().recv().unwrap();
        Knows(Duration::ZERO).send(url, body)
    }
}

fn knows(slow: Duration) -> unstuck::Guard {
    let options = Options::new("pk_test").in_memory().endpoint("https://help.example.com");
    unstuck::init(options.transport(Box::new(Knows(slow))))
}

/// The SDK is one of a process.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test]
async fn a_stream_that_fails_has_the_address_of_its_solution_in_its_trailers() {
    let _alone = ALONE.lock().await;
    let _guard = knows(Duration::ZERO);
    let (headers, messages, trailers) = stream(refused).await;
    assert!(!headers.contains_key("grpc-status") && !headers.contains_key("unstuck-solution"), "{headers:?}");
    assert_eq!(messages, Bytes::from_static(b"\0\0\0\0\x03one"));
    assert_eq!(
        (&trailers["grpc-status"], &trailers["grpc-message"], &trailers["unstuck-solution"]),
        (
            &HeaderValue::from_static("5"),
            &HeaderValue::from_static("no%20card%204242"),
            &HeaderValue::from_static(ADDRESS)
        )
    );
}

#[tokio::test]
async fn a_call_that_fails_before_its_first_message_has_it_in_its_headers() {
    let _alone = ALONE.lock().await;
    let _guard = knows(Duration::ZERO);
    let method = service_fn(|_: tonic::Request<String>| {
        ready(Err::<tonic::Response<String>, _>(Status::not_found("no card")))
    });
    let server = service_fn(move |request: Request<Full<Bytes>>| async move {
        Ok::<_, Infallible>(Grpc::new(Text).unary(method, request).await)
    });
    let answer = layer().wait(WAIT).layer(server).oneshot(request()).await.unwrap();
    let (headers, messages, trailers) = whole(answer).await;
    assert_eq!(
        (&headers["grpc-status"], &headers["unstuck-solution"]),
        (&"5".parse().unwrap(), &ADDRESS.parse().unwrap())
    );
    assert!(messages.is_empty() && trailers.is_empty(), "{trailers:?}");
}

#[tokio::test]
async fn a_slow_service_holds_no_trailers_up() {
    let _alone = ALONE.lock().await;
    let _guard = knows(Duration::from_secs(3));
    let started = Instant::now();
    let (_, _, trailers) = stream(refused).await;
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert_eq!(trailers["grpc-status"], "5");
    assert!(!trailers.contains_key("unstuck-solution"), "{trailers:?}");
}

#[tokio::test]
async fn a_stream_is_in_the_scope_of_its_request_and_its_failure_is_captured_once() {
    let _alone = ALONE.lock().await;
    let captured = Captured::begin(Options::new("pk_test"));
    let said = || {
        iter((1..=3).map(|n: u8| {
            unstuck::set_tag("message", n.to_string());
            if n < 3 { Ok(n.to_string()) } else { Err(Status::data_loss("the ledger is torn")) }
        }))
    };
    let (_, _, trailers) = stream(said).await;
    assert_eq!(trailers["grpc-status"], "15");
    let reports = captured.reports();
    assert_eq!(reports.len(), 1, "{reports:?}");
    let (problem, context) = (&reports[0].problem, &reports[0].context);
    assert_eq!(
        (problem.kind.as_deref(), problem.message.as_str()),
        (Some("DATA_LOSS"), "the ledger is torn")
    );
    assert_eq!(context.operation.as_ref().unwrap().route, "/wallet.Wallet/Watch");
    assert_eq!(context.tags.get("message"), Some("3"));
    assert_eq!(unstuck::Scope::current().tags().get("message"), None, "the stream's own tag got out");
}

#[tokio::test]
async fn what_went_well_or_was_cancelled_is_left_as_it_is() {
    let _alone = ALONE.lock().await;
    let captured = Captured::begin(Options::new("pk_test"));
    let (_, messages, trailers) = stream(|| iter([Ok("one".to_owned()), Ok("two".to_owned())])).await;
    assert_eq!((messages.len(), trailers.len(), &trailers["grpc-status"]), (16, 1, &"0".parse().unwrap()));
    let (_, _, trailers) = stream(|| iter([Err(Status::cancelled("never mind"))])).await;
    assert_eq!(trailers["grpc-status"], "1");
    assert!(captured.reports().is_empty(), "{:?}", captured.reports());
}

/// A body in frames, which says when it is at its end.
struct Frames(VecDeque<Frame<Bytes>>);

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }
}

fn failed() -> Frame<Bytes> {
    Frame::trailers(HeaderMap::from_iter([(HeaderName::from_static("grpc-status"), HeaderValue::from(5))]))
}

/// The layer's answer around these frames, under this type.
async fn framed(
    kind: &'static str,
    frames: impl IntoIterator<Item = Frame<Bytes>>,
) -> Response<Body<Frames>> {
    let mut frames = Some(Frames(frames.into_iter().collect()));
    let server = service_fn(move |_: Request<Full<Bytes>>| {
        let answer = Response::builder().header(header::CONTENT_TYPE, kind);
        ready(answer.body(frames.take().expect("it is asked once")))
    });
    layer().wait(Duration::from_secs(60)).layer(server).oneshot(request()).await.unwrap()
}

#[tokio::test]
async fn a_body_is_not_at_its_end_while_its_trailers_wait() {
    fn shared<T: Send + Sync>(_: &T) {}
    let _alone = ALONE.lock().await;
    let (free, held) = channel();
    let options = Options::new("pk_test").in_memory().endpoint("https://help.example.com");
    let _guard = unstuck::init(options.transport(Box::new(Held(Mutex::new(held)))));
    let mut body = framed("application/grpc+proto", [failed()]).await.into_body();
    shared(&body);
    assert!(!body.is_end_stream());
    let early = poll_fn(|context| Poll::Ready(Pin::new(&mut body).poll_frame(context))).await;
    assert!(early.is_pending() && !body.is_end_stream(), "trailers would be cut off");
    free.send(()).unwrap();
    let frame = body.frame().await.unwrap().unwrap();
    assert_eq!(frame.trailers_ref().unwrap()["unstuck-solution"], ADDRESS);
    assert!(body.is_end_stream());
}

#[tokio::test]
async fn a_call_has_one_status_and_other_trailers_are_nobodys_business() {
    let _alone = ALONE.lock().await;
    let captured = Captured::begin(Options::new("pk_test"));
    whole(framed("text/plain", [failed()]).await).await;
    assert!(captured.reports().is_empty(), "{:?}", captured.reports());
    whole(framed("application/grpc", [failed(), failed()]).await).await;
    assert_eq!(captured.reports().len(), 1);
}
