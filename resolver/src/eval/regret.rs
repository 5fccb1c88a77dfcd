//! What learning costs: answers given while outcomes come in, beside the best ranking that never changes.

use std::collections::BTreeMap;

use serde::Serialize;
use unstuck_protocol::{OutcomeKind, SolutionId, letters::lower, template::template};

use super::Row;
use crate::{
    Query, Resolver,
    learn::{Learner, Outcome},
};

/// Queries that are told together.
const TOGETHER: usize = 100;

/// A hundred queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Hundred {
    /// How many they are; the last ones may be fewer.
    pub queries: usize,
    /// Those whose first candidate was right.
    pub right: usize,
    /// Those that the best fixed ranking had right: for each form of message the solution that was right most often over all
    /// of the stream, known beforehand.
    pub fixed: usize,
    /// How many more the fixed ranking had right in all queries up to here; below zero where it had fewer.
    pub regret: i64,
}

/// Plays a stream in its order. Each person is shown the first candidate; where that is right it helps, and where it is
/// wrong it fails and every second of them finds the right one elsewhere, and says so.
#[must_use]
pub fn regret(resolver: &Resolver, rows: &[Row]) -> Vec<Hundred> {
    let rows: Vec<(&Row, SolutionId)> = rows
        .iter()
        .filter_map(|row| Some((row, row.cases().into_iter().find_map(|case| case.solution)?)))
        .collect();
    let fixed = fixed(&rows);
    let mut learner = Learner::over(resolver.clone());
    let mut known = learner.resolver();
    let mut hundreds: Vec<Hundred> = Vec::new();
    for (at, (row, gold)) in rows.iter().enumerate() {
        let query =
            Query { code: row.code.as_deref(), message: &row.text, scene: &row.scene, ..Query::default() };
        let shown = known.rank(&query).ranked.into_iter().next().map(|best| best.solution);
        if at % TOGETHER == 0 {
            let regret = hundreds.last().map_or(0, |last| last.regret);
            hundreds.push(Hundred { regret, ..Hundred::default() });
        }
        let (right, best) = (shown.as_ref() == Some(gold), fixed.get(&form(&row.text)) == Some(gold));
        if let Some(hundred) = hundreds.last_mut() {
            hundred.queries += 1;
            hundred.right += usize::from(right);
            hundred.fixed += usize::from(best);
            hundred.regret += i64::from(best) - i64::from(right);
        }
        let mut tell = |solution: &SolutionId, kind: OutcomeKind| {
            let voices = [at as u64];
            let (text, scene, day) = (&row.text, &row.scene, (at / TOGETHER) as u32);
            learner.outcome(&Outcome { text, scene, solution, kind, about: None, voices: &voices, day })
        };
        let mut changed = false;
        match shown {
            Some(shown) if !right => {
                changed |= tell(&shown, OutcomeKind::Failed);
                if at % 2 == 0 {
                    changed |= tell(gold, OutcomeKind::Claimed);
                }
            }
            Some(shown) => changed |= tell(&shown, OutcomeKind::Verified),
            None if at % 2 == 0 => changed |= tell(gold, OutcomeKind::Claimed),
            None => {}
        }
        if changed {
            known = learner.resolver();
        }
    }
    hundreds
}

/// For each form of message the solution that was right most often.
fn fixed(rows: &[(&Row, SolutionId)]) -> BTreeMap<String, SolutionId> {
    let mut counts: BTreeMap<String, BTreeMap<&SolutionId, usize>> = BTreeMap::new();
    for (row, gold) in rows {
        *counts.entry(form(&row.text)).or_default().entry(gold).or_default() += 1;
    }
    let most = |counts: BTreeMap<&SolutionId, usize>| {
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(id, _)| id.clone())
    };
    counts.into_iter().filter_map(|(form, counts)| Some((form, most(counts)?))).collect()
}

fn form(text: &str) -> String {
    lower(&template(text))
}
