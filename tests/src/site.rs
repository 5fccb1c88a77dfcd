//! An app's pages on loopback: the team's own markup, a real UI kit, and the one script tag; or what a bundler built.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

use crate::{Walked, packages};

#[derive(Debug)]
struct Pages {
    headers: HeaderMap,
    pages: BTreeMap<String, String>,
}

/// A running site.
#[derive(Debug)]
pub struct Site {
    /// Its address, such as `http://127.0.0.1:40124`.
    pub url: String,
    task: tokio::task::JoinHandle<()>,
}

impl Site {
    /// Serves each `(name, body)` as a page at `/name`, with the widget's script tag from `service` in its head.
    ///
    /// # Errors
    /// When no port is free, or the kits can't be installed.
    pub async fn of(service: &str, attributes: &str, pages: &[(&str, &str)]) -> Walked<Self> {
        let kits = packages::installed("dialogs")?.join("node_modules");
        let page = |body: &str| {
            format!(
                "<!doctype html><html lang=en><meta charset=utf-8><title>An app</title>\
                 <script src=\"{service}/unstuck.js\" data-key=\"pk_dev_local\" {attributes} async></script>\
                 <body>{body}</body></html>"
            )
        };
        let pages = pages.iter().map(|(name, body)| ((*name).to_owned(), page(body))).collect();
        let app = showing(Pages { headers: HeaderMap::new(), pages });
        Self::serve(app.nest("/kits", files(kits))).await
    }

    /// Serves each `(name, page)` at `/name` as it is, script tag and all, with these response headers.
    ///
    /// # Errors
    /// When no port is free, or a header is none.
    pub async fn whole(headers: &[(&str, &str)], pages: &[(&str, &str)]) -> Walked<Self> {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            all.insert(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
        }
        let pages = pages.iter().map(|(name, page)| ((*name).to_owned(), (*page).to_owned())).collect();
        Self::serve(showing(Pages { headers: all, pages })).await
    }

    /// Serves a folder as it is, such as what a bundler built.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn folder(folder: PathBuf) -> Walked<Self> {
        Self::serve(files(folder)).await
    }

    /// As [`Self::folder`], with a script of its own at `/{name}`: a service worker is taken from an address alone.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn folder_with(folder: PathBuf, name: &str, script: String) -> Walked<Self> {
        let give = move || async move { ([(header::CONTENT_TYPE, "text/javascript")], script) };
        Self::serve(files(folder).route(&format!("/{name}"), get(give))).await
    }

    pub(crate) async fn serve(app: Router) -> Walked<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            // It serves until the journey ends and drops it.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { url, task })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn showing(pages: Pages) -> Router {
    Router::new().route("/{page}", get(show)).with_state(Arc::new(pages))
}

async fn show(State(site): State<Arc<Pages>>, Path(name): Path<String>) -> Response {
    match site.pages.get(&name) {
        Some(page) => (site.headers.clone(), Html(page.clone())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The files of a folder, below wherever this is nested.
pub(crate) fn files(folder: PathBuf) -> Router {
    Router::new().route("/{*path}", get(file)).with_state(folder)
}

async fn file(State(folder): State<PathBuf>, Path(path): Path<String>) -> Response {
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("html") => "text/html; charset=utf-8",
        _ => "text/javascript",
    };
    match std::fs::read(folder.join(&path)) {
        Ok(content) if !path.contains("..") => ([(header::CONTENT_TYPE, kind)], content).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
