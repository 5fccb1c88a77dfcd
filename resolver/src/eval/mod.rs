//! How good the answers are, measured on recorded queries.

pub mod dialogue;
mod foresight;
mod metrics;
mod regret;

use serde::{Deserialize, Serialize};
use unstuck_protocol::SolutionId;

pub use foresight::{Foresight, foresee};
pub use metrics::{Metrics, Ranking};
pub use regret::{Hundred, regret};

use crate::{Query, Resolver, learn::Case};

/// One recorded query: a line of a `queries.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The row's name.
    pub id: String,
    /// What the person was told, or asked.
    pub text: String,
    /// The error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The right answers; none means that the right answer is to abstain.
    #[serde(default)]
    pub gold_solution_ids: Vec<String>,
    /// `train`, `dev` or `test`.
    #[serde(default)]
    pub split: String,
    /// The kind of query, for reports by kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slice: Option<String>,
    /// Where it was met, as [`crate::scene::facts`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scene: Vec<String>,
}

impl Row {
    /// The row as history: one case for each right answer, or one that nothing answers.
    #[must_use]
    pub fn cases(&self) -> Vec<Case> {
        let case = |solution| Case { text: self.text.clone(), solution, scene: self.scene.clone() };
        if self.gold_solution_ids.is_empty() {
            return vec![case(None)];
        }
        let id = |id: &String| SolutionId::new(crate::author::id_text(id)).ok();
        self.gold_solution_ids.iter().filter_map(id).map(|id| case(Some(id))).collect()
    }
}

/// One row, answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judged {
    /// It has a right answer.
    pub in_scope: bool,
    /// The rank of the first right candidate, from 1; 0 for none among ten.
    pub rank: usize,
    /// The first candidate's confidence; none where nothing was found.
    pub confidence: Option<f32>,
    /// The confidence reached the resolver's threshold.
    pub answered: bool,
    /// The kind of query.
    pub slice: Option<String>,
    /// The candidates, best first.
    pub ranked: Vec<SolutionId>,
}

impl Judged {
    fn right(&self) -> bool {
        self.rank == 1
    }
}

/// Answers every row. With `mask_code`, by the text alone.
#[must_use]
pub fn judge(resolver: &Resolver, rows: &[Row], mask_code: bool) -> Vec<Judged> {
    rows.iter().map(|row| one(resolver, row, mask_code)).collect()
}

fn one(resolver: &Resolver, row: &Row, mask_code: bool) -> Judged {
    let code = row.code.as_deref().filter(|_| !mask_code);
    let decision = resolver.rank(&Query { code, message: &row.text, scene: &row.scene, ..Query::default() });
    let gold: Vec<String> = row.gold_solution_ids.iter().map(|id| crate::author::id_text(id)).collect();
    let place = decision.ranked.iter().take(10).position(|c| gold.iter().any(|id| id == c.solution.as_str()));
    Judged {
        in_scope: !gold.is_empty(),
        rank: place.map_or(0, |at| at + 1),
        confidence: decision.ranked.first().map(|best| best.confidence),
        answered: decision.answer().is_some(),
        slice: row.slice.clone(),
        ranked: decision.ranked.into_iter().map(|candidate| candidate.solution).collect(),
    }
}
