//! A report answered: an article to show, or why there is none.

use unstuck_protocol::{Abstention, Answer, Report, Resolution, ResolvedBy, Suggestion, limits};

#[cfg(feature = "author")]
use crate::rank;
use crate::{Candidate, Decision, Query, Resolver, code};

impl Resolver {
    /// Answers a report: an article to show, or why there is none and the closest questions. `recorded` is false.
    ///
    /// A problem's type counts as its code where no solution names the code; one that is the address of a code's page in a
    /// help centre counts as that code. Where the error itself finds no answer,
    /// its causes are asked, outermost first.
    #[must_use]
    pub fn resolve(&self, report: &Report, by: ResolvedBy) -> Resolution {
        let decision = self.decide(report);
        let locales = &report.context.locales;
        let title = |candidate: &Candidate| {
            let solution = self.catalogue().get(&candidate.solution);
            solution
                .map_or_else(|| candidate.solution.to_string(), |solution| solution.article(locales).title)
        };
        let answer = decision.answer().and_then(|best| {
            let article = self.catalogue().get(&best.solution)?.article(locales);
            Some(Answer { article, confidence: best.confidence, reasons: best.reasons.clone() })
        });
        // Beside an answer stand those to try where it does not help.
        let others = decision.ranked.iter().skip(usize::from(answer.is_some()));
        let closest = others.take(limits::SUGGESTIONS).map(|candidate| Suggestion {
            solution: candidate.solution.clone(),
            title: title(candidate),
            confidence: candidate.confidence,
        });
        let closest = closest.collect();
        let abstention = answer.is_none().then(|| Abstention {
            missing: decision.missing,
            confidence: decision.ranked.first().map_or(0.0, |best| best.confidence),
            threshold: decision.threshold,
        });
        let revision = Some(self.catalogue().revision().clone());
        Resolution { report: report.id.clone(), revision, by, answer, abstention, closest, recorded: false }
    }

    fn decide(&self, report: &Report) -> Decision {
        let problem = &report.problem;
        let code = problem.code.as_deref().filter(|code| !code.trim().is_empty());
        let named = |kind: &str| !self.with_code(kind).is_empty();
        let kind = problem.kind.as_deref().map(code::of_type).filter(|kind| named(kind));
        let scene = self.scene_of(report);
        let query = Query {
            code: code.filter(|code| kind.is_none() || !self.with_code(code).is_empty()).or(kind),
            message: &problem.message,
            title: problem.title.as_deref(),
            route: report.context.route.as_deref(),
            release: report.context.release.as_deref(),
            locales: &report.context.locales,
            scene: &scene,
        };
        // A shortcut to the very same answer for those who hold thousands of solutions; a page does not carry it.
        #[cfg(feature = "author")]
        let first = rank::by_code(self, &query).unwrap_or_else(|| self.rank(&query));
        #[cfg(not(feature = "author"))]
        let first = self.rank(&query);
        if first.answer().is_some() {
            return first;
        }
        let causes = problem.causes.iter().take(limits::CAUSES).map(|cause| {
            let code = cause.kind.as_deref().map(code::of_type).filter(|kind| named(kind));
            self.rank(&Query { code, message: &cause.message, title: None, ..query })
        });
        causes.into_iter().find(|decision| decision.answer().is_some()).unwrap_or(first)
    }
}
