//! A solution as it is shown: in one language, ready to draw.

use crate::{Document, SolutionId, read::exchanged};

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
    /// Names of the fixes that the app may have registered.
    pub actions: Vec<String>,
}

exchanged!("article", Article { solution, locale, title, body } maybe { actions });
