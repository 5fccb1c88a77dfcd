//! `GET /v1/solutions/{id}`: one article, for programs or for people.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use unstuck_protocol::SolutionId;

use super::{Service, page};
use crate::fault::{self, Refused};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    key: String,
    locale: Option<String>,
}

pub(super) async fn show(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let served = service.product(&asked.key)?.live.current();
    let id = SolutionId::new(id).map_err(|error| fault::malformed(error.to_string()))?;
    let solution = served
        .resolver
        .catalogue()
        .get(&id)
        .ok_or_else(|| fault::not_found(format!("no solution `{id}`")))?;
    let accepts =
        |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let locales: Vec<String> = match asked.locale {
        Some(locale) => vec![locale],
        None => accepts(header::ACCEPT_LANGUAGE)
            .split(',')
            .filter_map(|one| one.split(';').next())
            .map(|tag| tag.trim().to_owned())
            .take(20)
            .collect(),
    };
    let article = solution.article(&locales);
    let mut response = if prefers_html(accepts(header::ACCEPT)) {
        page::of(&article)
    } else {
        Json(&article).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::VARY, HeaderValue::from_static("accept, accept-language"));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}

fn prefers_html(accept: &str) -> bool {
    let weight = |kind: &str| {
        accept.split(',').find_map(|one| {
            let mut parts = one.split(';').map(str::trim);
            (parts.next()? == kind)
                .then(|| parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0_f32))
        })
    };
    weight("text/html").unwrap_or(0.0) > weight("application/json").unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::prefers_html;

    #[test]
    fn people_get_pages_and_programs_json() {
        assert!(prefers_html("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(!prefers_html("*/*"));
        assert!(!prefers_html(""));
        assert!(!prefers_html("application/json, text/html;q=0.5"));
        assert!(!prefers_html("text/html;q=0"));
    }
}
