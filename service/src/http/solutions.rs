//! `GET /v1/solutions/{id}`: one article, for programs or for people.

use std::sync::Arc;

use axum::{
    Json,
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use unstuck_protocol::SolutionId;

use super::{Service, accept, page};
use crate::fault::{self, Refused};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    key: String,
    locale: Option<String>,
}

pub(super) async fn show(
    State(service): State<Arc<Service>>,
    id: Result<Path<String>, PathRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let Path(id) = id.map_err(|why| fault::malformed(why.body_text()))?;
    let Query(asked) = asked.map_err(|why| fault::malformed(why.body_text()))?;
    let product = service.product(&asked.key)?;
    let served = product.live.current();
    let id = SolutionId::new(id).map_err(|error| fault::malformed(error.to_string()))?;
    let solution = served
        .resolver
        .catalogue()
        .get(&id)
        .ok_or_else(|| fault::not_found(format!("no solution `{id}`")))?;
    let locales = asked.locale.map_or_else(|| accept::languages(&headers), |locale| vec![locale]);
    let article = solution.article(&locales);
    let mut response = if accept::prefers_html(&headers) {
        page::of(&article, product, &headers)
    } else {
        Json(&article).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::VARY, HeaderValue::from_static("accept, accept-language"));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}
