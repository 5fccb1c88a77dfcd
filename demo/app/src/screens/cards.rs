//! Cards on file, money added from them, and the owner's settings.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::json;

use super::fields::{AmountField, Submit};
use super::settings::Settings;
use crate::amount;
use crate::api::{self, Card, Entry, Wallet};
use crate::date;
use crate::store::{Surface, store};
use crate::strings::fill;

#[component]
pub(crate) fn Cards() -> impl IntoView {
    let store = store();
    let cards = move || store.wallet.get().map(|wallet| wallet.cards).unwrap_or_default();
    let faces = move || {
        cards()
            .into_iter()
            .map(|card| view! { <li><Face card=card.clone()/>{over(&card).then(|| view! { <Renewal card/> })}</li> })
            .collect_view()
    };
    view! {
        <h1>{move || store.words().cards}</h1>
        <p class="lead">{move || store.words().cards_lead}</p>
        <ul class="faces">{faces}</ul>
        <div class="columns">
            <Settings/>
            <TopUp/>
        </div>
    }
}

/// Whether the card's last month has passed.
fn over(card: &Card) -> bool {
    card.expiry.as_str() < &date::days_ago(0)[..7]
}

/// A card as it looks.
#[component]
pub(super) fn Face(card: Card) -> impl IntoView {
    let store = store();
    let over = over(&card);
    let expiry = card.expiry.clone();
    let until = move || fill(if over { store.words().expired } else { store.words().good_until }, &expiry);
    view! {
        <div class=format!("face face-{}", card.id) class:over=over>
            <span class="bank">{card.bank}</span>
            <span class="tail">"···· " {card.tail}</span>
            <span class="until">{until}</span>
        </div>
    }
}

/// The month on a renewed card.
#[component]
fn Renewal(card: Card) -> impl IntoView {
    let store = store();
    let month = RwSignal::new(card.expiry.clone());
    let field = format!("expiry-{}", card.id);
    let path = format!("/cards/{}/expiry", card.id);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let path = path.clone();
        spawn_local(async move {
            match api::post::<Wallet>(store, &path, &json!({"expiry": month.get_untracked()})).await {
                Ok(wallet) => {
                    store.wallet.set(Some(wallet));
                    store.succeed(store.words().saved.to_owned());
                }
                Err(trouble) => store.fail(Surface::Dialog, trouble),
            }
        });
    };
    view! {
        <form class="renewal" on:submit=save>
            <label for=field.clone()>{move || store.words().new_expiry}</label>
            <input id=field type="month" required prop:value=month on:input=move |event| month.set(event_target_value(&event))/>
            <button type="submit">{move || store.words().save}</button>
        </form>
    }
}

#[component]
fn TopUp() -> impl IntoView {
    let store = store();
    let (sum, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let card = RwSignal::new("harbour".to_owned());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let order = json!({"card": card.get(), "amount": amount::read(&sum.get()).unwrap_or_default()});
        spawn_local(async move {
            match api::post::<Entry>(store, "/top-ups", &order).await {
                Ok(added) => {
                    sum.set(String::new());
                    store.succeed(fill(store.words().added, &amount::show(added.amount)));
                    drop(api::refresh(store).await);
                }
                Err(trouble) => store.fail(Surface::Dialog, trouble),
            }
            busy.set(false);
        });
    };
    let options = move || {
        let cards = store.wallet.get().map(|wallet| wallet.cards).unwrap_or_default();
        let option = |known: Card| {
            let id = known.id.clone();
            view! {
                <option value=known.id prop:selected=move || card.get() == id>{format!("{} ··{}", known.bank, known.tail)}</option>
            }
        };
        cards.into_iter().map(option).collect_view()
    };
    view! {
        <form class="panel" id="add-money" on:submit=add>
            <h2>{move || store.words().add_money}</h2>
            <div class="field">
                <label for="top-up-card">{move || store.words().card}</label>
                <select id="top-up-card" on:change=move |event| card.set(event_target_value(&event))>{options}</select>
            </div>
            <AmountField id="top-up-amount" value=sum/>
            <Submit busy label=Signal::derive(move || store.words().add_money)/>
        </form>
    }
}
