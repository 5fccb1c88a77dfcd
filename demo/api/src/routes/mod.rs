//! The API's endpoints: each reads an order, asks the rules, and moves the wallet.

mod payments;
mod settings;
mod statements;

use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use axum_extra::extract::cookie::CookieJar;

use crate::problem::Refusal;
use crate::visitor::{Visitor, Wallets};
use crate::wallet::Wallet;

type Reply<T> = Result<Json<T>, Refusal>;

/// All of `/api`.
pub(crate) fn api() -> Router<Wallets> {
    Router::new()
        .route("/wallet", get(wallet))
        .route("/session", post(sign_in).delete(sign_out))
        .route("/red-packets", post(payments::red_packet))
        .route("/transfers", post(payments::transfer))
        .route("/withdrawals", post(payments::withdrawal))
        .route("/top-ups", post(payments::top_up))
        .route("/statements", post(statements::export))
        .route("/limits", post(settings::limits))
        .route("/freeze", post(settings::freeze))
        .route("/cards/{id}/expiry", post(settings::expiry))
        .route("/contacts/{id}/verification", post(settings::verification))
}

/// A first visit signs in by itself, as a demo should; an expired session does not.
async fn wallet(mut visitor: Visitor, jar: CookieJar) -> Result<(CookieJar, Json<Wallet>), Refusal> {
    let jar = if visitor.known() { jar } else { visitor.sign_in(jar) };
    Ok((jar, Json(visitor.act(|wallet, _| Ok(wallet.clone()))?)))
}

async fn sign_in(mut visitor: Visitor, jar: CookieJar) -> Result<(CookieJar, Json<Wallet>), Refusal> {
    let jar = visitor.sign_in(jar);
    Ok((jar, Json(visitor.act(|wallet, _| Ok(wallet.clone()))?)))
}

async fn sign_out(visitor: Visitor) -> Response {
    visitor.sign_out();
    axum::http::StatusCode::NO_CONTENT.into_response()
}
