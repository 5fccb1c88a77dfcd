//! Sending a red packet.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::json;

use super::fields::{AmountField, ContactField, Submit, from_query};
use crate::amount;
use crate::api::{self, Entry, Wallet};
use crate::store::{Surface, store};
use crate::strings::fill;

#[component]
pub(crate) fn RedPacket() -> impl IntoView {
    let store = store();
    let to = from_query("to", "mei");
    let sum = from_query("amount", "");
    let busy = RwSignal::new(false);
    let unverified = move || {
        let wallet = store.wallet.get()?;
        wallet.contacts.into_iter().find(|contact| contact.id == to.get() && !contact.verified)
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let order = json!({"contact": to.get(), "amount": amount::read(&sum.get()).unwrap_or_default()});
        spawn_local(async move {
            match api::post::<Entry>(store, "/red-packets", &order).await {
                Ok(sent) => {
                    sum.set(String::new());
                    store.succeed(fill(store.words().sent, &amount::show(-sent.amount)));
                    drop(api::refresh(store).await);
                }
                Err(trouble) => store.fail(Surface::Dialog, trouble),
            }
            busy.set(false);
        });
    };
    let ask = move |id: String, name: String| {
        spawn_local(async move {
            match api::post::<Wallet>(store, &format!("/contacts/{id}/verification"), &()).await {
                Ok(wallet) => {
                    store.wallet.set(Some(wallet));
                    store.succeed(fill(store.words().verified, &name));
                }
                Err(trouble) => store.fail(Surface::Dialog, trouble),
            }
        });
    };
    let invitation = move || {
        unverified().map(|contact| {
            let (id, name) = (contact.id.clone(), contact.name.clone());
            view! {
                <p class="aside">
                    {fill(store.words().unverified, &contact.name)} " "
                    <button type="button" class="link" on:click=move |_| ask(id.clone(), name.clone())>
                        {store.words().ask_verify}
                    </button>
                </p>
            }
        })
    };
    view! {
        <div class="narrow">
            <h1>{move || store.words().red_packet}</h1>
            <p class="lead">{move || store.words().packet_lead}</p>
            <form class="panel packet" on:submit=send>
                <div class="seal" aria-hidden="true">"福"</div>
                <ContactField id="packet-to" value=to/>
                {invitation}
                <AmountField id="packet-amount" value=sum/>
                <Submit busy label=Signal::derive(move || store.words().send_packet)/>
            </form>
        </div>
    }
}
