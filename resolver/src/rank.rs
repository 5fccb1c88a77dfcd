//! All evidence for a query, weighed.

use unstuck_protocol::{EvidenceKind, Missing, Reason, template::template};

use crate::{
    Candidate, Decision, Query, Resolver, code, decide,
    fusion::{self, Doubt, Doubts, Signal, Signals},
    index::{Known, Near, Said, Sums},
    meaning::Meant,
    memory::{Recalled, Scene},
    order::order,
    templates::{self, Form},
    top,
    when::{Circumstances, Fit},
};

/// Text scores below this resemble by chance.
const FAINT: f32 = 0.2;
/// Candidates whose confidence is within this share of the best one's are about as good.
const CLOSE: f32 = 0.6;
/// Candidates that share the confidence: those behind them have next to none.
const CONSIDERED: usize = 16;
/// Solutions that are looked at for each kind of evidence, and places of terms that are gone through to find them.
const LOOKED: usize = 16;
const BUDGET: usize = 1 << 15;
/// People that what a message resembles counts for beside those who were told the same.
const GUESSED: f32 = 2.0;
/// Words from which on a query is no short one.
const SHORT: f32 = 6.0;
/// How much parts of the query count beside the form of its message: the title, what varies in the message, and the
/// words of a code that nobody knows.
const TITLE: f32 = 0.6;
const VARYING: f32 = 0.5;
const STRANGE: f32 = 0.5;

/// What speaks for one solution.
#[derive(Debug)]
pub(crate) struct Case {
    /// Where it stands in the catalogue.
    pub(crate) at: u32,
    pub(crate) code: bool,
    pub(crate) signals: Signals,
    score: f32,
}

/// A query with what was read from it.
pub(crate) struct Asked<'a> {
    resolver: &'a Resolver,
    code: Option<&'a str>,
    code_known: bool,
    said: Said,
    known: Known,
    forms: Vec<Form>,
    recalled: Recalled,
    meant: Meant,
    now: Circumstances<'a>,
    scene: &'a [String],
    pub(crate) doubts: Doubts,
}

pub(crate) fn rank(resolver: &Resolver, query: &Query<'_>) -> Decision {
    let (asked, cases) = gather(resolver, query);
    let ranked = weigh(&asked, &cases);
    let threshold = resolver.catalogue().threshold();
    let missing = missing(&ranked, &cases, asked.code_known, threshold);
    Decision { ranked, threshold, missing }
}

/// The answer where the code is one solution's own, which settles it: what others' texts say can't change the best
/// candidate, so they are not looked at. The very candidate that [`rank`] puts first.
#[cfg(feature = "author")]
pub(crate) fn by_code(resolver: &Resolver, query: &Query<'_>) -> Option<Decision> {
    let code = query.code.map(str::trim).filter(|code| !code.is_empty())?;
    let &[at] = resolver.with_code(code) else { return None };
    let asked = Asked::read(resolver, query, &Scene::default());
    let fit = resolver.holds(at).judge(&asked.now);
    if fit == Fit::No {
        return None;
    }
    let texts = resolver.texts();
    let direction = texts.examples.direction(&asked.said);
    let text = texts.pages.score(&asked.known, 0.0, 0, at);
    let lines = texts.examples.near(&direction, None, 0, at);
    let case = asked.case(at, true, text, lines, fit);
    let threshold = resolver.catalogue().threshold();
    let decision = Decision { ranked: weigh(&asked, &[case]), threshold, missing: Vec::new() };
    decision.answer().is_some().then_some(decision)
}

/// Reads a query and finds the best cases, best first; the catalogue's order decides between equals.
pub(crate) fn gather<'a>(resolver: &'a Resolver, query: &Query<'a>) -> (Asked<'a>, Vec<Case>) {
    gather_in(resolver, query, &resolver.scene(query.scene))
}

