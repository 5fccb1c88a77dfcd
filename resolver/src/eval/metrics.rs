//! Counts over answered rows. The definitions are those that selective answering is usually judged by: ranking on rows
//! in scope, thresholds chosen on other rows than those counted where there are such, calibration over 15 bins.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Judged;

/// The precision that coverage is told at.
const PRECISION: f64 = 0.95;
/// Bins of the calibration error.
const BINS: usize = 15;

/// What came out; shares are 0 to 1. A figure that has no rows to stand on is absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Metrics {
    /// Rows.
    pub queries: usize,
    /// Rows that have a right answer.
    pub in_scope: usize,
    /// Rows that have none.
    pub oos: usize,
    /// The ranking over all rows in scope.
    #[serde(flatten)]
    pub ranking: Ranking,
    /// The ranking by kind of query.
    pub slices: BTreeMap<String, Ranking>,
    /// How well confidence tells right answers from everything else: the chance that it orders a pair rightly.
    pub auroc_right: Option<f64>,
    /// How well confidence tells rows in scope from others.
    pub auroc_oos: Option<f64>,
    /// The largest share of all rows that can be answered at a precision of 0.95, the threshold chosen on these rows.
    pub cov_p95_oracle: f64,
    /// Right ones of the surest 70 % of all rows.
    pub acc_70cov: f64,
    /// Right ones of the surest 70 % of rows in scope.
    pub acc_70cov_in: Option<f64>,
    /// Share answered under the threshold that gave a precision of 0.95 on the rows for tuning, and the precision it got.
    pub cov_p95_dev: Option<f64>,
    /// See [`Self::cov_p95_dev`].
    pub prec_p95_dev: Option<f64>,
    /// Under the threshold that served the rows for tuning best: rows in scope that were rightly answered.
    pub thr_in_acc: Option<f64>,
    /// Rows out of scope that were left unanswered.
    pub thr_oos_recall: Option<f64>,
    /// Rows that are out of scope, of those left unanswered.
    pub thr_oos_precision: Option<f64>,
    /// Rows rightly answered or rightly left alone.
    pub thr_joint_acc: Option<f64>,
    /// Expected calibration error of the first candidate's confidence.
    pub ece: Option<f64>,
    /// Mean square of confidence less right.
    pub brier: Option<f64>,
    /// Rows answered at the resolver's own threshold.
    pub answered: f64,
    /// Right ones of those.
    pub precision: Option<f64>,
    /// Rows rightly answered or rightly left alone at the resolver's own threshold.
    pub joint_accuracy: f64,
    /// Wrong ones of the answers given with a confidence of at least 0.95.
    pub wrong_at_95: Option<f64>,
}

/// Where the right answers stand in the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Ranking {
    /// Rows whose first candidate is right.
    pub top1: f64,
    /// Rows with a right one among the first three.
    pub top3: f64,
    /// Mean reciprocal rank of the first right one among ten.
    pub mrr: f64,
}

impl Metrics {
    /// Counts `rows`; thresholds are chosen on `tuning`.
    #[must_use]
    pub fn of(rows: &[Judged], tuning: &[Judged]) -> Self {
        let all: Vec<&Judged> = rows.iter().collect();
        let (inside, outside): (Vec<&Judged>, Vec<&Judged>) = rows.iter().partition(|row| row.in_scope);
        let mut slices: BTreeMap<String, Vec<&Judged>> = BTreeMap::new();
        for row in &inside {
            slices.entry(row.slice.clone().unwrap_or_default()).or_default().push(row);
        }
        let (right, wrong): (Vec<&Judged>, Vec<&Judged>) = rows.iter().partition(|row| row.right());
        let answered: Vec<&Judged> = all.iter().filter(|row| row.answered).copied().collect();
        let answered_right = answered.iter().filter(|row| row.right()).count();
        let silent_right = outside.iter().filter(|row| !row.answered).count();
        let sure: Vec<&Judged> =
            all.iter().filter(|row| row.confidence.is_some_and(|sure| sure >= 0.95)).copied().collect();
        let mut metrics = Self {
            queries: rows.len(),
            in_scope: inside.len(),
            oos: outside.len(),
            ranking: Ranking::of(&inside),
            slices: slices.iter().map(|(slice, rows)| (slice.clone(), Ranking::of(rows))).collect(),
            auroc_right: auroc(&right, &wrong),
            auroc_oos: auroc(&inside, &outside),
            cov_p95_oracle: coverage(&all).0,
            acc_70cov: surest(&all, 0.7).unwrap_or_default(),
            acc_70cov_in: surest(&inside, 0.7),
            ece: calibration_error(&all),
            brier: mean(all.iter().filter_map(|row| {
                let miss = f64::from(row.confidence?) - f64::from(u8::from(row.right()));
                Some(miss * miss)
            })),
            answered: share(answered.len(), rows.len()).unwrap_or_default(),
            precision: share(answered_right, answered.len()),
            joint_accuracy: share(answered_right + silent_right, rows.len()).unwrap_or_default(),
            wrong_at_95: share(sure.iter().filter(|row| !row.right()).count(), sure.len()),
            ..Self::default()
        };
        metrics.tune(&inside, &outside, tuning);
        metrics
    }

