//! How good the answers are, measured on recorded queries.

use serde::{Deserialize, Serialize};

use crate::{Query, Resolver};

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
}

/// What came out; shares are 0 to 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Metrics {
    /// Rows.
    pub n: usize,
    /// Rows that have a right answer.
    pub in_scope: usize,
    /// In-scope rows whose first candidate is right.
    pub top1: f64,
    /// In-scope rows with a right one among the first three.
    pub top3: f64,
    /// Mean reciprocal rank of the first right one among ten, in-scope rows.
    pub mrr: f64,
    /// Rows rightly answered, or rightly left unanswered, at the resolver's threshold.
    pub joint_accuracy: f64,
    /// Rows answered at the resolver's threshold.
    pub answered: f64,
    /// Right ones of the answered rows.
    pub precision: f64,
    /// The largest share of all rows that can be answered with at least 95 % right, by confidence.
    pub coverage_at_precision_95: f64,
    /// Expected calibration error of the first candidate's confidence, 15 bins.
    pub ece: f64,
}

/// One row, judged.
struct Judged {
    in_scope: bool,
    /// The rank of the first right candidate, from 1; 0 for none among ten.
    rank: usize,
    /// The first candidate's confidence; none where nothing was found.
    confidence: Option<f32>,
    answered: bool,
}

impl Judged {
    fn right(&self) -> bool {
        self.rank == 1
    }
}

/// Ranks every row and counts. With `mask_code`, by the text alone.
#[must_use]
pub fn evaluate(resolver: &Resolver, rows: &[Row], mask_code: bool) -> Metrics {
    let judged: Vec<Judged> = rows.iter().map(|row| judge(resolver, row, mask_code)).collect();
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    let inside: Vec<&Judged> = judged.iter().filter(|row| row.in_scope).collect();
    let within = |rank: usize| inside.iter().filter(|row| (1..=rank).contains(&row.rank)).count();
    let reciprocal: f64 = inside.iter().filter(|row| row.rank > 0).map(|row| 1.0 / row.rank as f64).sum();
    let answered: Vec<&Judged> = judged.iter().filter(|row| row.answered).collect();
    let right = answered.iter().filter(|row| row.right()).count();
    let rightly_silent = judged.iter().filter(|row| !row.in_scope && !row.answered).count();
    Metrics {
        n: judged.len(),
        in_scope: inside.len(),
        top1: share(within(1), inside.len()),
        top3: share(within(3), inside.len()),
        mrr: if inside.is_empty() { 0.0 } else { reciprocal / inside.len() as f64 },
        joint_accuracy: share(right + rightly_silent, judged.len()),
        answered: share(answered.len(), judged.len()),
        precision: share(right, answered.len()),
        coverage_at_precision_95: coverage(&judged, 0.95),
        ece: calibration_error(&judged),
    }
}

fn judge(resolver: &Resolver, row: &Row, mask_code: bool) -> Judged {
    let code = row.code.as_deref().filter(|_| !mask_code);
    let decision = resolver.rank(&Query { code, message: &row.text, ..Query::default() });
    let gold: Vec<String> = row.gold_solution_ids.iter().map(|id| crate::author::id_text(id)).collect();
    let place = decision.ranked.iter().take(10).position(|c| gold.iter().any(|id| id == c.solution.as_str()));
    Judged {
        in_scope: !gold.is_empty(),
        rank: place.map_or(0, |at| at + 1),
        confidence: decision.ranked.first().map(|best| best.confidence),
        answered: decision.answer().is_some(),
    }
}

/// The largest share of all rows that can be answered at this precision; rows of one confidence come together.
fn coverage(judged: &[Judged], precision: f64) -> f64 {
    let mut rows: Vec<(f32, bool)> =
        judged.iter().filter_map(|row| Some((row.confidence?, row.right()))).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut best, mut count, mut right) = (0.0, 0_usize, 0_usize);
    for (at, row) in rows.iter().enumerate() {
        count += 1;
        right += usize::from(row.1);
        let last_of_tie = rows.get(at + 1).is_none_or(|next| next.0 != row.0);
        if last_of_tie && right as f64 / count as f64 >= precision {
            best = count as f64 / judged.len() as f64;
        }
    }
    best
}

/// How far confidence is from the share that was right, over 15 bins, weighted by their size.
fn calibration_error(judged: &[Judged]) -> f64 {
    let mut bins = [(0.0_f64, 0.0_f64); 15];
    let mut count = 0_usize;
    for row in judged {
        let Some(confidence) = row.confidence else { continue };
        let bin = &mut bins[((confidence * 15.0) as usize).min(14)];
        bin.0 += f64::from(u8::from(row.right()));
        bin.1 += f64::from(confidence);
        count += 1;
    }
    if count == 0 {
        0.0
    } else {
        bins.iter().map(|(right, sure)| (right - sure).abs()).sum::<f64>() / count as f64
    }
}
