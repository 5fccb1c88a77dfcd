//! `POST /v1/intents`: which predicted question a person chose, acknowledged when it is on the disk.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{Extensions, HeaderMap},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{IntentRequest, Receipt, scrub};

use super::{Service, allow, body};
use crate::{edge::address, fault, store::Row};

pub(super) async fn keep(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<IntentRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    scrub::context(&mut asked.context);
    // What the product does not have can't have been offered.
    let mut response = if product.live.current().resolver.catalogue().get(&asked.solution).is_none() {
        fault::not_found(asked.solution.as_str()).into_response()
    } else {
        let address = address::client(&extensions, &headers);
        let row = Row::Intent(asked.solution, Box::new(asked.context), address);
        match service.store.keep(&product.id, vec![row]).await {
            Ok(()) => Json(Receipt::default()).into_response(),
            Err(why) => fault::store(why).into_response(),
        }
    };
    allow(&headers, &mut response);
    response
}
