//! `GET /v1/packs/{key}`: the solutions for devices, compressed once per revision.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{Service, bytes, coding, held};
use crate::fault::{self, Refused};

pub(super) async fn current(
    State(service): State<Arc<Service>>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    pack(&service, &key, None, &headers)
}

pub(super) async fn revision(
    State(service): State<Arc<Service>>,
    Path((key, revision)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    pack(&service, &key, Some(&revision), &headers)
}

fn pack(
    service: &Service,
    key: &str,
    revision: Option<&str>,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let served = service.product(key)?.live.current();
    let now = served.resolver.catalogue().revision().as_str();
    if revision.is_some_and(|asked| asked != now) {
        return Err(fault::not_found(format!("the current revision is {now}")));
    }
    let etag = format!("\"{now}\"");
    let cache = if revision.is_some() {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=0, must-revalidate"
    };
    let coding = coding(headers, true, true);
    let body = match coding {
        Some("br") => &served.brotli,
        Some(_) => &served.gzip,
        None => &served.pack,
    };
    let fresh = held(headers, &etag);
    let body = if fresh { Vec::new() } else { body.to_vec() };
    let mut response = bytes(body, "application/octet-stream", cache, &etag, coding.filter(|_| !fresh));
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    Ok(response.into_response())
}
