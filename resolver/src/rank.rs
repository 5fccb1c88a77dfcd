//! All evidence for a query, weighed.

use unstuck_protocol::{EvidenceKind, Missing, Reason};

use crate::{
    Candidate, Decision, Query, Resolver, decide,
    index::Terms,
    templates::Form,
    top,
    when::{Circumstances, Fit},
};

/// Text scores below this resemble by chance.
const FAINT: f32 = 0.2;
/// Candidates whose confidence is within this share of the best one's are about as good.
const CLOSE: f32 = 0.6;
/// How much words count for a solution that names codes, when the error has one that no solution names.
const OTHER_CODE: f32 = 0.8;

/// What speaks for one solution.
struct Case<'a> {
    /// Where it stands in the catalogue.
    at: u32,
    code: bool,
    form: Option<&'a Form>,
    text: f32,
    context: bool,
}

/// A query with what was read from it.
struct Asked<'a> {
    resolver: &'a Resolver,
    code: Option<&'a str>,
    /// The code is one that no solution names.
    strange: bool,
    terms: Terms,
    now: Circumstances<'a>,
}

pub(crate) fn rank(resolver: &Resolver, query: &Query<'_>) -> Decision {
    let code = query.code.map(str::trim).filter(|code| !code.is_empty());
    let named = code.map_or(&[][..], |code| resolver.with_code(code));
    // The words of a code that nobody knows may still tell something: CARD_EXPIRED.
    let strange = code.filter(|_| named.is_empty()).unwrap_or_default();
    let texts = resolver.texts();
    let terms =
        texts.index.terms(&[(query.message, 1.0), (query.title.unwrap_or_default(), 0.6), (strange, 0.5)]);
    let asked = Asked { resolver, code, strange: !strange.is_empty(), terms, now: Circumstances::of(query) };

    let forms = texts.templates.search(query.message);
    let mut cases: Vec<Case<'_>> = Vec::new();
    for (at, text) in texts.index.search(&asked.terms).into_iter().enumerate() {
        let at = at as u32;
        let form = forms.iter().find(|form| form.solution == at);
        let code = named.contains(&at);
        if text > 0.0 || form.is_some() || code {
            let fit = resolver.holds(at).judge(&asked.now);
            if fit != Fit::No {
                cases.push(Case { at, code, form, text, context: fit == Fit::Yes });
            }
        }
    }
    let ranked = weigh(&asked, &cases);
    let missing = missing(&ranked, &cases, !named.is_empty());
    Decision { ranked, threshold: decide::THRESHOLD, missing }
}

/// The answer where the code is one solution's own, which settles it: what others' texts say can't change the best
/// candidate, so they are not looked at. The very candidate that [`rank`] puts first.
#[cfg(feature = "author")]
pub(crate) fn by_code(resolver: &Resolver, query: &Query<'_>) -> Option<Decision> {
    let code = query.code.map(str::trim).filter(|code| !code.is_empty())?;
    let &[at] = resolver.with_code(code) else { return None };
    let now = Circumstances::of(query);
    let fit = resolver.holds(at).judge(&now);
    if fit == Fit::No {
        return None;
    }
    let texts = resolver.texts();
    let terms = texts.index.terms(&[(query.message, 1.0), (query.title.unwrap_or_default(), 0.6)]);
    let forms = texts.templates.search(query.message);
    let form = forms.iter().find(|form| form.solution == at);
    let text = texts.index.score(&terms, at);
    let asked = Asked { resolver, code: Some(code), strange: false, terms, now };
    let ranked = weigh(&asked, &[Case { at, code: true, form, text, context: fit == Fit::Yes }]);
    Some(Decision { ranked, threshold: decide::THRESHOLD, missing: Vec::new() })
}

/// Turns the cases into candidates, best first; the catalogue's order decides between equals.
fn weigh(asked: &Asked<'_>, cases: &[Case<'_>]) -> Vec<Candidate> {
    let mut order = Vec::new();
    // The two best scores of the text, to tell each one's lead over the best other.
    let mut best = [0.0_f32; 2];
    let (mut coded, mut formed) = (0.0_f32, 0.0_f32);
    for (place, case) in cases.iter().enumerate() {
        top::keep(&mut order, decide::RANKED, place as u32, points(case));
        if case.text > best[0] {
            best = [case.text, best[0]];
        } else if case.text > best[1] {
            best[1] = case.text;
        }
        if case.code {
            coded += 0.1 + points(case) - CODE_POINTS;
        }
        formed += sure(case);
    }
    let mut ranked = Vec::new();
    for (place, score) in order {
        let case = &cases[place as usize];
        let solution = &asked.resolver.catalogue().solutions()[case.at as usize];
        let other = if case.text >= best[0] { best[1] } else { best[0] };
        let mut words = decide::by_text(case.text, case.text - other);
        if asked.strange && !solution.codes.is_empty() {
            words *= OTHER_CODE;
        }
        // What others' forms and codes are sure of is not left for this one.
        let rest = 1.0 - (formed - sure(case)).clamp(0.0, 1.0);
        let mut confidence = decide::either(sure(case), words * rest);
        if case.code {
            confidence = either_of_coded(decide::CODE * (0.1 + score - CODE_POINTS) / coded, confidence);
        } else if coded > 0.0 {
            confidence *= 1.0 - decide::CODE;
        }
        ranked.push(Candidate {
            solution: solution.id.clone(),
            score,
            confidence: confidence.clamp(0.0, 1.0),
            reasons: reasons(asked, case),
        });
    }
    ranked
}

