//! What help may run here: the app registers it under a name, and a solution can say that name and nothing else.

use std::future::Future;
use std::rc::Rc;

use gloo_net::http::Method;
use js_sys::{JSON, Object, Reflect};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::HtmlFormElement;

use crate::amount;
use crate::api::{self, Wallet};
use crate::store::Store;

/// Where help looks for what the app registered, whether help is there yet or not.
const REGISTRY: &str = "unstuckActions";

/// Registers all of them; the words are those of the language that is chosen when they are asked for.
pub(crate) fn register(store: Store) {
    let registry = Object::new();
    put(&registry, "raise-limit", &raise_limit(store));
    put(&registry, "unfreeze", &unfreeze(store));
    put(&registry, "retry", &retry(store));
    put(&window(), REGISTRY, &registry);
}

/// A higher limit, of those that **Cards** offers: `{ red_packet_daily }` or `{ withdraw_monthly }`, in fen.
fn raise_limit(store: Store) -> Object {
    let action = Object::new();
    let before = StoredValue::new(Value::Null);
    let limit =
        |args: &Value| args.as_object().and_then(|args| args.values().next()?.as_i64()).unwrap_or_default();
    let label =
        move |args: Value| words(store, |words| words.raise_to).replace("{}", &amount::show(limit(&args)));
    put(&action, "label", &says(label));
    put(&action, "preview", &says(move |_| words(store, |words| words.raise_hint)));
    put(
        &action,
        "run",
        &does(move |args| async move {
            before.set_value(store.wallet.with_untracked(|wallet| {
                let limits = wallet.as_ref().map(|wallet| wallet.limits.clone());
                limits.map_or(Value::Null, |limits| match args.get("withdraw_monthly") {
                    Some(_) => json!({"withdraw_monthly": limits.withdraw_monthly}),
                    None => json!({"red_packet_daily": limits.red_packet_daily}),
                })
            }));
            change(store, "/limits", &args).await
        }),
    );
    put(&action, "undo", &does(move |_| async move { change(store, "/limits", &before.get_value()).await }));
    let schema = json!({ "properties": {
        "red_packet_daily": { "enum": [50_000, 100_000, 200_000] },
        "withdraw_monthly": { "enum": [1_000_000, 2_000_000, 5_000_000] },
    }});
    put(&action, "schema", &JSON::parse(&schema.to_string()).unwrap_or(JsValue::NULL));
    action
}

/// Payments flow again.
fn unfreeze(store: Store) -> Object {
    let action = Object::new();
    put(&action, "label", &says(move |_| words(store, |words| words.unfreeze)));
    put(&action, "preview", &says(move |_| words(store, |words| words.unfreeze_hint)));
    let freeze =
        move |frozen| move |_| async move { change(store, "/freeze", &json!({ "frozen": frozen })).await };
    put(&action, "run", &does(freeze(false)));
    put(&action, "undo", &does(freeze(true)));
    action
}

/// The form that failed, once more, as it stands there.
fn retry(store: Store) -> Object {
    let action = Object::new();
    put(&action, "label", &says(move |_| words(store, |words| words.send_again)));
    put(&action, "preview", &says(move |_| words(store, |words| words.retry_hint)));
    put(
        &action,
        "run",
        &does(move |_| async move {
            let form = document().query_selector("dialog[open] form, main form").ok().flatten();
            let form = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
            form.and_then(|form| form.request_submit().ok()).map(|()| String::new()).ok_or_else(String::new)
        }),
    );
    action
}

/// Changes a setting; answers what the app says of it either way.
async fn change(store: Store, path: &str, order: &Value) -> Result<String, String> {
    let wallet = api::call::<Wallet>(store, Method::POST, path, Some(order)).await;
    let wallet = wallet.map_err(|trouble| trouble.detail)?;
    store.wallet.set(Some(wallet));
    Ok(words(store, |words| words.saved))
}

fn words(store: Store, pick: fn(&'static crate::strings::Strings) -> &'static str) -> String {
    pick(store.language.get_untracked().strings()).to_owned()
}

fn put(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &name.into(), value);
}

fn read(args: &JsValue) -> Value {
    let text = JSON::stringify(args).ok().and_then(|text| text.as_string());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// A function of JavaScript that answers a text.
fn says(text: impl Fn(Value) -> String + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue) -> String>::new(move |args| text(read(&args))).into_js_value()
}

/// One that answers a promise: what is said of it, or what went wrong.
fn does<F: Future<Output = Result<String, String>> + 'static>(
    work: impl Fn(Value) -> F + 'static,
) -> JsValue {
    let work = Rc::new(work);
    Closure::<dyn Fn(JsValue) -> js_sys::Promise>::new(move |args| {
        let work = Rc::clone(&work);
        future_to_promise(async move {
            match work(read(&args)).await {
                Ok(said) => Ok(said.into()),
                Err(wrong) => Err(js_sys::Error::new(&wrong).into()),
            }
        })
    })
    .into_js_value()
}
