//! An app's pages on loopback: the team's own markup, a real UI kit, and the one script tag.

use std::{collections::BTreeMap, path::PathBuf, process::Command, sync::Arc};

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

use crate::{Walked, root};

struct Pages {
    pages: BTreeMap<String, String>,
    kits: PathBuf,
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
        let kits = kits()?;
        let page = |body: &str| {
            format!(
                "<!doctype html><html lang=en><meta charset=utf-8><title>An app</title>\
                 <script src=\"{service}/unstuck.js\" data-key=\"pk_dev_local\" {attributes} async></script>\
                 <body>{body}</body></html>"
            )
        };
        let pages = pages.iter().map(|(name, body)| ((*name).to_owned(), page(body))).collect();
        let app = Router::new()
            .route("/{page}", get(show))
            .route("/kits/{*path}", get(kit))
            .with_state(Arc::new(Pages { pages, kits }));
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

async fn show(State(site): State<Arc<Pages>>, Path(name): Path<String>) -> Response {
    match site.pages.get(&name) {
        Some(page) => Html(page.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn kit(State(site): State<Arc<Pages>>, Path(path): Path<String>) -> Response {
    let kind = if path.ends_with(".css") { "text/css" } else { "text/javascript" };
    match std::fs::read(site.kits.join(&path)) {
        Ok(content) if !path.contains("..") => ([(header::CONTENT_TYPE, kind)], content).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The folder of the UI kits, installed from npm by the committed lock when they are not there.
fn kits() -> Walked<PathBuf> {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock();
    let folder = root().join("target/kits");
    let installed = folder.join("node_modules");
    let lock = root().join("tests/kits/package-lock.json");
    if std::fs::read(folder.join("package-lock.json")).ok() != Some(std::fs::read(&lock)?)
        || !installed.is_dir()
    {
        std::fs::create_dir_all(&folder)?;
        std::fs::copy(root().join("tests/kits/package.json"), folder.join("package.json"))?;
        std::fs::copy(&lock, folder.join("package-lock.json"))?;
        // Bootstrap's bundle carries popper, its peer, inside.
        let status = Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--legacy-peer-deps", "--loglevel=error"])
            .current_dir(&folder)
            .status()?;
        if !status.success() {
            return Err("npm could not install the UI kits of tests/kits".into());
        }
    }
    Ok(installed)
}
