//! A solution as it is shown: in one language, ready to draw.

use crate::{Action, Document, SolutionId, Target, read::exchanged};

/// A solution in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The solution it is the text of.
    pub solution: SolutionId,
    /// The language of this text, a BCP 47 tag.
    pub locale: String,
    /// The headline.
    pub title: String,
    /// What to do.
    pub body: Document,
    /// Fixes that can be run in place.
    pub actions: Vec<Action>,
    /// Where each step of the text's first numbered list is done, first to last; empty where that is not told.
    pub steps: Vec<Target>,
}

exchanged!("article", Article { solution, locale, title, body } maybe { actions, steps });
