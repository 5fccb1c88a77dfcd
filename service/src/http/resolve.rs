//! `POST /v1/resolve`: the answer to one report.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use unstuck_protocol::{ResolveRequest, ResolvedBy};

use super::{Service, allow, body};
use crate::store::Row;

/// How long an answer waits for its report to be on the disk.
const COMMIT: Duration = Duration::from_millis(250);

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
    let kept = service.store.submit(&product.id, vec![Row::Report(Box::new(asked.report.clone()))]);
    let mut resolution = product.live.current().resolver.resolve(&asked.report, ResolvedBy::Service);
    // A person waits for the answer, so a slow disk only costs them the record.
    resolution.recorded = matches!(tokio::time::timeout(COMMIT, kept).await, Ok(Ok(Ok(()))));
    let mut response = Json(resolution).into_response();
    allow(&headers, &mut response);
    response
}
