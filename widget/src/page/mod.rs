//! What runs in the page: from an error dialog to its link, its panel, and what came of it.

mod airlock;
mod api;
mod code;
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
