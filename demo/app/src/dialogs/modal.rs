//! A failure in the browser's own modal dialog, with its code in small print.

use leptos::{html, prelude::*, task::spawn_local};

use crate::api::{self, Trouble, Wallet};
use crate::icon::{self, Icon};
use crate::store::{Store, Surface, store};
use crate::strings::fill;

/// Opens while the store holds a failure for it.
#[component]
pub(crate) fn Modal() -> impl IntoView {
    let store = store();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (store.dialog.with(Option::is_some), dialog.open()) {
            // It is refused only for a dialog that is out of the page, and this one never is.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let body = move || store.dialog.get().map(|trouble| view! { <Body trouble/> });
    view! {
        <dialog
            node_ref=node
            class="modal"
            aria-labelledby="modal-title"
            aria-describedby="modal-detail"
            on:close=move |_| store.dialog.set(None)
        >
            {body}
        </dialog>
    }
}

#[component]
fn Body(trouble: Trouble) -> impl IntoView {
    let store = store();
    let words = store.words();
    let ended = trouble.session_ended();
    let code = trouble.code.map(|code| view! { <p class="small">{words.code} " " <code>{code}</code></p> });
    let action = ended.then(|| {
        view! { <button type="button" class="primary" on:click=move |_| sign_in(store)>{words.sign_in}</button> }
    });
    view! {
        <div class="alert-icon"><Icon path=icon::WARNING/></div>
        <h2 id="modal-title">{trouble.title}</h2>
        <p id="modal-detail">{trouble.detail}</p>
        {code}
        <div class="buttons">
            <button type="button" class=if ended { "" } else { "primary" } on:click=move |_| store.dialog.set(None)>
                {words.close}
            </button>
            {action}
        </div>
    }
}

fn sign_in(store: Store) {
    spawn_local(async move {
        match api::post::<Wallet>(store, "/session", &()).await {
            Ok(wallet) => {
                store.dialog.set(None);
                store.succeed(fill(store.words().welcome_back, &wallet.owner));
                store.wallet.set(Some(wallet));
            }
            Err(trouble) => store.fail(Surface::Dialog, trouble),
        }
    });
}
