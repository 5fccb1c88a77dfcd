//! The owner's limits and the freeze.

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use crate::amount;
use crate::api::{self, Wallet};
use crate::store::{Surface, store};

/// The limits that the API offers, in fen.
const DAILY: [i64; 3] = [50_000, 100_000, 200_000];
const MONTHLY: [i64; 3] = [1_000_000, 2_000_000, 5_000_000];

#[component]
pub(super) fn Settings() -> impl IntoView {
    let store = store();
    let change = move |path: &'static str, order: Value| {
        spawn_local(async move {
            match api::post::<Wallet>(store, path, &order).await {
                Ok(wallet) => {
                    store.wallet.set(Some(wallet));
                    store.succeed(store.words().saved.to_owned());
                }
                Err(trouble) => store.fail(Surface::Dialog, trouble),
            }
        });
    };
    let options = move |offered: [i64; 3], now: fn(&Wallet) -> i64| {
        let option = |limit: i64| {
            let chosen = move || store.wallet.with(|wallet| wallet.as_ref().map(now) == Some(limit));
            view! { <option value=limit.to_string() prop:selected=chosen>{amount::show(limit)}</option> }
        };
        offered.map(option).collect_view()
    };
    let chosen = |event: &leptos::ev::Event| event_target_value(event).parse::<i64>().unwrap_or_default();
    let frozen = move || store.wallet.with(|wallet| wallet.as_ref().is_some_and(|wallet| wallet.frozen));
    view! {
        <section class="panel" id="limits" aria-labelledby="limits-title">
            <h2 id="limits-title">{move || store.words().limits}</h2>
            <div class="field">
                <label for="daily-limit">{move || store.words().daily_limit}</label>
                <select id="daily-limit" on:change=move |event| change("/limits", json!({"red_packet_daily": chosen(&event)}))>
                    {options(DAILY, |wallet| wallet.limits.red_packet_daily)}
                </select>
            </div>
            <div class="field">
                <label for="monthly-limit">{move || store.words().monthly_limit}</label>
                <select id="monthly-limit" on:change=move |event| change("/limits", json!({"withdraw_monthly": chosen(&event)}))>
                    {options(MONTHLY, |wallet| wallet.limits.withdraw_monthly)}
                </select>
            </div>
            <h2>{move || store.words().safety}</h2>
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    aria-describedby="freeze-hint"
                    prop:checked=frozen
                    on:change=move |event| change("/freeze", json!({"frozen": event_target_checked(&event)}))
                />
                <span>{move || store.words().freeze}</span>
            </label>
            <p class="small" id="freeze-hint">{move || store.words().freeze_hint}</p>
        </section>
    }
}
