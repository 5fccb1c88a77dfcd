//! Toasts: a failure, which stays until it is closed, and a success, which goes by itself.

use std::time::Duration;

use leptos::prelude::*;

use crate::icon::{self, Icon};
use crate::store::store;

/// How long a success stays to be read.
const SHOWN: Duration = Duration::from_secs(6);

/// A failure at the edge of the page.
#[component]
pub(crate) fn Toast() -> impl IntoView {
    let store = store();
    move || {
        store.toast.get().map(|trouble| {
            let words = store.words();
            let code = trouble.code.map(|code| view! { <p class="small">{words.code} " " <code>{code}</code></p> });
            view! {
                <div class="toast" role="alert">
                    <Icon path=icon::WARNING/>
                    <div class="toast-text">
                        <strong>{trouble.title}</strong>
                        <p>{trouble.detail}</p>
                        {code}
                    </div>
                    <button type="button" class="bare" aria-label=words.close on:click=move |_| store.toast.set(None)>
                        <Icon path=icon::CROSS/>
                    </button>
                </div>
            }
        })
    }
}

/// What went well.
#[component]
pub(crate) fn Notice() -> impl IntoView {
    let store = store();
    Effect::new(move || {
        if let Some(shown) = store.notice.get() {
            // A newer message must not be taken away by an older one's timer.
            let gone = move || store.notice.update(|now| drop(now.take_if(|now| *now == shown)));
            set_timeout(gone, SHOWN);
        }
    });
    let body = move || {
        store
            .notice
            .get()
            .map(|text| view! { <div class="notice"><Icon path=icon::CHECK/><p>{text}</p></div> })
    };
    view! { <div class="notices" role="status">{body}</div> }
}
