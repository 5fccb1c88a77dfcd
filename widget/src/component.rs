//! For apps written with Leptos: a declared surface, and a fallback for error boundaries.

use leptos::prelude::*;

/// Declares an error, so that its solution is offered where this stands.
#[component]
pub fn UnstuckHelp(
    /// The stable error code, such as `CARD_EXPIRED`.
    #[prop(optional, into)]
    code: String,
    /// What the person was told.
    #[prop(optional, into)]
    message: String,
) -> impl IntoView {
    view! { <unstuck-help code=code message=message></unstuck-help> }
}

/// The fallback of an `<ErrorBoundary fallback=error_fallback>`: each error's message with the offer of its solution.
pub fn error_fallback(errors: ArcRwSignal<Errors>) -> impl IntoView {
    move || {
        let told: Vec<String> = errors.read().iter().map(|(_, error)| error.to_string()).collect();
        told.into_iter()
            .map(|message| {
                view! {
                    <div>
                        <p>{message.clone()}</p>
                        <UnstuckHelp message=message/>
                    </div>
                }
            })
            .collect_view()
    }
}
