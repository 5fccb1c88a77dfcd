//! Lantern's API: a wallet with real rules, kept in memory for each browser, which fails in honest ways.
//!
//! Every refusal is an RFC 9457 problem document with a stable `code`, told in the reader's language.

mod bank;
pub mod failure;
pub mod money;
mod page;
mod problem;
mod routes;
pub mod rules;
pub mod seed;
pub mod session;
pub mod strings;
mod visitor;
pub mod wallet;

use std::path::Path;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tower_http::catch_panic::CatchPanicLayer;

pub use page::PLACEHOLDER;
pub use visitor::Wallets;

/// The most bytes of a request's body.
const BODY: usize = 16 * 1024;

/// The API alone, below `/api`.
pub fn api(wallets: Wallets) -> Router {
    let api = routes::api().layer(DefaultBodyLimit::max(BODY)).with_state(wallets);
    Router::new()
        .nest("/api", api)
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| problem::bug()))
}

/// The API and the app in `folder`, whose page loads its help from `service`.
pub fn app(wallets: Wallets, folder: &Path, service: &str) -> Router {
    api(wallets).merge(page::files(folder, service))
}
