//! What the page is told of a refusal.

use serde::Serialize;
use unstuck::{Article, Problem};

/// Why no money moved, and what helps.
#[derive(Debug, Serialize)]
pub(crate) struct Refused {
    code: Option<String>,
    message: String,
    solution: Option<Solution>,
}

/// Where it stands what to do.
#[derive(Debug, Serialize)]
pub(crate) struct Solution {
    id: String,
    title: String,
    address: String,
}

impl Refused {
    pub(crate) fn new(problem: Problem, solution: Option<Solution>) -> Self {
        Self { code: problem.code, message: problem.message, solution }
    }
}

impl Solution {
    /// None once the SDK has ended: an article has no address then.
    pub(crate) fn of(article: Article) -> Option<Self> {
        let address = unstuck::solution_url(&article.solution)?;
        Some(Self { id: article.solution.as_str().to_owned(), title: article.title, address })
    }
}
