//! The app's files, and its page with the help script's address filled in.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// What stands in the page where the service's address belongs.
pub const PLACEHOLDER: &str = "__UNSTUCK_SERVICE__";

/// Serves `folder`; every path that is no file is a screen of the app, so its page answers.
pub(crate) fn files(folder: &Path, service: &str) -> Router {
    let index: PathBuf = folder.join("index.html");
    let service = attribute(service.trim_end_matches('/'));
    let page = move || {
        let (index, service) = (index.clone(), service.clone());
        async move { page(&index, &service).await }
    };
    let folder = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .fallback(get(page.clone()));
    let fresh =
        SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Router::new()
        .route("/", get(page.clone()))
        .route("/index.html", get(page))
        .fallback_service(folder)
        .layer(fresh)
}

async fn page(index: &Path, service: &str) -> Response {
    match tokio::fs::read_to_string(index).await {
        Ok(html) => Html(html.replace(PLACEHOLDER, service)).into_response(),
        Err(error) => {
            let told = format!(
                "The app is not built yet ({error}). Run `cargo xtask build`, then load this page again."
            );
            (StatusCode::SERVICE_UNAVAILABLE, told).into_response()
        }
    }
}

/// `text` as it may stand between the quotes of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
