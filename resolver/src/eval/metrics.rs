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
    /// What that error would be about of a confidence that meant exactly what it says, since rows are few.
    pub ece_by_chance: Option<f64>,
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
            ece: calibration(&all).map(|(error, _)| error),
            ece_by_chance: calibration(&all).map(|(_, chance)| chance),
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
    pub(super) fn of(rows: &[&Judged]) -> Self {
        let within = |rank: usize| rows.iter().filter(|row| (1..=rank).contains(&row.rank)).count();
        let ranked = rows.iter().filter(|row| row.rank > 0);
        let reciprocal = ranked.fold(0.0, |sum, row| sum + 1.0 / row.rank as f64);
        Self {
            top1: share(within(1), rows.len()).unwrap_or_default(),
            top3: share(within(3), rows.len()).unwrap_or_default(),
            mrr: reciprocal / rows.len().max(1) as f64,
        }
    }
}

pub(super) fn share(part: usize, of: usize) -> Option<f64> {
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

/// How far confidence is from the share that was right, over bins, weighted by their size; and how far it would be by chance.
pub(super) fn calibration(rows: &[&Judged]) -> Option<(f64, f64)> {
    let mut bins = [(0.0_f64, 0.0_f64, 0.0_f64); BINS];
    let mut count = 0_usize;
    for row in rows {
        let Some(confidence) = row.confidence else { continue };
        let bin = &mut bins[((confidence * BINS as f32) as usize).min(BINS - 1)];
        let sure = f64::from(confidence);
        bin.0 += f64::from(u8::from(row.right()));
        bin.1 += sure;
        bin.2 += sure * (1.0 - sure);
        count += 1;
    }
    let error: f64 = bins.iter().map(|(right, sum, _)| (right - sum).abs()).sum();
    // How far a normal deviate is off in the mean.
    let chance: f64 = bins.iter().map(|(.., variance)| (variance * std::f64::consts::FRAC_2_PI).sqrt()).sum();
    (count > 0).then(|| (error / count as f64, chance / count as f64))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Rows whose answers are right as often as they are sure, or more often.
    fn rows(count: usize, seed: u64, more: f64) -> Vec<Judged> {
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / f64::from(1 << 24)
        };
        let one = |_| {
            let sure = 0.2 + 0.7 * random();
            let right = random() < sure + more;
            let rank = usize::from(right);
            Judged {
                in_scope: true,
                rank,
                confidence: Some(sure as f32),
                answered: true,
                slice: None,
                ranked: vec![],
            }
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn what_is_off_by_chance_is_told_from_what_is_off() {
        for count in [60, 600] {
            let mean = |more: f64| {
                let errors = (0..200).map(|seed| {
                    let metrics = Metrics::of(&rows(count, seed, more), &[]);
                    (metrics.ece.unwrap(), metrics.ece_by_chance.unwrap())
                });
                let (error, chance) = errors.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                (error / 200.0, chance / 200.0)
            };
            let (error, chance) = mean(0.0);
            assert!((error / chance - 1.0).abs() < 0.05, "{count}: {error} {chance}");
            let (error, chance) = mean(0.2);
            assert!(error > 1.3 * chance, "{count}: {error} {chance}");
        }
    }
}