/// The same in a scene that is read already.
pub(crate) fn gather_in<'a>(
    resolver: &'a Resolver,
    query: &Query<'a>,
    scene: &Scene,
) -> (Asked<'a>, Vec<Case>) {
    let asked = Asked::read(resolver, query, scene);
    let named = asked.code.map_or(&[][..], |code| resolver.with_code(code));
    let texts = resolver.texts();
    // The rarest terms find who is looked at; all terms then count for those.
    let mut sums = Sums::new(texts.pages.len());
    let first = texts.pages.search(&asked.known, BUDGET, &mut sums);
    let direction = texts.examples.direction(&asked.said);
    let (mut cosines, head) = texts.examples.search(&direction, BUDGET);
    // Those that circumstances rule out take no place from others with the same texts.
    for at in resolver.ruled_out(&asked.now) {
        sums.clear(at..at + 1);
        cosines.clear(texts.examples.of(at));
    }
    let mut looked: Vec<u32> = named.to_vec();
    looked.extend(asked.forms.iter().map(|form| form.solution));
    looked.extend(sums.best(LOOKED));
    looked.extend(cosines.best(LOOKED).map(|example| texts.examples.owner(example)));
    asked.recalled.best(LOOKED, &mut looked);
    asked.meant.best(LOOKED, &mut looked);
    let mut looked: Vec<u64> = looked.into_iter().map(u64::from).collect();
    order(&mut looked);
    looked.dedup();
    let mut found: Vec<Case> = Vec::new();
    let mut best = Vec::new();
    for at in looked.into_iter().map(|at| at as u32) {
        let fit = resolver.holds(at).judge(&asked.now);
        if fit == Fit::No {
            continue;
        }
        let text = texts.pages.score(&asked.known, sums.of(at as usize), first, at);
        let lines = texts.examples.near(&direction, Some(&cosines), head, at);
        let code = named.contains(&at);
        let case = asked.case(at, code, text, lines, fit);
        if code || case.speaks() || asked.recalled.helped(&[at]).is_some() {
            let score = if code { case.score + CODED } else { case.score };
            top::keep(&mut best, CONSIDERED, found.len() as u32, score);
            found.push(case);
        }
    }
    let mut found: Vec<Option<Case>> = found.into_iter().map(Some).collect();
    let cases = best.into_iter().filter_map(|(place, _)| found[place as usize].take()).collect();
    (asked, cases)
}

impl Case {
    /// Whether anything names the solution; circumstances alone name nothing.
    fn speaks(&self) -> bool {
        self.signals[..Signal::Prior as usize].iter().any(|signal| *signal > 0.0)
            || self.signals[Signal::Seen as usize] > 0.0
            || self.signals[Signal::Meaning as usize] > 0.0
    }
}

impl<'a> Asked<'a> {
    fn read(resolver: &'a Resolver, query: &Query<'a>, scene: &Scene) -> Self {
        let told = query.code.map(str::trim).filter(|code| !code.is_empty());
        let known = |code: &str| !resolver.with_code(code).is_empty();
        let code = told.filter(|code| known(code)).or_else(|| code::printed(query.message, &known));
        let named = code.map_or(&[][..], |code| resolver.with_code(code));
        // The words of a code that nobody knows may still tell something: CARD_EXPIRED.
        let strange = told.filter(|_| named.is_empty()).unwrap_or_default();
        let texts = resolver.texts();
        let variants = resolver.catalogue().variants();
        let (message, title) = (variants.fold(query.message), variants.fold(query.title.unwrap_or_default()));
        let template = template(&message);
        let form = templates::bare(&template);
        // What does not vary was read with the template.
        let varying = if message == template { "" } else { &message };
        let said = Said::read(&[(&template, 1.0), (&title, TITLE), (varying, VARYING), (strange, STRANGE)]);
        let known = texts.pages.know(&said);
        let forms = texts.templates.search(&message, form.as_deref());
        // A code of one solution's own settles it without what people met before.
        let recalled = if named.len() == 1 {
            Recalled::default()
        } else {
            resolver.recall(&message, &template, form.as_deref(), &said, scene)
        };
        let meant = if named.len() == 1 { Meant::default() } else { resolver.mean(&title, &message) };
        let now = Circumstances::of(query);
        let mut doubts = doubts(&said, &known, &recalled, !strange.is_empty());
        doubts[Doubt::Meaning as usize] = meant.none();
        Self {
            resolver,
            code,
            code_known: !named.is_empty(),
            said,
            known,
            forms,
            recalled,
            meant,
            now,
            scene: query.scene,
            doubts,
        }
    }

