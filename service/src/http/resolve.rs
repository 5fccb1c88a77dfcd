//! `POST /v1/resolve`: the answer to one report.
//!
//! Answering is apart from recording. The answer comes from memory; it then waits for its report's commit, which is
//! milliseconds away, and says `recorded` only where that came in time. A report that is not recorded stays with the SDK,
//! which sends it again in a batch; its id makes that harmless where it was stored all the same.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{Report, Resolution, ResolveRequest, ResolvedBy};

use super::{Service, allow, body};
use crate::{
    memo::{self, Told},
    product::Product,
};

/// How long an answer waits for its report to be on the disk; a person is waiting for it.
const PATIENCE: Duration = Duration::from_millis(250);

pub(super) async fn answer(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<ResolveRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    body::clean(&mut asked.report);
    let offered = service.store.offer(&product.id, &asked.report);
    let told = told(product, &asked.report);
    let recorded = match offered {
        Some(offered) => offered.within(PATIENCE).await,
        None => false,
    };
    service.metrics.answer(recorded);
    let mut response = match told {
        Ok(told) => {
            let json = HeaderValue::from_static("application/json");
            ([(header::CONTENT_TYPE, json)], told.json(&asked.report.id, recorded)).into_response()
        }
        Err(resolution) => Json(Resolution { recorded, ..*resolution }).into_response(),
    };
    allow(&headers, &mut response);
    response
}

/// What was answered to the same question before, or else what the resolver says; that whole, where it is the first time.
fn told(product: &Product, report: &Report) -> Result<Told, Box<Resolution>> {
    let served = product.live.current();
    let question = if served.memo.again(report) {
        memo::question(report, &served.resolver.telling(report))
    } else {
        None
    };
    if let Some(told) = question.as_ref().and_then(|question| served.memo.get(question)) {
        return Ok(told);
    }
    let resolution = Box::new(served.resolver.resolve(report, ResolvedBy::Service));
    let Some(question) = question else { return Err(resolution) };
    let Some(told) = Told::new(&resolution) else { return Err(resolution) };
    served.memo.keep(question, told.clone());
    Ok(told)
}
