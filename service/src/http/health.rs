//! Whether it lives, whether it is ready, and what it counted.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use serde_json::json;

use super::Service;

pub(super) async fn alive() -> impl IntoResponse {
    Json(json!({ "alive": true }))
}

/// 503 while nothing can be stored. Bad solution files are named, and leave it ready: the last good set serves.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> impl IntoResponse {
    let store = service.store.problem();
    let products: Vec<_> = service
        .products
        .iter()
        .map(|product| {
            let served = product.live.current();
            let catalogue = served.resolver.catalogue();
            json!({ "id": product.id, "solutions": catalogue.solutions().len(), "revision": catalogue.revision(), "problem": product.live.problem() })
        })
        .collect();
    let status = if store.is_some() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let body =
        json!({ "ready": store.is_none(), "store": store.as_deref().unwrap_or("ok"), "products": products });
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body))
}

pub(super) async fn metrics(State(service): State<Arc<Service>>) -> impl IntoResponse {
    let mut text = service.metrics.text() + &service.store.runs().text();
    text += &service.model.as_ref().map(|model| model.metrics()).unwrap_or_default();
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "# TYPE unstuck_store_up gauge\nunstuck_store_up {}",
        u8::from(service.store.problem().is_none())
    );
    text += "# TYPE unstuck_solutions gauge\n";
    for product in &service.products {
        let count = product.live.current().resolver.catalogue().solutions().len();
        let _ = writeln!(text, "unstuck_solutions{{product=\"{}\"}} {count}", product.id);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}