/// How sure the form of the message makes.
fn sure(case: &Case<'_>) -> f32 {
    case.form.map_or(0.0, |form| form.sure)
}

/// The points of a code, above all that a form and a text can reach together.
const CODE_POINTS: f32 = 8.0;
/// The points of circumstances that fit.
const CONTEXT_POINTS: f32 = 0.05;

/// What the ranking is by: code before form before text; circumstances that fit decide between equals.
fn points(case: &Case<'_>) -> f32 {
    let code = if case.code { CODE_POINTS } else { 0.0 };
    let context = if case.context { CONTEXT_POINTS } else { 0.0 };
    code + 2.0 * sure(case) + case.text.min(3.0) + context
}

/// A code that several solutions share leaves the choice among them to the other evidence.
fn either_of_coded(share: f32, other: f32) -> f32 {
    share.max(decide::CODE * share.max(other))
}

/// What speaks for a case, strongest first.
fn reasons(asked: &Asked<'_>, case: &Case<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut all = 0.0;
    let mut reason = |by, says, weight| {
        let place = reasons.iter().position(|other| other.weight < weight).unwrap_or(reasons.len());
        reasons.insert(place, Reason { by, says, weight });
        all += weight;
    };
    if let (true, Some(code)) = (case.code, asked.code) {
        reason(EvidenceKind::Code, vec![code.to_owned()], CODE_POINTS);
    }
    if let Some(form) = case.form {
        reason(EvidenceKind::Template, vec![form.template.clone()], 2.0 * form.sure);
    }
    if case.text > 0.0 {
        let words = asked.resolver.texts().index.words(&asked.terms, case.at);
        if !words.is_empty() {
            reason(EvidenceKind::Text, words, case.text);
        }
    }
    if case.context {
        let told = asked.resolver.holds(case.at).told(&asked.now);
        reason(EvidenceKind::Context, vec![told], CONTEXT_POINTS);
    }
    reasons.iter_mut().for_each(|reason| reason.weight /= all.max(f32::MIN_POSITIVE));
    reasons
}

/// What an answer would have needed; empty where there is one.
fn missing(ranked: &[Candidate], cases: &[Case<'_>], code_known: bool) -> Vec<Missing> {
    let best = ranked.first().map_or(0.0, |best| best.confidence);
    if best >= decide::THRESHOLD {
        return Vec::new();
    }
    let mut missing = Vec::new();
    if !code_known {
        missing.push(Missing::Code);
    }
    let close = ranked.get(1).is_some_and(|second| second.confidence >= best * CLOSE);
    let resembles = cases.iter().any(|case| case.text >= FAINT || case.form.is_some());
    if resembles && close {
        missing.push(Missing::Distinction);
    } else {
        missing.push(Missing::Text);
    }
    missing
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use crate::author::{self, Source};

    #[test]
    fn a_code_alone_settles_what_all_the_evidence_would() {
        let text = |n: usize| {
            format!(
                "---\nid: s{n}\ntitle: The card is expired in region {}\ncodes: [C{n}]\nmessages: ['card {{number}} is expired', 'region {n} is closed']\nwhen: {{ release: '>=2.0' }}\n---\nThe card was refused.\n\n- Try region {n} again.\n- Ask for a new card.\n",
                n % 3
            )
        };
        let sources: Vec<Source> =
            (0..12).map(|n| Source { path: format!("s{n}.md"), text: text(n) }).collect();
        let resolver = Resolver::new(author::read(&sources).unwrap());
        for n in 0..12 {
            let code = format!("c{n}");
            for message in ["The card 12 is expired in region 2", "region 3 is closed", "", "nothing of it"] {
                for release in [None, Some("2.1"), Some("1.0")] {
                    let query = Query { code: Some(&code), message, release, ..Query::default() };
                    let all = rank(&resolver, &query);
                    match by_code(&resolver, &query) {
                        Some(one) => assert_eq!(one.answer(), all.answer(), "{query:?}"),
                        None => assert_eq!(release, Some("1.0")),
                    }
                }
            }
        }
    }
}