    /// The figures whose thresholds are chosen on other rows.
    fn tune(&mut self, inside: &[&Judged], outside: &[&Judged], tuning: &[Judged]) {
        if tuning.is_empty() {
            return;
        }
        let tuned: Vec<&Judged> = tuning.iter().collect();
        let rows = inside.len() + outside.len();
        let (_, threshold) = coverage(&tuned);
        let over: Vec<&&Judged> = inside.iter().chain(outside).filter(|row| sure(row) >= threshold).collect();
        self.cov_p95_dev = share(over.len(), rows);
        self.prec_p95_dev = share(over.iter().filter(|row| row.right()).count(), over.len());
        if tuning.iter().all(|row| row.in_scope) {
            return;
        }
        let threshold = joint_threshold(&tuned, inside.len(), outside.len());
        let right = inside.iter().filter(|row| row.right() && sure(row) >= threshold).count();
        let silent = outside.iter().filter(|row| sure(row) < threshold).count();
        let all_silent = silent + inside.iter().filter(|row| sure(row) < threshold).count();
        self.thr_in_acc = share(right, inside.len());
        self.thr_oos_recall = share(silent, outside.len());
        self.thr_oos_precision = share(silent, all_silent);
        self.thr_joint_acc = share(right + silent, rows);
    }
}

impl Ranking {
    fn of(rows: &[&Judged]) -> Self {
        let within = |rank: usize| rows.iter().filter(|row| (1..=rank).contains(&row.rank)).count();
        let reciprocal: f64 = rows.iter().filter(|row| row.rank > 0).map(|row| 1.0 / row.rank as f64).sum();
        Self {
            top1: share(within(1), rows.len()).unwrap_or_default(),
            top3: share(within(3), rows.len()).unwrap_or_default(),
            mrr: reciprocal / rows.len().max(1) as f64,
        }
    }
}

fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0_usize, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / count as f64)
}

/// The first candidate's confidence; less than any where nothing was found.
fn sure(row: &Judged) -> f32 {
    row.confidence.unwrap_or(f32::NEG_INFINITY)
}

fn by_confidence<'a>(rows: &[&'a Judged]) -> Vec<&'a Judged> {
    let mut rows = rows.to_vec();
    rows.sort_by(|one, other| sure(other).total_cmp(&sure(one)));
    rows
}

/// Each confidence, surest first, with the rows that have at least that and the right ones of them.
fn curve(rows: &[&Judged]) -> Vec<(f32, usize, usize)> {
    let rows = by_confidence(rows);
    let (mut curve, mut count, mut right) = (Vec::new(), 0, 0);
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.confidence.is_some()) {
        count += 1;
        right += usize::from(row.right());
        if rows.get(at + 1).is_none_or(|next| sure(next) != sure(row)) {
            curve.push((sure(row), count, right));
        }
    }
    curve
}

/// The largest share that can be answered at the precision, and the confidence that it takes.
fn coverage(rows: &[&Judged]) -> (f64, f32) {
    curve(rows)
        .into_iter()
        .filter(|(_, count, right)| *right as f64 / *count as f64 >= PRECISION)
        .map(|(threshold, count, _)| (count as f64 / rows.len() as f64, threshold))
        .next_back()
        .unwrap_or((0.0, f32::INFINITY))
}

/// The threshold that makes most rows right, where rows in and out of scope count as often as among those judged.
fn joint_threshold(rows: &[&Judged], inside: usize, outside: usize) -> f32 {
    let (within, without): (Vec<&Judged>, Vec<&Judged>) = rows.iter().partition(|row| row.in_scope);
    let weigh_in = inside as f64 / within.len().max(1) as f64;
    let weigh_out = if outside == 0 { 1.0 } else { outside as f64 / without.len().max(1) as f64 };
    let candidates = curve(rows).into_iter().map(|(threshold, ..)| threshold);
    let mut best = (f64::NEG_INFINITY, f32::NEG_INFINITY);
    for threshold in std::iter::once(f32::NEG_INFINITY).chain(candidates).chain([f32::INFINITY]) {
        let silent = without.iter().filter(|row| sure(row) < threshold).count() as f64;
        let right = within.iter().filter(|row| row.right() && sure(row) >= threshold).count() as f64;
        let joint = weigh_out * silent + weigh_in * right;
        if joint > best.0 {
            best = (joint, threshold);
        }
    }
    best.1
}

/// Right ones of the surest rows.
fn surest(rows: &[&Judged], part: f64) -> Option<f64> {
    let count = ((part * rows.len() as f64).round_ties_even() as usize).max(1);
    let surest = by_confidence(rows);
    (!rows.is_empty())
        .then(|| surest.iter().take(count).filter(|row| row.right()).count() as f64 / count as f64)
}

/// The chance that a row of the first kind is surer than one of the other; ties count half.
fn auroc(positive: &[&Judged], negative: &[&Judged]) -> Option<f64> {
    if positive.is_empty() || negative.is_empty() {
        return None;
    }
    let mut rows: Vec<(f32, bool)> = positive.iter().map(|row| (sure(row), true)).collect();
    rows.extend(negative.iter().map(|row| (sure(row), false)));
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut ranks, mut from) = (0.0, 0);
    for tied in rows.chunk_by(|one, other| one.0 == other.0) {
        let rank = from as f64 + (tied.len() as f64 + 1.0) / 2.0;
        ranks += rank * tied.iter().filter(|row| row.1).count() as f64;
        from += tied.len();
    }
    let (positive, negative) = (positive.len() as f64, negative.len() as f64);
    Some((ranks - positive * (positive + 1.0) / 2.0) / (positive * negative))
}

/// How far confidence is from the share that was right, over bins, weighted by their size.
fn calibration_error(rows: &[&Judged]) -> Option<f64> {
    let mut bins = [(0.0_f64, 0.0_f64); BINS];
    let mut count = 0_usize;
    for row in rows {
        let Some(confidence) = row.confidence else { continue };
        let bin = &mut bins[((confidence * BINS as f32) as usize).min(BINS - 1)];
        bin.0 += f64::from(u8::from(row.right()));
        bin.1 += f64::from(confidence);
        count += 1;
    }
    (count > 0).then(|| bins.iter().map(|(right, sum)| (right - sum).abs()).sum::<f64>() / count as f64)
}
