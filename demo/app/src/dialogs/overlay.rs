//! A failure in an alert dialog over the page; the page behind it is inert meanwhile.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::api::Trouble;
use crate::icon::{self, Icon};
use crate::store::store;

/// Shown while the store holds a failure for it.
#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let store = store();
    move || store.overlay.get().map(|trouble| view! { <Alert trouble/> })
}

#[component]
fn Alert(trouble: Trouble) -> impl IntoView {
    let store = store();
    let words = store.words();
    let before = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let button = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(button) = button.get() {
            // A button in the page takes the focus; if it was just taken out, there is nothing to focus.
            let _ = button.focus();
        }
    });
    let close = move || {
        store.overlay.set(None);
        let before = before.clone();
        // After the page stopped being inert: until then it can't be focused.
        request_animation_frame(move || drop(before.map(|element| element.focus())));
    };
    let (close, on_key) = (close.clone(), {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close()
            }
        }
    });
    let again = trouble.may_repeat().then(|| {
        let close = close.clone();
        let send = move |_| {
            close();
            if let Some(again) = store.again.get_untracked() {
                again.run(());
            }
        };
        view! { <button type="button" on:click=send>{words.send_again}</button> }
    });
    view! {
        <div class="overlay">
            <div
                class="alert"
                role="alertdialog"
                aria-modal="true"
                aria-labelledby="alert-title"
                aria-describedby="alert-detail"
                on:keydown=on_key
            >
                <div class="alert-icon"><Icon path=icon::WARNING/></div>
                <h2 id="alert-title">{trouble.title}</h2>
                <p id="alert-detail">{trouble.detail}</p>
                <div class="buttons">
                    {again}
                    <button type="button" class="primary" node_ref=button on:click=move |_| close()>{words.close}</button>
                </div>
            </div>
        </div>
    }
}
