//! Talks to the wallet's API.

use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::store::Store;

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: u64,
    pub(crate) at: String,
    pub(crate) kind: String,
    pub(crate) party: String,
    pub(crate) amount: i64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) verified: bool,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) bank: String,
    pub(crate) tail: String,
    pub(crate) expiry: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Limits {
    pub(crate) red_packet_daily: i64,
    pub(crate) withdraw_monthly: i64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Wallet {
    pub(crate) owner: String,
    pub(crate) balance: i64,
    pub(crate) frozen: bool,
    pub(crate) limits: Limits,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) cards: Vec<Card>,
    pub(crate) entries: Vec<Entry>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Summary {
    pub(crate) entries: usize,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Statement {
    pub(crate) file_name: String,
    pub(crate) media_type: String,
    pub(crate) content: String,
    pub(crate) summary: Summary,
}

/// What went wrong, in words for the person.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Trouble {
    pub(crate) title: String,
    pub(crate) detail: String,
    #[serde(default)]
    pub(crate) code: Option<String>,
}

impl Trouble {
    pub(crate) fn session_ended(&self) -> bool {
        self.code.as_deref() == Some("SESSION_EXPIRED")
    }

    /// Whether it was stopped only because it looks like a slip of the finger.
    pub(crate) fn may_repeat(&self) -> bool {
        self.code.as_deref() == Some("TRANSFER_DUPLICATE")
    }
}

/// Where requests go while the visitor has cut the connection: a host that by definition does not exist.
const NOWHERE: &str = "https://unplugged.invalid";

/// Sends one request and reads its answer.
pub(crate) async fn call<T: DeserializeOwned>(
    store: Store,
    method: Method,
    path: &str,
    body: Option<&impl Serialize>,
) -> Result<T, Trouble> {
    let words = store.language.get_untracked().strings();
    let unreachable =
        || Trouble { title: words.offline.into(), detail: words.offline_detail.into(), code: None };
    let host = if store.unplugged.get_untracked() { NOWHERE } else { "" };
    let request = RequestBuilder::new(&format!("{host}/api{path}"))
        .method(method)
        .header("Accept-Language", store.language.get_untracked().tag());
    let request = match body {
        Some(body) => request.json(body),
        None => request.build(),
    };
    let response = request.map_err(|_| unreachable())?.send().await.map_err(|_| unreachable())?;
    if response.ok() {
        return response.json().await.map_err(|_| unreachable());
    }
    // Without a code nobody foresaw it, and there is nothing more precise to say.
    let unforeseen = Trouble { title: words.bug.into(), detail: words.bug_detail.into(), code: None };
    Err(response.json::<Trouble>().await.unwrap_or(unforeseen))
}

/// Posts `body`.
pub(crate) async fn post<T: DeserializeOwned>(
    store: Store,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Trouble> {
    call(store, Method::POST, path, Some(body)).await
}

/// Reads the wallet again.
pub(crate) async fn refresh(store: Store) -> Result<(), Trouble> {
    let wallet = call(store, Method::GET, "/wallet", None::<&()>).await?;
    store.wallet.set(Some(wallet));
    Ok(())
}
