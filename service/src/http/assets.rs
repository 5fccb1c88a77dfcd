//! The widget's files, from inside the program.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{bytes, coding, held};
use crate::fault::{self, Refused};

pub(super) struct Asset {
    name: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

pub(super) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Refused> {
    let Some(asset) = FILES.iter().find(|asset| asset.name == file) else {
        let widget = file.starts_with("unstuck") && (file.ends_with(".js") || file.ends_with(".wasm"));
        return Err(if widget && FILES.is_empty() { fault::assets() } else { fault::not_found("") });
    };
    let kind = if file.ends_with(".wasm") { "application/wasm" } else { "text/javascript; charset=utf-8" };
    // The loader keeps its name, so it alone may change under it.
    let cache =
        if file == "unstuck.js" { "public, max-age=300" } else { "public, max-age=31536000, immutable" };
    let coding = coding(&headers, asset.brotli.is_some(), asset.gzip.is_some());
    let fresh = held(&headers, asset.etag);
    let body = match coding {
        _ if fresh => &[],
        Some("br") => asset.brotli.unwrap_or(asset.plain),
        Some(_) => asset.gzip.unwrap_or(asset.plain),
        None => asset.plain,
    };
    let mut response = bytes(body, kind, cache, asset.etag, coding.filter(|_| !fresh));
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    Ok(response)
}
