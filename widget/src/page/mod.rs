//! What runs in the page: from an error dialog to its link, its panel, and what came of it.

mod airlock;
mod api;
mod code;
mod detect;
mod document;
mod dom;
mod eyes;
mod failure;
mod fixes;
mod flow;
mod link;
mod panel;
mod read;
mod sight;
mod strings;
mod style;
mod talk;
mod views;
mod words;

pub use api::{
    consent, crumb, examine, explain, guard, identify, open, report, set_context, start, succeeded, sweep,
};
pub use fixes::{lead_on, ran, webhook};
pub use talk::{converse, draw, show};
