//! An app whose errors are told by an error boundary, and by a declaration of their code.
// `#[component]` makes the properties of a component `pub`, whatever the component is.
#![allow(unreachable_pub)]

use std::fmt;

use leptos::prelude::*;
use unstuck_widget::{Fix, UnstuckHelp, error_fallback};

/// What the app says when a payment is refused.
#[derive(Debug, Clone)]
struct Frozen;

impl fmt::Display for Frozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outgoing payments are frozen in this wallet.")
    }
}

impl std::error::Error for Frozen {}

#[component]
fn App() -> impl IntoView {
    let amount = RwSignal::new(String::from("10"));
    let read = move || amount.get().parse::<u32>().map_err(|_| Frozen);
    let declared = RwSignal::new(false);
    view! {
        <label>"Amount" <input id="amount" prop:value=amount on:input=move |event| amount.set(event_target_value(&event))/></label>
        <ErrorBoundary fallback=error_fallback>
            <p id="read">"Sending " {read}</p>
        </ErrorBoundary>
        <button id="declare" on:click=move |_| declared.set(true)>"Withdraw"</button>
        <Show when=move || declared.get()>
            <section id="declared">
                <p>"The bank said no."</p>
                <UnstuckHelp code="CARD_EXPIRED" message="Your card has expired."/>
            </section>
        </Show>
    }
}

/// What a solution may ask for.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

fn main() {
    let thawed = |_: Nothing| async {
        // It shows that this ran, and here.
        document().set_title("thawed");
        Ok("Payments flow again.".to_owned())
    };
    Fix::new("Unfreeze", thawed).preview(|_| "Payments can leave again.".to_owned()).register("unfreeze");
    leptos::mount::mount_to_body(App);
}
