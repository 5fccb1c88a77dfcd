//! An app whose payment is refused, and whose bill can't be shown.

mod solution;

use solution::{Help, Note, Refused};
use yew::prelude::*;

fn pay() -> Result<(), Refused> {
    Err(Refused { code: "CARD_EXPIRED".into(), message: "Your card has expired.".into() })
}

fn bill() -> Result<u32, Refused> {
    pay().map(|()| 200)
}

#[function_component]
fn Bill() -> Html {
    match bill() {
        Ok(sum) => html! { <p>{sum}</p> },
        Err(Refused { code, message }) => {
            html! { <section>{"The bill can’t be shown. "}<Help {code} {message}/></section> }
        }
    }
}

#[function_component]
fn App() -> Html {
    let refused = use_state(|| None::<Refused>);
    let shown = use_state(|| false);
    let send = {
        let refused = refused.clone();
        Callback::from(move |_| refused.set(pay().err()))
    };
    let dismiss = {
        let (refused, shown) = (refused.clone(), shown.clone());
        Callback::from(move |_| {
            refused.set(None);
            shown.set(false);
        })
    };
    let show = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(true))
    };
    html! {
        <>
            <button id="pay" onclick={send}>{"Pay"}</button>
            <button id="dismiss" onclick={dismiss}>{"Dismiss"}</button>
            <button id="show" onclick={show}>{"Show the bill"}</button>
            if let Some(Refused { code, message }) = (*refused).clone() {
                <Note {code} {message}/>
            }
            if *shown {
                <Bill/>
            }
        </>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