    /// What speaks for a solution.
    fn case(&self, at: u32, code: bool, text: f32, lines: Near, fit: Fit) -> Case {
        let form = self.forms.iter().find(|form| form.solution == at);
        let recalled = &self.recalled;
        let (cases, class) = (recalled.near(at), recalled.class(at));
        let mut signals = Signals::default();
        let mut set = |signal: Signal, value: f32| signals[signal as usize] = value;
        set(Signal::Text, text);
        set(Signal::Lines, lines.all);
        set(Signal::Line, lines.best);
        set(Signal::Form, form.map_or(0.0, |form| form.sure));
        set(Signal::Cases, cases.all);
        set(Signal::Case, cases.best);
        set(Signal::Class, fusion::by_logarithm(class.chance));
        set(Signal::Chance, class.chance);
        set(Signal::Margin, class.margin);
        set(Signal::Prior, recalled.prior(at));
        set(Signal::Seen, recalled.form(at));
        set(Signal::Context, if fit == Fit::Yes { 1.0 } else { 0.0 });
        set(Signal::Meaning, self.meant.near(at));
        set(Signal::Scene, recalled.scene(at));
        Case { at, code, score: self.resolver.fusion().score(&signals), signals }
    }
}

/// Above any score, so that a code comes first.
const CODED: f32 = 1_000.0;

fn doubts(said: &Said, known: &Known, recalled: &Recalled, strange: bool) -> Doubts {
    let mut doubts = Doubts::default();
    let mut set = |doubt: Doubt, value: f32| doubts[doubt as usize] = value;
    set(Doubt::Always, 1.0);
    set(Doubt::Unknown, 1.0 - known.understood);
    let Near { all, best } = recalled.none();
    set(Doubt::Cases, all);
    set(Doubt::Case, best);
    let class = recalled.none_class();
    set(Doubt::Class, fusion::by_logarithm(class.chance));
    set(Doubt::Chance, class.chance);
    set(Doubt::Margin, class.margin);
    set(Doubt::Short, (1.0 - said.words.len() as f32 / SHORT).max(0.0));
    set(Doubt::Strange, if strange { 1.0 } else { 0.0 });
    set(Doubt::Seen, recalled.none_form());
    doubts
}

/// Turns the cases into candidates, best first.
fn weigh(asked: &Asked<'_>, cases: &[Case]) -> Vec<Candidate> {
    let mut shares: Vec<f32> = cases.iter().map(|case| case.score).collect();
    let coded = cases.iter().take_while(|case| case.code).count();
    if coded > 0 {
        // A code leaves the choice to those that name it: the other evidence decides among them alone.
        fusion::softmax(&mut shares[..coded]);
        shares[..coded].iter_mut().for_each(|share| *share *= decide::CODE);
        let rest = &mut shares[coded..];
        if !rest.is_empty() {
            fusion::softmax(rest);
            rest.iter_mut().for_each(|share| *share *= 1.0 - decide::CODE);
        }
    } else {
        shares.push(asked.resolver.fusion().doubt(&asked.doubts));
        fusion::softmax(&mut shares);
    }
    let mut scores: Vec<f32> = cases.iter().map(|case| case.score).collect();
    let places: Vec<u32> = cases.iter().map(|case| case.at).collect();
    // Those whom such a message had before count beside what it resembles, as people beside a guess of so many.
    if let (0, Some(helped)) = (coded, asked.recalled.helped(&places)) {
        let all: f32 = helped.iter().sum();
        for (at, helped) in helped.into_iter().enumerate() {
            let share = (GUESSED * shares[at] + helped) / (GUESSED + all);
            scores[at] += libm::logf(share / shares[at].max(f32::MIN_POSITIVE));
            shares[at] = share;
        }
    }
    // What failed others in such a moment may be the right one and help nobody: what it loses is nobody's. The logarithm of
    // each share adds to the score, so that whom this puts behind another stands there by its score too.
    let mut found: Vec<(&Case, f32, f32)> = Vec::new();
    for ((case, share), score) in cases.iter().zip(shares).zip(scores) {
        let works = asked.recalled.works(case.at);
        let score = score + libm::logf(works) + if case.code { CODED } else { 0.0 };
        let place = found.iter().position(|(_, _, other)| *other < score).unwrap_or(found.len());
        found.insert(place, (case, share * works, score));
    }
    let mut ranked = Vec::new();
    for (case, confidence, score) in found.into_iter().take(decide::RANKED) {
        let solution = &asked.resolver.catalogue().solutions()[case.at as usize];
        ranked.push(Candidate {
            solution: solution.id.clone(),
            score,
            confidence,
            reasons: if ranked.len() < decide::EXPLAINED { reasons(asked, case) } else { Vec::new() },
        });
    }
    ranked
}

