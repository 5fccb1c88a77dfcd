//! `POST /v1/outcomes`: a batch, acknowledged when it is on the disk.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{Extensions, HeaderMap},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{OutcomesRequest, Receipt, scrub};

use super::{Service, allow, body};
use crate::{edge::address, fault, store::Row};

pub(super) async fn keep(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<OutcomesRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    asked.outcomes.iter_mut().for_each(scrub::outcome);
    let receipt = Receipt {
        outcomes: asked.outcomes.iter().map(|outcome| outcome.id.clone()).collect(),
        ..Receipt::default()
    };
    let address = address::client(&extensions, &headers);
    let rows = asked.outcomes.into_iter().map(|outcome| Row::Outcome(outcome, address)).collect();
    let mut response = match service.store.keep(&product.id, rows).await {
        Ok(()) => Json(receipt).into_response(),
        Err(why) => fault::store(why).into_response(),
    };
    allow(&headers, &mut response);
    response
}
