//! `POST /v1/reports`: a batch, acknowledged when it is on the disk.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{Extensions, HeaderMap},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{Receipt, ReportsRequest, scrub};

use super::{Service, allow, body};
use crate::{
    edge::{address, clock},
    fault,
    store::Row,
};

pub(super) async fn keep(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<ReportsRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    asked.reports.iter_mut().for_each(body::clean);
    // What devices answered makes a surge too; what is no solution would only push others out.
    let served = product.live.current();
    let (address, now) = (address::client(&extensions, &headers), clock::now());
    let on_device = asked.reports.iter().filter_map(|report| report.on_device.as_ref()?.solution.as_ref());
    let on_device = on_device.filter(|solution| served.resolver.catalogue().get(solution).is_some());
    on_device.for_each(|solution| product.surges.answered(solution, address, now));
    for loss in &mut asked.losses {
        loss.reason = scrub::text(&loss.reason).chars().take(100).collect();
    }
    let receipt = Receipt {
        reports: asked.reports.iter().map(|report| report.id.clone()).collect(),
        ..Receipt::default()
    };
    let reports = asked.reports.iter().map(Row::report);
    let rows = reports.chain(asked.losses.into_iter().map(|loss| Ok(Row::Loss(loss)))).collect();
    let kept = match rows {
        Ok(rows) => service.store.keep(&product.id, rows).await,
        Err(why) => Err(why),
    };
    let mut response = match kept {
        Ok(()) => Json(receipt).into_response(),
        Err(why) => fault::store(why).into_response(),
    };
    allow(&headers, &mut response);
    response
}
