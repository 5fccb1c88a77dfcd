//! The first screen: balance, ways to pay, recent activity, what can go wrong.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::amount;
use crate::api::Entry;
use crate::date;
use crate::hints::Hints;
use crate::icon::{self, Icon};
use crate::store::store;
use crate::strings::{Strings, fill};

/// How many movements the first screen shows.
const RECENT: usize = 7;

#[component]
pub(crate) fn Home() -> impl IntoView {
    let store = store();
    let wallet = move || store.wallet.get();
    let balance = move || wallet().map(|wallet| amount::show(wallet.balance)).unwrap_or_default();
    let hello = move || {
        let first = wallet().and_then(|w| w.owner.split(' ').next().map(str::to_owned)).unwrap_or_default();
        fill(store.words().hello, &first)
    };
    let entries = move || {
        let entries = wallet().map(|wallet| wallet.entries).unwrap_or_default();
        entries.into_iter().take(RECENT).map(|entry| view! { <Movement entry/> }).collect_view()
    };
    let quick = move |href: &'static str, path, label: fn(&'static Strings) -> &'static str| {
        view! { <A href=href><Icon path=path/><span>{move || label(store.words())}</span></A> }
    };
    view! {
        <section class="hero" aria-labelledby="balance-label">
            <p class="hello">{hello}</p>
            <h1 id="balance-label">{move || store.words().balance}</h1>
            <p class="balance" data-testid="balance">{balance}</p>
            <nav class="quick" aria-labelledby="balance-label">
                {quick("/red-packet", icon::PACKET, |words| words.red_packet)}
                {quick("/transfer", icon::TRANSFER, |words| words.transfer)}
                {quick("/withdraw", icon::WITHDRAW, |words| words.withdraw)}
                {quick("/cards#add-money", icon::PLUS, |words| words.add_money)}
            </nav>
        </section>
        <div class="columns">
            <section class="panel" aria-labelledby="recent">
                <header>
                    <h2 id="recent">{move || store.words().recent}</h2>
                    <A href="/statements">{move || store.words().all_activity}</A>
                </header>
                <ul class="movements">{entries}</ul>
            </section>
            <Hints/>
        </div>
    }
}

#[component]
fn Movement(entry: Entry) -> impl IntoView {
    let store = store();
    let incoming = entry.amount > 0;
    let (path, tint) = match entry.kind.as_str() {
        "red_packet" => (icon::PACKET, "tint-packet"),
        "transfer" => (icon::TRANSFER, "tint-transfer"),
        "withdrawal" => (icon::WITHDRAW, "tint-bank"),
        "top_up" => (icon::PLUS, "tint-bank"),
        _ => (icon::SHOP, "tint-shop"),
    };
    let kind = entry.kind.clone();
    let label = move || {
        let words = store.words();
        match kind.as_str() {
            "red_packet" => words.kind_packet,
            "transfer" if incoming => words.kind_in,
            "transfer" => words.kind_out,
            "withdrawal" => words.kind_withdrawal,
            "top_up" => words.kind_top_up,
            _ => words.kind_purchase,
        }
    };
    let at = entry.at.clone();
    let when = move || date::short(&at, store.language.get().tag());
    let sum = format!("{}{}", if incoming { "+" } else { "" }, amount::show(entry.amount));
    view! {
        <li>
            <span class=format!("badge {tint}")><Icon path=path/></span>
            <span class="who"><strong>{entry.party}</strong><small>{label} " · " {when}</small></span>
            <span class="sum" class:in=incoming>{sum}</span>
        </li>
    }
}
