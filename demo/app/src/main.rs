//! Lantern, the demo wallet's app.
// `#[component]` makes the properties of a component `pub`, whatever the component is.
#![allow(unreachable_pub)]

mod amount;
mod api;
mod date;
mod dialogs;
mod fixes;
mod hints;
mod icon;
mod screens;
mod shell;
mod store;
mod strings;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(shell::Shell);
}
