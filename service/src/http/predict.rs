//! `POST /v1/predict`: the questions that a person is likely to have who opens help now.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use unstuck_protocol::{PredictRequest, Prediction, scrub};
use unstuck_resolver::predict::{Moment, predict};

use super::{Service, allow, body};
use crate::edge::clock;

pub(super) async fn answer(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<PredictRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    scrub::context(&mut asked.context);
    let now = clock::now();
    let resolver = &product.live.current().resolver;
    let moment = Moment { surges: product.surges.now(now), ..Moment::of(&asked.context, now) };
    let revision = resolver.catalogue().revision().clone();
    let mut response = Json(Prediction { revision, questions: predict(resolver, &moment) }).into_response();
    allow(&headers, &mut response);
    response
}
