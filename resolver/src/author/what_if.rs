//! What would have changed an answer: the query is asked again with one thing changed at a time.

use unstuck_protocol::SolutionId;

use super::{Change, circumstances};
use crate::{
    Decision, Query, Resolver, Solution,
    tokens::{Piece, pieces},
};

/// Candidates whose codes and circumstances are tried; beside an answer, only its runner-up's code.
const CANDIDATES: usize = 3;
const ANSWERED: usize = 2;
/// Changes of the same kind that are told.
const ALIKE: usize = 3;
/// Words of a message, from its start, that are left out by turns.
const WORDS: usize = 64;
/// Longest run of words that is left out, where no shorter one changes anything.
const RUN: usize = 3;

/// A change, and what the resolver says then.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// What is changed.
    pub change: Change,
    /// The answer then; none where it is not sure enough.
    pub answer: Option<SolutionId>,
    /// The best candidate then.
    pub first: Option<SolutionId>,
    /// How likely that one is the right one, 0 to 1.
    pub confidence: f32,
}

impl WhatIf {
    fn new(change: Change, decision: &Decision) -> Self {
        let (answer, first) = (decision.answer(), decision.ranked.first());
        let confidence = first.map_or(0.0, |first| first.confidence);
        let id = |candidate: &crate::Candidate| candidate.solution.clone();
        Self { change, answer: answer.map(id), first: first.map(id), confidence }
    }
}

/// The single changes after which the answer is another one, or there is one, or there is none any more: the code, those of
/// the best candidates, words of the message, the title, and the routes and releases that candidates ask for.
///
/// Asks the resolver about a hundred times at most.
///
/// ```
/// use unstuck_resolver::{Query, Resolver, author::{Change, Source, read, what_if}};
/// let page = |id: &str, code: &str| Source { path: format!("{id}.md"), text: format!("---\ntitle: Card {id}\ncodes: [{code}]\n---\nText.\n") };
/// let resolver = Resolver::new(read(&[page("expired", "A"), page("stolen", "B")]).unwrap());
/// let found = what_if(&resolver, &Query { code: Some("A"), message: "The card failed", ..Query::default() });
/// assert!(found.iter().any(|one| one.change == Change::Code("B".into()) && one.answer.as_ref().unwrap().as_str() == "stolen"));
/// ```
#[must_use]
pub fn what_if(resolver: &Resolver, query: &Query<'_>) -> Vec<WhatIf> {
    let now = resolver.rank(query);
    let answer = now.answer().map(|best| &best.solution);
    let ask = |change: Change| {
        let decision = resolver.rank(&change.of(query));
        let found = WhatIf::new(change, &decision);
        (found.answer.as_ref() != answer).then_some(found)
    };
    let mut found: Vec<WhatIf> = Vec::new();
    let told = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    if told(query.code) {
        found.extend(ask(Change::WithoutCode));
    }
    found.extend(codes(resolver, query, &now).into_iter().filter_map(|code| ask(Change::Code(code))));
    found.extend(left_out(query.message, &ask));
    if told(query.title) {
        found.extend(ask(Change::WithoutTitle));
    }
    let anywhere = resolver.rank(&Query { route: None, release: None, ..*query });
    let candidates: Vec<&Solution> = top(resolver, &anywhere).collect();
    let routes = candidates.iter().filter_map(|one| circumstances::route(one.when.route.as_deref()?));
    found.extend(distinct(routes.map(Change::Route), &ask));
    let releases = candidates.iter().filter_map(|one| circumstances::release(one.when.release.as_deref()?));
    found.extend(distinct(releases.map(Change::Release), &ask));
    if query.route.is_some() {
        found.extend(ask(Change::WithoutRoute));
    }
    if query.release.is_some() {
        found.extend(ask(Change::WithoutRelease));
    }
    found
}

fn top<'a>(resolver: &'a Resolver, decision: &'a Decision) -> impl Iterator<Item = &'a Solution> {
    let best = decision.ranked.iter().take(CANDIDATES);
    best.filter_map(|candidate| resolver.catalogue().get(&candidate.solution))
}

/// A code of each of the best candidates, one of its own where it has such; not the query's.
fn codes(resolver: &Resolver, query: &Query<'_>, now: &Decision) -> Vec<String> {
    let asked = query.code.map(|code| code.trim().to_lowercase());
    let mut codes: Vec<String> = Vec::new();
    let most = if now.answer().is_some() { ANSWERED } else { CANDIDATES };
    for solution in top(resolver, now).take(most) {
        let others = || solution.codes.iter().filter(|code| Some(code.trim().to_lowercase()) != asked);
        let own = others().find(|code| resolver.with_code(code).len() == 1);
        codes.extend(own.or_else(|| others().next()).filter(|code| !codes.contains(code)).cloned());
    }
    codes
}

/// Words that the answer hangs on: single ones, else runs of them, else whole clauses.
fn left_out(message: &str, ask: &dyn Fn(Change) -> Option<WhatIf>) -> Vec<WhatIf> {
    let words = words(message);
    let runs = (1..=RUN).map(|length| -> Vec<&str> {
        let ends = words.windows(length).map(|run| (run[0].0, run[length - 1].1));
        ends.map(|(from, to)| &message[from..to]).collect()
    });
    let clauses =
        message.split(['.', '!', '?', ';', ':', '\n', '。', '！', '？', '；', '：', '，']).map(str::trim);
    let clauses: Vec<&str> = clauses.filter(|clause| !clause.is_empty()).take(WORDS).collect();
    for mut parts in runs.chain([clauses]) {
        parts.sort_unstable();
        parts.dedup();
        let without =
            |words: &str| Change::Without { words: words.to_owned(), message: message.replace(words, " ") };
        let mut found: Vec<WhatIf> = parts
            .iter()
            .filter(|words| **words != message.trim())
            .filter_map(|words| ask(without(words)))
            .collect();
        if !found.is_empty() {
            // Another answer tells more than none; of those that lead to one the surest, of the others the least sure.
            let order = |one: &WhatIf| if one.answer.is_some() { -one.confidence } else { one.confidence };
            found.sort_by(|a, b| {
                (a.answer.is_none(), order(a))
                    .partial_cmp(&(b.answer.is_none(), order(b)))
                    .unwrap_or(core::cmp::Ordering::Equal)
            });
            found.truncate(ALIKE);
            return found;
        }
    }
    Vec::new()
}

/// Where the words of a message stand; of a script without spaces, its pairs of characters.
fn words(message: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut before: Option<usize> = None;
    let mut from = 0;
    pieces(message, &mut |piece| {
        let mut buffer = [0; 4];
        let (text, ideograph) = match piece {
            Piece::Word(word) => (word, false),
            Piece::Ideograph(c) => (&*c.encode_utf8(&mut buffer), true),
        };
        // The pieces come in the message's order, so each is found behind the last.
        let Some(at) = message[from..].find(text).map(|at| at + from) else { return };
        from = at + text.len();
        if !ideograph {
            found.push((at, from));
        } else if let Some(start) = before.filter(|start| at - start <= 4) {
            found.push((start, from));
        }
        before = ideograph.then_some(at);
    });
    found.truncate(WORDS);
    found
}

fn distinct(changes: impl Iterator<Item = Change>, ask: &dyn Fn(Change) -> Option<WhatIf>) -> Vec<WhatIf> {
    let mut tried: Vec<Change> = Vec::new();
    for change in changes {
        if !tried.contains(&change) {
            tried.push(change);
        }
    }
    tried.into_iter().filter_map(ask).collect()
}
