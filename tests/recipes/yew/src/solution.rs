//! What an app takes for its errors: a message that is declared, and a declaration where no message stands.

use yew::prelude::*;

/// An error as this app knows it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Refused {
    pub(crate) code: AttrValue,
    pub(crate) message: AttrValue,
}

/// A message with its error's code: the link comes after its words.
#[function_component]
pub(crate) fn Note(refused: &Refused) -> Html {
    html! { <p data-unstuck-code={&refused.code}>{"The payment was not taken."}</p> }
}

/// Where something can't be shown: the link comes into the element.
#[function_component]
pub(crate) fn Help(refused: &Refused) -> Html {
    html! { <unstuck-help code={&refused.code} message={&refused.message}></unstuck-help> }
}
