//! What fits a question: named by it and said, likely and asked about, or nothing.

use unstuck_protocol::{EvidenceKind, SolutionId, limits};

use super::{Dialogue, understand::plain};
use crate::{Candidate, Query};

/// What all candidates have to be worth together before some are asked about.
const WORTH_ASKING: f32 = 0.1;
/// A candidate that is less likely than this is not offered.
const FAINT: f32 = 0.01;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// One that the question names: a solution or a flow.
    Sure(SolutionId),
    /// A few that may be it, the likeliest first, and what all candidates are worth together.
    Unsure(Vec<SolutionId>, f32),
    /// Nothing.
    Nothing,
}

impl Dialogue<'_> {
    /// Looks for what fits a question, beside what the person did not mean.
    pub(super) fn search(&self, asked: &str, rejected: &[SolutionId]) -> Found {
        let query = self.query(asked, !rejected.is_empty());
        let threshold = self.resolver.catalogue().threshold();
        let mut ranked = self.resolver.rank(&query).ranked;
        for flow in self.flows_for(&query) {
            let place =
                ranked.iter().position(|other| other.confidence < flow.confidence).unwrap_or(ranked.len());
            ranked.insert(place, flow);
        }
        let best = ranked.first().filter(|best| best.confidence >= threshold && self.names(&query, best));
        if let Some(best) = best.filter(|best| !rejected.contains(&best.solution)) {
            return Found::Sure(best.solution.clone());
        }
        // Told that these are not it, all others are likelier by as much.
        let out = |id: &SolutionId| rejected.contains(id);
        let gone: f32 = ranked.iter().filter(|one| out(&one.solution)).map(|one| one.confidence).sum();
        let left = (1.0 - gone).max(FAINT);
        let rest = ranked.into_iter().filter(|one| !out(&one.solution));
        let rest: Vec<(SolutionId, f32)> =
            rest.map(|one| (one.solution, (one.confidence / left).min(1.0))).collect();
        let worth: f32 = rest.iter().map(|(_, likely)| likely).sum();
        let offered = rest.into_iter().filter(|(_, likely)| *likely >= FAINT).take(limits::CHIPS);
        let offered: Vec<SolutionId> = offered.map(|(id, _)| id).collect();
        if worth < WORTH_ASKING || offered.is_empty() {
            return Found::Nothing;
        }
        Found::Unsure(offered, worth)
    }

    /// Whether the question names a candidate by what stands in it: its code, the form of one of its messages, or a title or
    /// question of its own. However likely another one is, somebody who asks what nobody wrote about would be told it as
    /// well; to be asked costs them a turn, to be told wrongly costs their trust.
    fn names(&self, query: &Query<'_>, candidate: &Candidate) -> bool {
        if candidate.reasons.first().is_some_and(|reason| reason.by == EvidenceKind::Code) {
            return true;
        }
        let asked = plain(query.message);
        let same = |text: &String| plain(text) == asked;
        if let Some(flow) = self.flows.named(&candidate.solution) {
            return flow.questions.iter().any(same) || flow.texts.iter().any(|text| same(&text.title));
        }
        let solution = self.resolver.catalogue().get(&candidate.solution);
        solution.is_some_and(|solution| {
            solution.questions.iter().any(same)
                || solution.messages.iter().any(same)
                || solution.texts.iter().any(|text| same(&text.title))
        })
    }

    /// What is asked, with what is known of the moment. Of the error itself the code is left out where what it names was
    /// not meant.
    pub(super) fn query<'q>(&'q self, asked: &'q str, corrected: bool) -> Query<'q> {
        let context = self.context();
        let mut query = Query {
            message: asked,
            route: context.and_then(|context| context.route.as_deref()),
            release: context.and_then(|context| context.release.as_deref()),
            locales: self.locales(),
            scene: &self.scene,
            ..Query::default()
        };
        if let Some(report) = self.report.filter(|_| asked.is_empty()) {
            query.message = &report.problem.message;
            query.title = report.problem.title.as_deref();
            query.code = report.problem.code.as_deref().filter(|_| !corrected);
        }
        query
    }

    /// Flows that fit the question, as likely as they are among solutions and flows together.
    fn flows_for(&self, query: &Query<'_>) -> Vec<Candidate> {
        let ranked = self.flows.rank(query).map(|decision| decision.ranked).unwrap_or_default();
        ranked.into_iter().filter(|one| self.flows.named(&one.solution).is_some()).collect()
    }
}
