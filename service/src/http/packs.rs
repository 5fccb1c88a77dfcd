//! `GET /v1/packs/{key}` and `/v1/packs/{key}/{name}`: the solutions for devices, compressed once.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use unstuck_protocol::Revision;
use unstuck_resolver::pack;

use super::{Service, bytes, coding, held};
use crate::fault::{self, Refused};

pub(super) async fn current(
    State(service): State<Arc<Service>>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    file(&service, &key, None, &headers)
}

pub(super) async fn named(
    State(service): State<Arc<Service>>,
    Path((key, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    file(&service, &key, Some(&name), &headers)
}

fn file(service: &Service, key: &str, name: Option<&str>, headers: &HeaderMap) -> Result<Response, Refused> {
    let served = service.product(key)?.live.current();
    let packs = &served.packs;
    let found = match name {
        None => &packs.root,
        // As the folder of a file server has it.
        Some(pack::ROOT) => &packs.root,
        Some(name) if name == packs.root.name.as_str() => &packs.root,
        Some(name) => {
            let named = Revision::new(name).ok().and_then(|name| packs.shard(&name));
            named.ok_or_else(|| fault::not_found(format!("the current pack is {}", packs.root.name)))?
        }
    };
    let etag = format!("\"{}\"", found.name);
    let cache = if name.is_some_and(|name| name != pack::ROOT) {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=0, must-revalidate"
    };
    let coding = coding(headers, true, true);
    let body = match coding {
        Some("br") => found.brotli(),
        Some(_) => found.gzip(),
        None => &found.plain,
    };
    let fresh = held(headers, &etag);
    let body = if fresh { Vec::new() } else { body.to_vec() };
    let mut response = bytes(body, "application/octet-stream", cache, &etag, coding.filter(|_| !fresh));
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    Ok(response.into_response())
}
