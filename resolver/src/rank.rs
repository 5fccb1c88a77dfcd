//! All evidence for a query, weighed.

use std::collections::BTreeMap;

use unstuck_protocol::{Evidence, Missing, Reason};

use crate::{
    Candidate, Decision, Query, Resolver, decide,
    index::{Hit, Terms},
    templates::Form,
    when::Fit,
};

/// Text scores below this resemble by chance.
const FAINT: f32 = 0.2;
/// Candidates whose confidence is within this share of the best one's are about as good.
const CLOSE: f32 = 0.6;
/// How much words count for a solution that names codes, when the error has one that no solution names.
const OTHER_CODE: f32 = 0.8;

/// What speaks for one solution.
#[derive(Default)]
struct Case {
    code: bool,
    form: Option<Form>,
    text: f32,
    context: Option<String>,
}

pub(crate) fn rank(resolver: &Resolver, query: &Query<'_>) -> Decision {
    let code = query.code.map(str::trim).filter(|code| !code.is_empty());
    let named = code.map_or(&[][..], |code| resolver.with_code(code));
    // The words of a code that nobody knows may still tell something: CARD_EXPIRED.
    let strange = code.filter(|_| named.is_empty()).unwrap_or_default();
    let texts = resolver.texts();
    let terms =
        texts.index.terms(&[(query.message, 1.0), (query.title.unwrap_or_default(), 0.6), (strange, 0.5)]);

    let mut cases: BTreeMap<u32, Case> = BTreeMap::new();
    for Hit { solution, score } in texts.index.search(&terms) {
        cases.entry(solution).or_default().text = score;
    }
    for form in texts.templates.search(query.message) {
        let at = form.solution;
        cases.entry(at).or_default().form = Some(form);
    }
    for &at in named {
        cases.entry(at).or_default().code = true;
    }
    cases.retain(|&at, case| match resolver.holds(at).judge(query) {
        Fit::No => false,
        Fit::Silent => true,
        Fit::Yes(fits) => {
            case.context = Some(fits);
            true
        }
    });
    let ranked = weigh(resolver, &cases, &terms, code, !strange.is_empty());
    let missing = missing(&ranked, &cases, !named.is_empty());
    Decision { ranked, threshold: decide::THRESHOLD, missing }
}

/// Turns the cases into candidates, best first; the catalogue's order decides between equals.
fn weigh(
    resolver: &Resolver,
    cases: &BTreeMap<u32, Case>,
    terms: &Terms,
    code: Option<&str>,
    strange: bool,
) -> Vec<Candidate> {
    let mut order: Vec<(u32, f32)> = cases.iter().map(|(at, case)| (*at, points(case))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate(decide::RANKED);

    // The two best scores of the text, to tell each one's lead over the best other.
    let mut best = [0.0_f32; 2];
    for case in cases.values() {
        if case.text > best[0] {
            best = [case.text, best[0]];
        } else if case.text > best[1] {
            best[1] = case.text;
        }
    }
    let lead = |text: f32| {
        let other = if text >= best[0] { best[1] } else { best[0] };
        text - other
    };
    let coded: f32 =
        cases.values().filter(|case| case.code).map(|case| 0.1 + points(case) - CODE_POINTS).sum();
    let formed: f32 = cases.values().filter_map(|case| case.form.as_ref()).map(|form| form.sure).sum();

    order
        .into_iter()
        .map(|(at, score)| {
            let case = &cases[&at];
            let solution = &resolver.catalogue().solutions()[at as usize];
            let mut words = decide::by_text(case.text, lead(case.text));
            if strange && !solution.codes.is_empty() {
                words *= OTHER_CODE;
            }
            let form = case.form.as_ref().map_or(0.0, |form| form.sure);
            // What others' forms and codes are sure of is not left for this one.
            let rest = 1.0 - (formed - form).clamp(0.0, 1.0);
            let mut confidence = decide::either(form, words * rest);
            let share = if case.code { decide::CODE * (0.1 + score - CODE_POINTS) / coded } else { 0.0 };
            if coded > 0.0 {
                confidence = if case.code {
                    either_of_coded(share, confidence)
                } else {
                    confidence * (1.0 - decide::CODE)
                };
            }
            let confidence = confidence.clamp(0.0, 1.0);
            Candidate {
                solution: solution.id.clone(),
                score,
                confidence,
                reasons: reasons(resolver, at, case, terms, code),
            }
        })
        .collect()
}

/// The points of a code, above all that a form and a text can reach together.
const CODE_POINTS: f32 = 8.0;

/// What the ranking is by: code before form before text; circumstances that fit decide between equals.
fn points(case: &Case) -> f32 {
    let code = if case.code { CODE_POINTS } else { 0.0 };
    let form = case.form.as_ref().map_or(0.0, |form| 2.0 * form.sure);
    let context = if case.context.is_some() { 0.05 } else { 0.0 };
    code + form + case.text.min(3.0) + context
}

/// A code that several solutions share leaves the choice among them to the other evidence.
fn either_of_coded(share: f32, other: f32) -> f32 {
    share.max(decide::CODE * share.max(other))
}

fn reasons(resolver: &Resolver, at: u32, case: &Case, terms: &Terms, code: Option<&str>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut reason = |evidence, weight| reasons.push(Reason { evidence, weight });
    if let (true, Some(code)) = (case.code, code) {
        reason(Evidence::Code { code: code.to_owned() }, CODE_POINTS);
    }
    if let Some(form) = &case.form {
        reason(Evidence::Template { template: form.template.clone() }, 2.0 * form.sure);
    }
    if case.text > 0.0 {
        let terms = resolver.texts().index.words(terms, at);
        if !terms.is_empty() {
            reason(Evidence::Text { terms }, case.text);
        }
    }
    if let Some(fits) = &case.context {
        reason(Evidence::Context { fits: fits.clone() }, 0.05);
    }
    let all: f32 = reasons.iter().map(|reason| reason.weight).sum();
    reasons.iter_mut().for_each(|reason| reason.weight /= all.max(f32::MIN_POSITIVE));
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    reasons
}

/// What an answer would have needed; empty where there is one.
fn missing(ranked: &[Candidate], cases: &BTreeMap<u32, Case>, code_known: bool) -> Vec<Missing> {
    let best = ranked.first().map_or(0.0, |best| best.confidence);
    if best >= decide::THRESHOLD {
        return Vec::new();
    }
    let mut missing = Vec::new();
    if !code_known {
        missing.push(Missing::Code);
    }
    let close = ranked.get(1).is_some_and(|second| second.confidence >= best * CLOSE);
    let resembles = cases.values().any(|case| case.text >= FAINT || case.form.is_some());
    if resembles && close {
        missing.push(Missing::Distinction);
    } else {
        missing.push(Missing::Text);
    }
    missing
}
