//! `tower`: a scope for each request, and the solution's address in the answer to one that failed. For axum, tonic and
//! whatever else speaks `http`.

mod answer;
mod body;
mod call;

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use unstuck_protocol::{Operation, scrub};

use crate::{InScope as _, Scope};

pub use body::Body;

/// How long an answer waits for its solution, if nothing is set.
const WAIT: Duration = Duration::from_millis(300);

/// A layer that gives each request a scope of its own, and each problem that is answered its solution.
///
/// A handler tells what went wrong in one of two ways: by an answer of the type `application/problem+json` (RFC 9457), or by a
/// [`Problem`](crate::Problem) among the extensions of a response, which the layer writes in that form. The problem is captured
/// in the request's scope, and gets a member `solution` with `id`, `title` and `href`, as far as an answer is there in time.
/// Of a gRPC call that failed, the metadata `unstuck-solution` beside its status holds the address: in the headers where the call
/// has no messages, otherwise in the trailers, as those of a stream are. What a stream says while it is read is in its request's
/// scope as well.
///
/// ```
/// use axum::{Router, response::{IntoResponse, Response}, routing::get};
/// use unstuck::{Problem, integrations::tower};
///
/// async fn pay() -> Response {
///     unstuck::set_tag("cart", "3 items");
///     let mut refused = axum::http::StatusCode::CONFLICT.into_response();
///     refused.extensions_mut().insert(Problem::new("Your card ending in 4242 expired").code("CARD_EXPIRED"));
///     refused
/// }
/// let app: Router = Router::new().route("/pay", get(pay)).layer(tower::layer());
/// ```
pub fn layer() -> Layer {
    Layer { wait: WAIT }
}

/// What [`layer`] makes.
#[derive(Debug, Clone)]
#[must_use = "a layer does nothing before a service is put into it"]
pub struct Layer {
    wait: Duration,
}

impl Layer {
    /// How long the answer to a request that failed waits for its solution; 300 milliseconds if nothing is set.
    pub fn wait(mut self, longest: Duration) -> Self {
        self.wait = longest;
        self
    }
}

impl<S> tower_layer::Layer<S> for Layer {
    type Service = Service<S>;

    fn layer(&self, inner: S) -> Service<S> {
        Service { inner, wait: self.wait }
    }
}

/// A service whose requests have a scope each.
#[derive(Debug, Clone)]
pub struct Service<S> {
    inner: S,
    wait: Duration,
}

impl<S, Asked, Given> tower_service::Service<Request<Asked>> for Service<S>
where
    S: tower_service::Service<Request<Asked>, Response = Response<Given>>,
    S::Future: Send + 'static,
    S::Error: 'static,
    Given: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    Given::Error: Send,
{
    type Response = Response<Body<Given>>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Asked>) -> Self::Future {
        let route = scrub::url(request.uri().path());
        let operation = Operation { method: request.method().to_string(), route, status: None };
        let scope = Scope::global().fork();
        scope.set_route(operation.route.as_str());
        scope.set_operation(Some(operation.clone()));
        let work = {
            // A service may begin its work before it is awaited.
            let _entered = scope.enter_itself();
            self.inner.call(request)
        };
        let wait = self.wait;
        let work = async move {
            let response = work.await?;
            Ok(answer::completed(response, &operation, wait).await)
        };
        Box::pin(work.in_scope_itself(&scope))
    }
}
