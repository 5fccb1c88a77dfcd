//! The app around a kit: its page, the widget's one script tag, and a button of the app's own.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Path, Query, State},
    response::Html,
    routing::get,
};

use crate::{
    Walked,
    site::{Site, files},
};

struct App {
    service: String,
    built: PathBuf,
}

/// Serves the built pages at `/<kit>?lang=<language>`.
///
/// # Errors
/// When no port is free.
pub async fn over(service: &str, built: PathBuf) -> Walked<Site> {
    let app = App { service: service.to_owned(), built: built.clone() };
    let router = Router::new().route("/{kit}", get(page)).with_state(Arc::new(app));
    Site::serve(router.nest("/site", files(built))).await
}

async fn page(
    State(app): State<Arc<App>>,
    Path(kit): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Html<String> {
    let chinese = asked.iter().any(|(name, value)| name == "lang" && value.starts_with("zh"));
    // The widget speaks no Arabic; its panel then reads from the left within a page that reads from the right.
    let locale = if chinese { "zh-CN" } else { "en" };
    let style = if app.built.join(format!("{kit}.css")).is_file() {
        format!("<link rel=stylesheet href=\"/site/{kit}.css\">")
    } else {
        String::new()
    };
    let service = &app.service;
    Html(format!(
        "<!doctype html><html><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{kit}</title>\
         <link rel=icon href=\"data:,\">\
         <script>window.troubles = []; window.saves = 0;\
         addEventListener('error', (e) => troubles.push(e.message));\
         addEventListener('unhandledrejection', (e) => troubles.push(String(e.reason)));</script>\
         <script src=\"{service}/unstuck.js\" data-key=pk_dev_local data-locale={locale} async></script>{style}</head>\
         <body><nav></nav><main></main><footer><button id=save onclick=\"saves += 1\">Save</button></footer>\
         <script type=module src=\"/site/{kit}.js\"></script></body></html>"
    ))
}
