//! Sending money to a contact.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::json;

use super::fields::{AmountField, ContactField, Submit, from_query};
use crate::amount;
use crate::api::{self, Entry};
use crate::store::{Surface, store};
use crate::strings::fill;

#[component]
pub(crate) fn Transfer() -> impl IntoView {
    let store = store();
    let to = from_query("to", "mei");
    let sum = from_query("amount", "");
    let busy = RwSignal::new(false);
    let send = move |again: bool| {
        busy.set(true);
        let order = json!({"contact": to.get_untracked(), "again": again,
            "amount": amount::read(&sum.get_untracked()).unwrap_or_default()});
        spawn_local(async move {
            match api::post::<Entry>(store, "/transfers", &order).await {
                Ok(sent) => {
                    sum.set(String::new());
                    store.succeed(fill(store.words().sent, &amount::show(-sent.amount)));
                    drop(api::refresh(store).await);
                }
                Err(trouble) => store.fail(Surface::Overlay, trouble),
            }
            busy.set(false);
        });
    };
    store.again.set(Some(Callback::new(move |()| send(true))));
    on_cleanup(move || store.again.set(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(false);
    };
    view! {
        <div class="narrow">
            <h1>{move || store.words().transfer}</h1>
            <p class="lead">{move || store.words().transfer_lead}</p>
            <form class="panel" on:submit=submit>
                <ContactField id="transfer-to" value=to/>
                <AmountField id="transfer-amount" value=sum/>
                <Submit busy label=Signal::derive(move || store.words().send_money)/>
            </form>
        </div>
    }
}
