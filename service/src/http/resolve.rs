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
    http::{Extensions, HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{Report, Resolution, ResolveRequest, ResolvedBy};
use unstuck_resolver::predict::Moment;

use super::{Service, allow, body};
use crate::{
    edge::{address, clock},
    memo::{self, Told},
    product::Product,
};

/// How long an answer waits for its report to be on the disk; a person is waiting for it.
const PATIENCE: Duration = Duration::from_millis(250);

pub(super) async fn answer(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<ResolveRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    body::clean(&mut asked.report);
    let offered = service.store.offer(&product.id, &asked.report);
    let told = told(product, &asked.report);
    let solution = match &told {
        Ok(told) => told.solution(),
        Err(resolution) => resolution.answer.as_ref().map(|answer| &answer.article.solution),
    };
    if let Some(solution) = solution {
        product.surges.answered(solution, address::client(&extensions, &headers), clock::now());
    }
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
///
/// An abstention tells the questions of its moment too, so it is another one at another moment.
fn told(product: &Product, report: &Report) -> Result<Told, Box<Resolution>> {
    let served = product.live.current();
    let moment = || {
        let surges = product.surges.now(clock::now());
        Moment { surges, ..Moment::of(&report.context, report.at) }
    };
    let questions = served.memo.again(report).then(|| {
        let telling = served.resolver.telling(report);
        let here = telling.iter().copied().chain([memo::digest(&moment())]).collect::<Vec<u64>>();
        (memo::question(report, &telling), memo::question(report, &here))
    });
    let known = |question: &Option<String>| served.memo.get(question.as_deref()?);
    if let Some(told) = questions.as_ref().and_then(|(any, here)| known(any).or_else(|| known(here))) {
        return Ok(told);
    }
    let mut resolution = Box::new(served.resolver.resolve(report, ResolvedBy::Service));
    let answered = resolution.answer.is_some();
    if !answered {
        served.resolver.expect(&mut resolution, &moment());
    }
    let question = questions.and_then(|(any, here)| if answered { any } else { here });
    let Some(question) = question else { return Err(resolution) };
    let Some(told) = Told::new(&resolution) else { return Err(resolution) };
    served.memo.keep(question, told.clone());
    Ok(told)
}
