//! The walk over real UI kits: every page of `tests/kits`, in every language, each kind of surface.
//!
//! An error must get its link, what is none must get nothing, and the link and its panel must hold out against the kit's
//! own focus traps, outside clicks and renders.

pub mod calm;
pub mod error;
pub mod pages;
pub mod site;
pub mod stage;
pub mod survival;
pub mod table;
pub mod texts;
pub mod walk;

/// One surface of one page in one language, and what became of it.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// The kit's name, as its page's.
    pub kit: String,
    /// The language of the page.
    pub language: String,
    /// The kind of surface, such as `dialog`.
    pub kind: String,
    /// What became of it.
    pub seen: Seen,
}

/// What became of a surface.
#[derive(Debug, Clone)]
pub enum Seen {
    /// The page did not show it, so nothing is known of the widget.
    Broken(String),
    /// It is no error; that many links came.
    Calm(usize),
    /// It is an error.
    Error {
        /// How many links came.
        links: usize,
        /// Whether exactly one came, which led to the right solution; else what was seen.
        found: Result<(), String>,
        /// What the link and the panel went through; empty where there was no link.
        survived: Vec<survival::Verdict>,
    },
}
