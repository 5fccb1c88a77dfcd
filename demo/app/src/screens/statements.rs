//! Exporting a statement as a file.

use js_sys::Array;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::fields::{Submit, from_query};
use crate::api::{self, Statement};
use crate::date;
use crate::store::{Surface, store};
use crate::strings::fill;

#[component]
pub(crate) fn Statements() -> impl IntoView {
    let store = store();
    let from = from_query("from", &date::days_ago(29));
    let to = from_query("until", &date::days_ago(0));
    let form = from_query("form", "csv");
    let busy = RwSignal::new(false);
    let export = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let order = json!({"from": from.get(), "to": to.get(), "form": form.get()});
        spawn_local(async move {
            match api::post::<Statement>(store, "/statements", &order).await {
                Ok(statement) => {
                    drop(download(&statement));
                    let lines = format!("{} ({})", statement.file_name, statement.summary.entries);
                    store.succeed(fill(store.words().exported, &lines));
                }
                Err(trouble) => store.fail(Surface::Toast, trouble),
            }
            busy.set(false);
        });
    };
    let last = move |days: u32| {
        from.set(date::days_ago(days - 1));
        to.set(date::days_ago(0));
    };
    let day = |id: &'static str, value: RwSignal<String>, label: Signal<&'static str>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id type="date" required prop:value=value on:input=move |event| value.set(event_target_value(&event))/>
            </div>
        }
    };
    let choice = move |value: &'static str, label: Signal<&'static str>| {
        view! {
            <label class="choice">
                <input type="radio" name="form" value=value prop:checked=move || form.get() == value on:change=move |_| form.set(value.to_owned())/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <div class="narrow">
            <h1>{move || store.words().statements}</h1>
            <p class="lead">{move || store.words().statement_lead}</p>
            <form class="panel" on:submit=export>
                <div class="pills">
                    <button type="button" on:click=move |_| last(30)>{move || store.words().last_30}</button>
                    <button type="button" on:click=move |_| last(80)>{move || store.words().last_80}</button>
                </div>
                <div class="pair">
                    {day("from-day", from, Signal::derive(move || store.words().from_day))}
                    {day("to-day", to, Signal::derive(move || store.words().to_day))}
                </div>
                <fieldset>
                    <legend>{move || store.words().form}</legend>
                    {choice("csv", Signal::derive(move || store.words().form_csv))}
                    {choice("page", Signal::derive(move || store.words().form_page))}
                </fieldset>
                <Submit busy label=Signal::derive(move || store.words().export)/>
            </form>
        </div>
    }
}

/// Hands the statement to the browser as a file.
fn download(statement: &Statement) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(&statement.media_type);
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&statement.content.as_str().into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&statement.file_name);
    link.click();
    Url::revoke_object_url(&address)
}
