//! What a page could not deliver, kept on the person's device once they agreed to that or asked for help: never before.
//!
//! The work is done by `store.js`, step by step, in the browser's own database.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use js_sys::{JsString, Promise};
use unstuck_protocol::{Outcome, Report, hex, limits};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    Options,
    client::{Client, lock},
    delivery,
    place::Place,
    queue::{Entry, Kind, Queue, Unkept},
};

#[wasm_bindgen(module = "/src/platform/browser/store.js")]
extern "C" {
    fn save(name: &str, entries: &str) -> Promise;
    #[cfg(feature = "panic")]
    #[wasm_bindgen(js_name = saveNow)]
    fn save_now(name: &str, entries: &str);
    fn load(name: &str, most: u32, bytes: u32, age: f64) -> Promise;
    fn forget(name: &str, keys: &str) -> Promise;
    fn wipe(name: &str) -> Promise;
}

pub(crate) struct Store {
    /// `None` where the app wants nothing kept.
    name: Option<String>,
    agreed: AtomicBool,
}

impl Store {
    pub(crate) fn new(options: &Options) -> Self {
        let own = [options.key.as_str(), "\0", &options.endpoint].concat();
        let name = (!matches!(options.place, Place::Memory)).then(|| hex::digits(xxh3_128(own.as_bytes())));
        Self { name, agreed: AtomicBool::new(options.agreed) }
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref().filter(|_| self.agreed.load(Ordering::Relaxed))
    }

    /// The person agreed, or asked for help.
    pub(crate) fn agree(&self) -> bool {
        !self.agreed.swap(true, Ordering::Relaxed)
    }

    pub(crate) fn is_on(&self) -> bool {
        self.name().is_some()
    }

    pub(crate) fn save(&self, queue: &Mutex<Queue>) {
        let Some(name) = self.name() else { return };
        let unkept = lock(queue).unkept();
        if unkept.is_empty() {
            return;
        }
        let saved = save(name, &entries(&unkept));
        spawn_local(async move {
            let (true, Some(client)) =
                (JsFuture::from(saved).await.is_ok_and(|kept| kept.is_truthy()), Client::current())
            else {
                return;
            };
            let mut queue = lock(&client.queue);
            let gone: Vec<u128> =
                unkept.iter().map(|one| one.key).filter(|key| !queue.set_kept(*key, true)).collect();
            drop(queue);
            // Delivered in the meantime.
            client.store.let_go(&gone);
        });
    }

    /// Keeps what waits within this very moment.
    #[cfg(feature = "panic")]
    pub(crate) fn save_now(&self, queue: &Mutex<Queue>) {
        if let Some(name) = self.name() {
            save_now(name, &entries(&lock(queue).unkept()));
        }
    }

    /// Looks once for what an earlier page left; what is found comes later, and sets the delivery going.
    pub(crate) fn load(&self, queue: &Mutex<Queue>) -> bool {
        let Some(name) = self.name() else { return false };
        if !std::mem::take(&mut lock(queue).more) {
            return false;
        }
        let (most, bytes) = (limits::QUEUE_REPORTS as u32, limits::QUEUE_BYTES as u32);
        let whose = name.to_owned();
        let found = load(name, most, bytes, limits::STORE_AGE_MILLIS as f64);
        spawn_local(async move {
            let (Ok(text), Some(client)) = (JsFuture::from(found).await, Client::current()) else { return };
            // Neither after a no, nor into the queue of another product.
            if client.may_keep() && client.store.name.as_deref() == Some(whose.as_str()) {
                take_back(&client, &String::from(JsString::from(text)));
                delivery::kick(&client);
            }
        });
        false
    }

    pub(crate) fn forget(&self, queue: &Mutex<Queue>) {
        let settled = lock(queue).settled();
        self.let_go(&settled);
    }

    fn let_go(&self, keys: &[u128]) {
        if let (Some(name), false) = (self.name(), keys.is_empty()) {
            let keys: Vec<String> = keys.iter().map(|key| hex::digits(*key)).collect();
            // Nobody waits for it: what stays comes again, and the service stores it once.
            drop(forget(name, &serde_json::json!(keys).to_string()));
        }
    }

    pub(crate) fn wipe(&self) {
        if let Some(name) = &self.name {
            drop(wipe(name));
        }
    }
}

/// A page has no thread that could write beside a delivery which hangs.
pub(crate) fn save_beside(_client: &Arc<Client>) {}

fn entries(unkept: &[Unkept]) -> String {
    let one = |one: &Unkept| {
        let kind = if one.kind == Kind::Report { "report" } else { "outcome" };
        serde_json::json!([hex::digits(one.key), kind, one.text])
    };
    serde_json::Value::from_iter(unkept.iter().map(one)).to_string()
}

/// Takes what is whole; the rest is of another release or of somebody else, and goes.
fn take_back(client: &Client, text: &str) {
    let told: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let mut gone = Vec::new();
    for one in told["found"].as_array().into_iter().flatten() {
        let part = |at: usize| one[at].as_str().unwrap_or_default();
        let entry = match part(1) {
            "report" => serde_json::from_str::<Report>(part(2))
                .ok()
                .map(|it| Entry::Report(it.id, part(2).to_owned())),
            _ => serde_json::from_str::<Outcome>(part(2)).ok().map(Entry::Outcome),
        };
        let mut queue = lock(&client.queue);
        let unreadable = entry.is_none();
        if !entry.is_some_and(|entry| queue.take_back(entry)) {
            gone.push(part(0).to_owned());
            if unreadable {
                queue.lose("unreadable", 1);
            }
        }
    }
    let lost = told["lost"].as_u64().unwrap_or_default();
    if lost > 0 {
        lock(&client.queue).lose("expired", lost);
    }
    if let (Some(name), false) = (client.store.name(), gone.is_empty()) {
        drop(forget(name, &serde_json::json!(gone).to_string()));
    }
}