/// What speaks for a case, strongest first.
fn reasons(asked: &Asked<'_>, case: &Case) -> Vec<Reason> {
    let weights = &asked.resolver.fusion().signals;
    let part = |signals: &[Signal]| -> f32 {
        signals.iter().map(|signal| weights[*signal as usize] * case.signals[*signal as usize]).sum()
    };
    let mut reasons: Vec<Reason> = Vec::new();
    let mut all = 0.0;
    let mut reason = |by, says: Vec<String>, weight: f32| {
        if weight > 0.0 && !says.is_empty() {
            let place = reasons.iter().position(|other| other.weight < weight).unwrap_or(reasons.len());
            reasons.insert(place, Reason { by, says, weight });
            all += weight;
        }
    };
    if let (true, Some(code)) = (case.code, asked.code) {
        reason(EvidenceKind::Code, vec![code.to_owned()], CODE_WEIGHT);
    }
    if let Some(form) = asked.forms.iter().find(|form| form.solution == case.at) {
        reason(EvidenceKind::Template, vec![form.template.clone()], part(&[Signal::Form]));
    }
    let words = asked.resolver.texts().pages.words(&asked.said, &asked.known, case.at);
    reason(EvidenceKind::Text, words, part(&[Signal::Text, Signal::Lines, Signal::Line]));
    let meaning = part(&[Signal::Meaning]);
    let solution = &asked.resolver.catalogue().solutions()[case.at as usize];
    let meant = asked.meant.text(case.at, solution);
    let cases = asked.resolver.cases_of(case.at);
    if cases > 0 {
        let history = [
            Signal::Cases,
            Signal::Case,
            Signal::Class,
            Signal::Chance,
            Signal::Margin,
            Signal::Prior,
            Signal::Seen,
        ];
        // What people told is nobody's to show, so a case that means the same counts among them.
        let told = if meant.is_none() { meaning } else { 0.0 };
        reason(EvidenceKind::History, vec![cases.to_string()], part(&history) + told);
    }
    reason(EvidenceKind::Meaning, meant.into_iter().collect(), meaning);
    if case.signals[Signal::Context as usize] > 0.0 {
        let told = asked.resolver.holds(case.at).told(&asked.now);
        reason(EvidenceKind::Context, vec![told], part(&[Signal::Context]));
    }
    let lifts = asked.recalled.lifts(asked.scene, case.at);
    reason(EvidenceKind::Scene, lifts, part(&[Signal::Scene]));
    reasons.iter_mut().for_each(|reason| reason.weight /= all.max(f32::MIN_POSITIVE));
    reasons
}

/// What a code counts among the reasons.
const CODE_WEIGHT: f32 = 20.0;

/// What an answer would have needed; empty where there is one.
fn missing(ranked: &[Candidate], cases: &[Case], code_known: bool, threshold: f32) -> Vec<Missing> {
    let best = ranked.first().map_or(0.0, |best| best.confidence);
    if best >= threshold {
        return Vec::new();
    }
    let mut missing = Vec::new();
    if !code_known {
        missing.push(Missing::Code);
    }
    let close = ranked.get(1).is_some_and(|second| second.confidence >= best * CLOSE);
    let telling = [Signal::Text, Signal::Lines, Signal::Cases, Signal::Chance, Signal::Form];
    let resembles =
        cases.iter().any(|case| telling.iter().any(|signal| case.signals[*signal as usize] >= FAINT));
    missing.push(if resembles && close { Missing::Distinction } else { Missing::Text });
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
