//! Moving money to a bank card: a list of cards, and a form in a dialog which tells its own failures.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use serde_json::json;

use super::cards::Face;
use super::fields::{AmountField, from_query};
use crate::amount;
use crate::api::{self, Card, Entry, Trouble};
use crate::icon::{self, Icon};
use crate::store::{Surface, store};
use crate::strings::fill;

#[component]
pub(crate) fn Withdraw() -> impl IntoView {
    let store = store();
    let chosen = RwSignal::new(None::<Card>);
    let sum = from_query("amount", "");
    let query = use_query_map();
    // A link may lead straight to a card's form; once, not again whenever the balance changes.
    let loaded = Memo::new(move |_| store.wallet.with(Option::is_some));
    Effect::new(move || {
        if !loaded.get() {
            return;
        }
        if let (Some(card), Some(wallet)) = (query.get().get("card"), store.wallet.get_untracked()) {
            chosen.set(wallet.cards.into_iter().find(|known| known.id == card));
        }
    });
    let cards = move || {
        let cards = store.wallet.get().map(|wallet| wallet.cards).unwrap_or_default();
        let button = |card: Card| {
            let label = fill(store.words().withdraw_to, &format!("{} {}", card.bank, card.tail));
            let pick = card.clone();
            view! {
                <li>
                    <button type="button" class="face-button" aria-label=label on:click=move |_| chosen.set(Some(pick.clone()))>
                        <Face card/>
                    </button>
                </li>
            }
        };
        cards.into_iter().map(button).collect_view()
    };
    view! {
        <h1>{move || store.words().withdraw}</h1>
        <p class="lead">{move || store.words().withdraw_lead}</p>
        <ul class="faces">{cards}</ul>
        <Order chosen sum/>
    }
}

#[component]
fn Order(chosen: RwSignal<Option<Card>>, sum: RwSignal<String>) -> impl IntoView {
    let store = store();
    let node = NodeRef::<html::Dialog>::new();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (chosen.with(Option::is_some), dialog.open()) {
            (true, false) => {
                trouble.set(None);
                drop(dialog.show_modal());
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(card) = chosen.get_untracked().map(|card| card.id) else { return };
        busy.set(true);
        trouble.set(None);
        let order = json!({"card": card, "amount": amount::read(&sum.get_untracked()).unwrap_or_default()});
        spawn_local(async move {
            match api::post::<Entry>(store, "/withdrawals", &order).await {
                Ok(sent) => {
                    sum.set(String::new());
                    chosen.set(None);
                    store.succeed(fill(store.words().withdrawn, &amount::show(-sent.amount)));
                    drop(api::refresh(store).await);
                }
                Err(failure) if failure.session_ended() => store.fail(Surface::Dialog, failure),
                Err(failure) => trouble.set(Some(failure)),
            }
            busy.set(false);
        });
    };
    let title = move || {
        let card = chosen.get().map(|card| format!("{} ··{}", card.bank, card.tail)).unwrap_or_default();
        fill(store.words().withdraw_to, &card)
    };
    let alert = move || {
        trouble.get().map(|trouble| {
            view! {
                <div class="inline-alert" role="alert">
                    <Icon path=icon::WARNING/>
                    <div><strong>{trouble.title}</strong><p>{trouble.detail}</p></div>
                </div>
            }
        })
    };
    let label = move || if busy.get() { store.words().asking_bank } else { store.words().withdraw_now };
    view! {
        <dialog node_ref=node class="modal sheet" aria-labelledby="withdraw-title" on:close=move |_| chosen.set(None)>
            <form on:submit=send>
                <h2 id="withdraw-title">{title}</h2>
                <AmountField id="withdraw-amount" value=sum/>
                {alert}
                <div class="buttons">
                    <button type="button" on:click=move |_| chosen.set(None)>{move || store.words().cancel}</button>
                    <button type="submit" class="primary" disabled=busy>{label}</button>
                </div>
            </form>
        </dialog>
    }
}
