//! Who is asking, and in which language: read from every request.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{header, request::Parts};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use jiff::Timestamp;

use crate::failure::Failure;
use crate::problem::Refusal;
use crate::session::Sessions;
use crate::strings::Language;
use crate::wallet::Wallet;

const COOKIE: &str = "lantern_session";

/// What the handlers share.
#[derive(Clone)]
pub struct Wallets {
    sessions: Arc<Mutex<Sessions>>,
    clock: fn() -> Timestamp,
    /// How long a bank's gateway may take.
    pub(crate) patience: Duration,
}

impl Wallets {
    /// No sessions yet; `clock` tells the time, `patience` bounds the wait for a bank.
    #[must_use]
    pub fn new(clock: fn() -> Timestamp, patience: Duration) -> Self {
        Self { sessions: Arc::default(), clock, patience }
    }
}

/// One request's side of a session.
pub(crate) struct Visitor {
    /// What the handlers share.
    pub(crate) wallets: Wallets,
    language: Language,
    token: Option<String>,
}

impl FromRequestParts<Wallets> for Visitor {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, wallets: &Wallets) -> Result<Self, Infallible> {
        let asked =
            parts.uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let language =
            asked.and_then(Language::of).unwrap_or_else(|| Language::accepted(accepted.unwrap_or("")));
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(COOKIE).map(|cookie| cookie.value().to_owned());
        Ok(Self { wallets: wallets.clone(), language, token })
    }
}

impl Visitor {
    /// This failure, in the visitor's language.
    #[must_use]
    pub(crate) fn refuse(&self, failure: Failure) -> Refusal {
        Refusal { failure, language: self.language }
    }

    /// Does something with the visitor's wallet, now.
    ///
    /// # Errors
    /// What `act` refuses, and an expired session.
    pub(crate) fn act<T>(
        &self,
        act: impl FnOnce(&mut Wallet, Timestamp) -> Result<T, Failure>,
    ) -> Result<T, Refusal> {
        let now = (self.wallets.clock)();
        let mut sessions = self.wallets.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let token = self.token.as_deref().unwrap_or_default();
        sessions
            .wallet(token, now)
            .and_then(|wallet| act(wallet, now))
            .map_err(|failure| self.refuse(failure))
    }

    /// Signs in, with a new session where there was none; the cookie keeps it.
    pub(crate) fn sign_in(&mut self, jar: CookieJar) -> CookieJar {
        let now = (self.wallets.clock)();
        let mut sessions = self.wallets.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        // Only tokens made here: a page must not be able to choose one.
        let token = self.token.take().filter(|token| sessions.knows(token)).unwrap_or_else(fresh_token);
        sessions.sign_in(&token, now);
        self.token = Some(token.clone());
        jar.add(Cookie::build((COOKIE, token)).path("/").http_only(true).same_site(SameSite::Strict))
    }

    /// Ends the session.
    pub(crate) fn sign_out(&self) {
        let mut sessions = self.wallets.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.sign_out(self.token.as_deref().unwrap_or_default());
    }

    /// Whether this visitor's wallet is known here, signed in or not.
    #[must_use]
    pub(crate) fn known(&self) -> bool {
        let sessions = self.wallets.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        self.token.as_deref().is_some_and(|token| sessions.knows(token))
    }
}

fn fresh_token() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness once it is up");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A JSON body; one that can't be read is refused like everything else, in the reader's language.
pub(crate) struct Order<T>(pub(crate) T);

impl<T: serde::de::DeserializeOwned> FromRequest<Wallets> for Order<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, wallets: &Wallets) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let Ok(visitor) = Visitor::from_request_parts(&mut parts, wallets).await;
        match axum::Json::from_request(Request::from_parts(parts, body), wallets).await {
            Ok(axum::Json(order)) => Ok(Self(order)),
            Err(_) => Err(visitor.refuse(Failure::Malformed {})),
        }
    }
}
