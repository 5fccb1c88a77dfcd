//! A solution as it is shown: in one language, ready to draw.

use serde::{Deserialize, Serialize};

use crate::{Document, SolutionId};

/// A solution in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
}
