//! A decision as its author reads it, or as one object.

use std::fmt::Write as _;

use serde_json::{Value, json};
use unstuck_protocol::{EvidenceKind, Missing, Reason, SolutionId};
use unstuck_resolver::{Candidate, Decision, Query, Resolver, author::WhatIf};

/// Candidates shown.
const SHOWN: usize = 5;
/// Likelihood below which another candidate is not worth a line.
const FAINT: f32 = 0.005;

/// Everything to tell about a query.
pub(super) struct Told<'a> {
    pub(super) resolver: Resolver,
    pub(super) query: Query<'a>,
    pub(super) decision: Decision,
    pub(super) changes: Vec<WhatIf>,
}

impl Told<'_> {
    /// For a person at a terminal.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        let Decision { ranked, threshold, missing } = &self.decision;
        let mut rest = ranked.iter().take(SHOWN);
        let _ = match (self.decision.answer(), ranked.first()) {
            (Some(best), _) => {
                rest.next();
                let surplus = best.confidence - threshold;
                writeln!(
                    out,
                    "answer: {}\n  {:.3} likely, {surplus:.3} above the threshold of {threshold}",
                    self.named(&best.solution),
                    best.confidence
                )
                .and_then(|()| because(&mut out, best, "  "))
            }
            (None, Some(best)) => {
                let lack = threshold - best.confidence;
                writeln!(
                    out,
                    "no answer: the best is {:.3} likely, {lack:.3} below the threshold of {threshold}",
                    best.confidence
                )
                .and_then(|()| {
                    missing.iter().try_for_each(|one| writeln!(out, "  missing: {}", self.lack(*one)))
                })
            }
            (None, None) => writeln!(out, "no answer: no solution has anything to say to this"),
        };
        let rest: Vec<&Candidate> =
            rest.filter(|one| self.decision.answer().is_none() || one.confidence >= FAINT).collect();
        if !rest.is_empty() {
            let _ =
                writeln!(out, "\n{}:", if self.decision.answer().is_some() { "others" } else { "nearest" });
        }
        for one in rest {
            let _ = writeln!(out, "  {:.3}  {}", one.confidence, self.named(&one.solution))
                .and_then(|()| because(&mut out, one, "         "));
        }
        let _ = writeln!(out, "\nwhat would change it:");
        if self.changes.is_empty() {
            let _ = writeln!(out, "  no single code, word, route or release");
        }
        for change in &self.changes {
            let _ = writeln!(out, "  {} → {}", change.change, self.outcome(change));
        }
        out.trim_end().to_owned()
    }

    /// For a program.
    pub(super) fn object(&self) -> Value {
        let ranked = self.decision.ranked.iter().take(SHOWN).map(|one| {
            let reasons = one.reasons.iter().map(
                |reason| json!({ "by": reason.by, "says": reason.says, "weight": short(reason.weight) }),
            );
            json!({
                "solution": one.solution, "title": self.title(&one.solution), "score": short(one.score),
                "confidence": short(one.confidence), "reasons": reasons.collect::<Vec<_>>(),
            })
        });
        let changes = self.changes.iter().map(|one| {
            let (change, value) = one.change.parts();
            json!({ "change": change, "value": value, "answer": one.answer, "first": one.first, "confidence": short(one.confidence) })
        });
        json!({
            "answer": self.decision.answer().map(|best| &best.solution), "threshold": short(self.decision.threshold),
            "missing": self.decision.missing, "ranked": ranked.collect::<Vec<_>>(), "what_if": changes.collect::<Vec<_>>(),
        })
    }

    fn title(&self, id: &SolutionId) -> String {
        let solution = self.resolver.catalogue().get(id);
        solution.map(|solution| solution.article(self.query.locales).title).unwrap_or_default()
    }

    fn named(&self, id: &SolutionId) -> String {
        format!("{id}  {}", self.title(id))
    }

    fn outcome(&self, change: &WhatIf) -> String {
        match (&change.answer, &change.first) {
            (Some(answer), _) => format!("{answer} ({:.3})", change.confidence),
            (None, Some(first)) => format!("no answer, {first} would be nearest ({:.3})", change.confidence),
            (None, None) => "no answer".into(),
        }
    }

    fn lack(&self, missing: Missing) -> String {
        match missing {
            Missing::Code => match self.query.code {
                Some(code) => format!("a code that a solution names; none names {code}"),
                None => "a code".into(),
            },
            Missing::Text => "a message or words that a solution has".into(),
            Missing::Distinction => "what tells the first two apart".into(),
            Missing::Service | Missing::Unknown => "more".into(),
        }
    }
}

/// The evidence, a line each, strongest first.
fn because(out: &mut String, candidate: &Candidate, margin: &str) -> std::fmt::Result {
    candidate.reasons.iter().try_for_each(|reason| writeln!(out, "{margin}because {}", said(reason)))
}

fn said(reason: &Reason) -> String {
    let says = reason.says.join(", ");
    match reason.by {
        EvidenceKind::Code => format!("it names the code {says}"),
        EvidenceKind::Template => format!("one of its messages is “{says}”"),
        EvidenceKind::Text => format!("its text says {says}"),
        EvidenceKind::History if says == "1" => {
            "it helped once before, and this resembles what people said then".into()
        }
        EvidenceKind::History => {
            format!("it helped {says} times before, and this resembles what people said then")
        }
        EvidenceKind::Context => format!("it asks for {says}"),
        EvidenceKind::Meaning => format!("it means about the same as its own “{says}”"),
        EvidenceKind::Scene => format!("those it helped were there too: {says}"),
        EvidenceKind::Unknown => says,
    }
}

/// Four digits behind the point: more would only look exact.
fn short(number: f32) -> f64 {
    (f64::from(number) * 10_000.0).round() / 10_000.0
}
