//! Form fields that several screens share.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::store::store;

/// A field's text which the address may fill: `?amount=188`.
pub(super) fn from_query(key: &'static str, initial: &str) -> RwSignal<String> {
    let value = RwSignal::new(initial.to_owned());
    let query = use_query_map();
    Effect::new(move || {
        if let Some(given) = query.get().get(key) {
            value.set(given);
        }
    });
    value
}

/// An amount in ¥.
#[component]
pub(super) fn AmountField(id: &'static str, value: RwSignal<String>) -> impl IntoView {
    let store = store();
    view! {
        <div class="field">
            <label for=id>{move || store.words().amount}</label>
            <div class="amount-field">
                <span aria-hidden="true">"¥"</span>
                <input
                    id=id
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder="0.00"
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        </div>
    }
}

/// A choice among contacts.
#[component]
pub(super) fn ContactField(id: &'static str, value: RwSignal<String>) -> impl IntoView {
    let store = store();
    let contacts =
        move || store.wallet.with(|wallet| wallet.as_ref().map(|w| w.contacts.clone()).unwrap_or_default());
    let options = move || {
        contacts()
            .into_iter()
            .map(|contact| {
                let id = contact.id.clone();
                let chosen = move || value.with(|value| *value == id);
                view! { <option value=contact.id prop:selected=chosen>{contact.name}</option> }
            })
            .collect_view()
    };
    view! {
        <div class="field">
            <label for=id>{move || store.words().to}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>{options}</select>
        </div>
    }
}

/// A form's main button, which waits while a request is under way.
#[component]
pub(super) fn Submit(busy: RwSignal<bool>, #[prop(into)] label: Signal<&'static str>) -> impl IntoView {
    let store = store();
    let text = move || if busy.get() { store.words().working } else { label.get() };
    view! { <button type="submit" class="primary wide" disabled=busy>{text}</button> }
}
