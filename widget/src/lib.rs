//! Hooks into the error dialogs of any web app and opens the fix in place.
//!
//! The loader (`widget/loader/unstuck.js`) imports this crate as WebAssembly once the first error shows, calls [`start`],
//! and hands over every surface it meets from then on. Apps written with Leptos may take `UnstuckHelp` and
//! `error_fallback` from here with the feature `leptos`.

mod airlock;
mod api;
mod code;
#[cfg(feature = "leptos")]
pub mod component;
mod detect;
mod document;
mod dom;
mod failure;
mod flow;
mod link;
mod panel;
mod read;
mod strings;
mod style;

pub use api::{crumb, identify, report, set_context, start, surface, sweep};
#[cfg(feature = "leptos")]
pub use component::{UnstuckHelp, error_fallback};
