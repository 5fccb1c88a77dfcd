//! Whether a flow holds together: every way leads somewhere, every step is come to, and every walk may end.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Draft, body::is_name};
use crate::{
    Catalogue,
    dialogue::{Step, Target, Then},
};

/// Checks the steps of a draft that could be read.
pub(super) fn check(draft: &Draft<'_>, steps: &[Step], catalogue: &Catalogue, found: &mut Vec<Diagnostic>) {
    names(draft, found);
    ways(draft, catalogue, found);
    if steps.len() < draft.steps.len() {
        // The drawing has holes: what is not come to, or never ends, may only seem so.
        return;
    }
    let places: BTreeMap<&str, usize> =
        steps.iter().enumerate().map(|(at, step)| (step.name.as_str(), at)).collect();
    let next = |at: usize| {
        let to = steps[at].targets().filter_map(|to| match to {
            Target::Step(name) => places.get(name.as_str()).copied(),
            _ => None,
        });
        to.collect::<Vec<usize>>()
    };
    let mut wrong = |at: usize, code, message: &str, help| {
        let message = format!("the step `{}` {message}", steps[at].name);
        found.push(draft.wrong(draft.steps[at].line, code, message, help));
    };
    let mut met = BTreeSet::new();
    let mut open: Vec<usize> = (0..steps.len().min(1)).collect();
    while let Some(at) = open.pop() {
        if met.insert(at) {
            open.extend(next(at));
        }
    }
    for at in (0..steps.len()).filter(|at| !met.contains(at)) {
        wrong(at, "UNSTUCK-S025", "is never come to", "let another step lead to it, or remove it");
    }
    for at in unending(steps, &next) {
        wrong(
            at,
            "UNSTUCK-S027",
            "never ends",
            "let a way out of the circle lead to a solution, a person or `unknown`",
        );
    }
    for at in unasking(steps, &next) {
        wrong(
            at,
            "UNSTUCK-S027",
            "comes back to itself without asking",
            "ask somebody on the way, or lead elsewhere",
        );
    }
}

/// Names of steps: each an id, and once.
fn names(draft: &Draft<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for raw in &draft.steps {
        if !is_name(&raw.name) {
            let message = format!("`{}` is no name of a step", raw.name);
            let help = "take letters, digits and `-`; `person` and `unknown` are ends";
            found.push(draft.wrong(raw.line, "UNSTUCK-S021", message, help));
        } else if !seen.insert(&raw.name) {
            let message = format!("there is a step `{}` already", raw.name);
            found.push(draft.wrong(raw.line, "UNSTUCK-S021", message, "give it another name"));
        }
    }
}

/// Ways: to steps and solutions that are there, and of facts each one once.
fn ways(draft: &Draft<'_>, catalogue: &Catalogue, found: &mut Vec<Diagnostic>) {
    for raw in &draft.steps {
        let mut seen = Vec::new();
        for way in &raw.ways {
            match &way.to {
                Target::Step(name) if draft.steps.iter().all(|step| step.name != *name) => {
                    let message = format!("there is no step `{name}`");
                    let names: Vec<&str> = draft.steps.iter().map(|step| step.name.as_str()).collect();
                    let help = format!(
                        "the steps are {}; the ends are `solution: …`, `person` and `unknown`",
                        names.join(", ")
                    );
                    found.push(draft.wrong(way.line, "UNSTUCK-S022", message, &help));
                }
                Target::Solution(id) if catalogue.get(id).is_none() => {
                    let message = format!("there is no solution `{id}`");
                    found.push(draft.wrong(
                        way.line,
                        "UNSTUCK-S023",
                        message,
                        "write it, or name another one",
                    ));
                }
                _ => {}
            }
            if let super::body::By::Fact(fact) = &way.by {
                if seen.contains(&fact) {
                    let message = format!("`if {fact}` stands twice in the step `{}`", raw.name);
                    found.push(draft.wrong(
                        way.line,
                        "UNSTUCK-S025",
                        message,
                        "nothing goes the second way: remove it",
                    ));
                }
                seen.push(fact);
            }
        }
    }
}

/// Steps from which no end is in reach.
fn unending(steps: &[Step], next: &dyn Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let ends = |step: &Step| step.targets().any(|to| !matches!(to, Target::Step(_)));
    let mut good: BTreeSet<usize> = (0..steps.len()).filter(|at| ends(&steps[*at])).collect();
    loop {
        let more: Vec<usize> = (0..steps.len())
            .filter(|at| !good.contains(at) && next(*at).iter().any(|to| good.contains(to)))
            .collect();
        if more.is_empty() {
            return (0..steps.len()).filter(|at| !good.contains(at)).collect();
        }
        good.extend(more);
    }
}

/// Steps that come back to themselves by steps which never ask.
fn unasking(steps: &[Step], next: &dyn Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let silent = |at: &usize| matches!(steps[*at].then, Then::Branch(..) | Then::Go(_));
    let comes_back = |from: usize| {
        let mut met = BTreeSet::new();
        let mut open = next(from);
        while let Some(at) = open.pop() {
            if at == from {
                return true;
            }
            if silent(&at) && met.insert(at) {
                open.extend(next(at));
            }
        }
        false
    };
    (0..steps.len()).filter(silent).filter(|at| comes_back(*at)).collect()
}
