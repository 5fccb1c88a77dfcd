//! A visitor's list of everything that can go wrong, each a click away from its form.

use gloo_net::http::Method;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use crate::api;
use crate::date;
use crate::store::{Surface, store};
use crate::strings::Strings;

type Label = fn(&'static Strings) -> &'static str;

/// Links which fill a form so that sending it fails.
fn links() -> Vec<(Label, String)> {
    let statement = |from: u32, until: u32, form: &str| {
        format!("/statements?from={}&until={}&form={form}", date::days_ago(from), date::days_ago(until))
    };
    vec![
        (|w| w.hint_daily, "/red-packet?to=sam&amount=188".to_owned()),
        (|w| w.hint_person, "/red-packet?to=mei&amount=66".to_owned()),
        (|w| w.hint_range, "/red-packet?to=ava&amount=288".to_owned()),
        (|w| w.hint_unverified, "/red-packet?to=jonas&amount=18".to_owned()),
        (|w| w.hint_frozen, "/transfer?to=teahouse&amount=36".to_owned()),
        (|w| w.hint_duplicate, "/transfer?to=mei&amount=88".to_owned()),
        (|w| w.hint_review, "/transfer?to=noor&amount=1500".to_owned()),
        (|w| w.hint_funds, "/transfer?to=ava&amount=9000".to_owned()),
        (|w| w.hint_single, "/transfer?to=ava&amount=25000".to_owned()),
        (|w| w.hint_wallet, "/cards#limits".to_owned()),
        (|w| w.hint_expired, "/withdraw?card=meridian&amount=300".to_owned()),
        (|w| w.hint_bank, "/withdraw?card=northwind&amount=300".to_owned()),
        (|w| w.hint_timeout, "/withdraw?card=prairie&amount=300".to_owned()),
        (|w| w.hint_minimum, "/withdraw?card=harbour&amount=5".to_owned()),
        (|w| w.hint_monthly, "/withdraw?card=harbour&amount=2000".to_owned()),
        (|w| w.hint_days, statement(364, 0, "csv")),
        (|w| w.hint_lines, statement(79, 0, "page")),
        (|w| w.hint_bug, statement(150, 121, "csv")),
    ]
}

/// The list, folded away until somebody is curious.
#[component]
pub(crate) fn Hints() -> impl IntoView {
    let store = store();
    let items = links().into_iter().map(|(label, href)| {
        view! { <li><A href=href>{move || label(store.words())}</A></li> }
    });
    let end = move |_| {
        spawn_local(async move {
            // The answer has no body to read; what counts is what the next request is told.
            drop(api::call::<()>(store, Method::DELETE, "/session", None::<&()>).await);
            if let Err(trouble) = api::refresh(store).await {
                store.fail(Surface::Dialog, trouble);
            }
        });
    };
    view! {
        <details class="panel hints">
            <summary><h2>{move || store.words().hints}</h2></summary>
            <p class="small">{move || store.words().hints_lead}</p>
            <ol>{items.collect_view()}</ol>
            <div class="pills">
                <button type="button" on:click=end>{move || store.words().end_session}</button>
                <label class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        aria-describedby="unplug-hint"
                        prop:checked=store.unplugged
                        on:change=move |event| store.unplugged.set(event_target_checked(&event))
                    />
                    <span>{move || store.words().unplug}</span>
                </label>
            </div>
            <p class="small" id="unplug-hint">{move || store.words().unplug_hint}</p>
        </details>
    }
}
