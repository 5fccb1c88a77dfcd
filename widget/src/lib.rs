//! Hooks into the error dialogs of any web app and opens the fix in place.
//!
//! The loader (`widget/loader/unstuck.js`) imports this crate as WebAssembly once the first error shows, calls [`start`],
//! and hands over every surface it meets from then on. That is the feature `page`.
//!
//! An app written with Leptos keeps the one script tag and takes `UnstuckHelp` and `error_fallback` from here, with
//! `default-features = false, features = ["leptos"]`, so that it carries none of the widget itself.

#[cfg(feature = "leptos")]
pub mod component;
#[cfg(feature = "leptos")]
pub mod fix;
#[cfg(feature = "page")]
mod page;

#[cfg(feature = "leptos")]
pub use component::{UnstuckHelp, error_fallback};
#[cfg(feature = "leptos")]
pub use fix::Fix;
#[cfg(feature = "page")]
pub use page::{
    consent, converse, crumb, draw, examine, explain, guard, identify, lead_on, open, ran, report,
    set_context, show, start, succeeded, sweep, webhook,
};
