//! What is said over HTTP.

mod accept;
mod assets;
mod body;
mod conversations;
mod document;
mod health;
mod help;
mod intents;
mod model;
mod openapi;
mod outcomes;
mod packs;
mod page;
mod predict;
mod reports;
mod resolve;
mod solutions;
mod tongue;
mod webhooks;

use std::sync::Arc;

use crate::edge::Instant;

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use unstuck_protocol::limits;

use crate::{
    conversation::Conversations, edge::asking::Model, fault, metrics::Metrics, product::Product, store::Store,
};

/// What a page posts to.
const POSTS: &[&str] = &[
    "/v1/resolve",
    "/v1/reports",
    "/v1/outcomes",
    "/v1/webhooks",
    "/v1/conversations",
    "/v1/predict",
    "/v1/intents",
];

/// Everything a request may need.
#[derive(Debug)]
pub struct Service {
    /// The products it speaks for.
    pub products: Vec<Product>,
    /// Reports, outcomes and conversations.
    pub store: Store,
    /// Where conversations of late are.
    pub conversations: Conversations,
    /// What was counted.
    pub metrics: Metrics,
    /// The language model, where one is configured.
    pub model: Option<Arc<Model>>,
}

impl Service {
    /// The product with this public key.
    ///
    /// # Errors
    /// `UNSTUCK-P004` when there is none.
    pub(crate) fn product(&self, key: &str) -> Result<&Product, fault::Refused> {
        self.products.iter().find(|product| product.key.as_str() == key).ok_or_else(fault::key)
    }
}

/// The service as axum serves it.
pub fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/v1/resolve", post(resolve::answer))
        .route("/v1/reports", post(reports::keep))
        .route("/v1/outcomes", post(outcomes::keep))
        .route("/v1/conversations", post(conversations::reply))
        .route("/v1/webhooks", post(webhooks::run))
        .route("/v1/predict", post(predict::answer))
        .route("/v1/intents", post(intents::keep))
        .route("/v1/solutions/{*id}", get(solutions::show))
        .route("/v1/packs/{key}", get(packs::current))
        .route("/v1/packs/{key}/{name}", get(packs::named))
        .merge(help::routes())
        .route("/help.css", get(page::style))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .route("/openapi.json", get(openapi::document))
        .route("/{file}", get(assets::serve))
        .fallback(|| async { fault::not_found("") })
        .method_not_allowed_fallback(|| async { fault::method() })
        .layer(DefaultBodyLimit::max(limits::REQUEST_BYTES))
        .layer(middleware::from_fn_with_state(Arc::clone(&service), around))
        .with_state(service)
}

/// Around every request: preflights, headers that every answer carries, and the count.
async fn around(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let posts = POSTS.contains(&request.uri().path());
    let mut response = if request.method() == Method::OPTIONS {
        preflight(&service, request.headers(), posts)
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if posts {
        headers.insert(header::VARY, HeaderValue::from_static("origin"));
    } else {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
    }
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    service.metrics.request(route, response.status().as_u16(), started.elapsed());
    response
}

fn preflight(service: &Service, asked: &HeaderMap, posts: bool) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if posts {
        // The key is in the body, which a preflight lacks: any product's origin may go on to ask.
        let origin = asked.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).unwrap_or_default();
        if !service.products.iter().any(|product| product.admits(origin)) {
            return fault::origin(origin).into_response();
        }
        allow(asked, &mut response);
    }
    let headers = response.headers_mut();
    let methods = if posts { "POST" } else { "GET, HEAD" };
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    response
}

/// Lets the asking page read the answer; for origins that were checked.
pub(crate) fn allow(asked: &HeaderMap, response: &mut Response) {
    if let Some(origin) = asked.get(header::ORIGIN) {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}

/// The best coding of those on offer that the client takes.
pub(crate) fn coding(asked: &HeaderMap, brotli: bool, gzip: bool) -> Option<&'static str> {
    let takes = |name: &str| {
        asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
            value.split(',').any(|one| {
                let mut parts = one.split(';');
                parts.next().is_some_and(|coding| coding.trim().eq_ignore_ascii_case(name))
                    && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        })
    };
    if brotli && takes("br") { Some("br") } else { (gzip && takes("gzip")).then_some("gzip") }
}

/// Whether the client holds this version already.
pub(crate) fn held(asked: &HeaderMap, etag: &str) -> bool {
    asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == etag || one == "*")
    })
}

/// A body of bytes with its type, lifetime, version and coding.
pub(crate) fn bytes(
    body: impl Into<axum::body::Body>,
    kind: &'static str,
    cache: &'static str,
    etag: &str,
    coding: Option<&'static str>,
) -> Response {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}
