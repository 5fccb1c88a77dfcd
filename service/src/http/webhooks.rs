//! `POST /v1/webhooks`: has the product's own service carry out what a solution offers, once for each run.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{Extensions, HeaderMap},
    response::{IntoResponse, Response},
};
use unstuck_protocol::WebhookRequest;

use super::{Service, allow, body};
use crate::{
    edge::{address, carrying},
    fault,
};

pub(super) async fn run(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (asked, product) = match body::admit::<WebhookRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    // It is signed between full stops, so one within would let a run pass for another.
    let answer = if asked.run.as_str().contains('.') {
        Err(fault::malformed("the run's id has a full stop"))
    } else {
        carrying::carry(&service, product, asked, address::client(&extensions, &headers)).await
    };
    let mut response = match answer {
        Ok(receipt) => Json(receipt).into_response(),
        Err(refused) => refused.into_response(),
    };
    allow(&headers, &mut response);
    response
}
