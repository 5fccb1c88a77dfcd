//! Solutions by the words of their texts.
//!
//! Two views of the same terms: a solution as one text with weighted fields (BM25F over title, questions, messages and
//! body, in all languages at once), and each short text of it (title, message, question, line) as an example that a query
//! may resemble as a whole (cosine of TF-IDF over words and pairs of words). Long pages are found by the first, what
//! people asked before by the second.

mod build;

use crate::{names::Names, tokens, top};

/// Share of the score that the whole text has; the rest is the examples'.
const WHOLE: f32 = 0.5;
/// Most words that are named as a reason.
const WORDS: usize = 5;

/// A term's postings: where it stands, and how much it counts there.
type Postings = Vec<(u32, f32)>;

/// The searchable form of a catalogue with what was learned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    terms: Names,
    /// Weight of each term among solutions; the last one is for terms that stand nowhere.
    idf: Vec<f32>,
    whole: Vec<Postings>,
    example_idf: Vec<f32>,
    examples: Vec<Postings>,
    /// The solution of each example.
    owner: Vec<u32>,
    solutions: usize,
}

/// A query's terms, once each.
#[derive(Default)]
pub(crate) struct Terms {
    /// Those that stand in some text, with their weight.
    known: Vec<(u32, f32)>,
    /// How the query wrote each of them.
    written: Vec<String>,
    pairs: Vec<(u32, f32)>,
    /// What all terms would count, unknown ones too.
    mass: f32,
}

impl Index {
    /// The terms of a query's `(text, weight)` parts, heaviest first: a term counts as its first part weighs it.
    pub(crate) fn terms(&self, parts: &[(&str, f32)]) -> Terms {
        let mut out = Terms::default();
        let mut unknown = Names::default();
        let rarest = self.idf.last().copied().unwrap_or_default();
        for &(text, weight) in parts {
            let mut pair = Pair::default();
            tokens::terms(text, &mut |term, written| {
                if let Some(id) = self.terms.get(term) {
                    if once(&mut out.known, id, weight) {
                        out.written.push(written.to_owned());
                        out.mass += weight * self.idf[id as usize];
                    }
                } else if !tokens::is_number(term) && unknown.get(term).is_none() {
                    unknown.add(term);
                    out.mass += weight * rarest;
                }
                if let Some(id) = pair.with(term).and_then(|pair| self.terms.get(pair)) {
                    once(&mut out.pairs, id, weight);
                }
            });
        }
        out
    }

    /// How well each solution's texts fit, in the catalogue's order: 0 to about 1.
    pub(crate) fn search(&self, query: &Terms) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.solutions];
        let mass = query.mass.max(f32::MIN_POSITIVE);
        for &(term, weight) in &query.known {
            add(&mut scores, &self.whole[term as usize], WHOLE * weight / mass);
        }
        for (score, near) in scores.iter_mut().zip(self.near(query)) {
            *score += (1.0 - WHOLE) * near;
        }
        scores
    }

    /// The score that [`Self::search`] gives this one solution, without looking at the others.
    #[cfg(feature = "author")]
    pub(crate) fn score(&self, query: &Terms, solution: u32) -> f32 {
        let mass = query.mass.max(f32::MIN_POSITIVE);
        let mut whole = 0.0;
        for &(term, weight) in &query.known {
            let postings = &self.whole[term as usize];
            if let Ok(at) = postings.binary_search_by_key(&solution, |(solution, _)| *solution) {
                whole += WHOLE * weight / mass * postings[at].1;
            }
        }
        // Examples stand in the order of their solutions.
        let first = self.owner.partition_point(|owner| *owner < solution) as u32;
        let last = self.owner.partition_point(|owner| *owner <= solution) as u32;
        let mut cosine = vec![0.0_f32; (last - first) as usize];
        let (norm, understood) = self.norm(query);
        for &(term, weight) in query.known.iter().chain(&query.pairs) {
            let postings = &self.examples[term as usize];
            let from = postings.partition_point(|(example, _)| *example < first);
            let weight = weight * self.example_idf[term as usize] / norm;
            for &(example, share) in postings[from..].iter().take_while(|(example, _)| *example < last) {
                cosine[(example - first) as usize] += weight * share;
            }
        }
        let sum: f32 = cosine.into_iter().map(|cosine| square(square(cosine))).sum();
        whole + (1.0 - WHOLE) * (sum.sqrt().sqrt() * understood)
    }

    /// The query's length among the examples, and how much of it is known.
    fn norm(&self, query: &Terms) -> (f32, f32) {
        let weigh = |&(term, weight): &(u32, f32)| weight * self.example_idf[term as usize];
        // Unknown words lengthen the query, so that half-understood texts stay less near.
        let known: f32 = query.known.iter().map(|(term, weight)| weight * self.idf[*term as usize]).sum();
        let understood = (known / query.mass.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        let both = query.known.iter().chain(&query.pairs);
        let norm = both.map(|term| square(weigh(term))).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        (norm, understood)
    }

    /// How near each solution's examples are, 0 to about 1.
    fn near(&self, query: &Terms) -> Vec<f32> {
        let mut cosine = vec![0.0_f32; self.owner.len()];
        let weigh = |&(term, weight): &(u32, f32)| weight * self.example_idf[term as usize];
        let both = || query.known.iter().chain(&query.pairs);
        let (norm, understood) = self.norm(query);
        for term in both() {
            add(&mut cosine, &self.examples[term.0 as usize], weigh(term) / norm);
        }
        // The fourth power in the mean of a solution's examples: its nearest one outweighs many near ones.
        let mut near = vec![0.0_f32; self.solutions];
        for (cosine, owner) in cosine.into_iter().zip(&self.owner) {
            near[*owner as usize] += square(square(cosine));
        }
        near.iter_mut().for_each(|sum| *sum = sum.sqrt().sqrt() * understood);
        near
    }

    /// The words, as the query wrote them, that count most for a solution; best first.
    pub(crate) fn words(&self, query: &Terms, solution: u32) -> Vec<String> {
        let mut best = Vec::new();
        for (at, (term, weight)) in query.known.iter().enumerate() {
            let postings = &self.whole[*term as usize];
            if let Ok(found) = postings.binary_search_by_key(&solution, |(solution, _)| *solution) {
                top::keep(&mut best, WORDS, at as u32, weight * postings[found].1);
            }
        }
        best.into_iter().map(|(at, _)| query.written[at as usize].clone()).collect()
    }
}

/// Adds each posting's share of a term's weight to what it stands in.
fn add(sums: &mut [f32], postings: &[(u32, f32)], weight: f32) {
    for &(at, share) in postings {
        sums[at as usize] += weight * share;
    }
}

/// Adds a term that is not among them yet; whether it was new.
fn once(terms: &mut Postings, id: u32, weight: f32) -> bool {
    let new = terms.iter().all(|(known, _)| *known != id);
    if new {
        terms.push((id, weight));
    }
    new
}

fn square(x: f32) -> f32 {
    x * x
}

/// Words in pairs with the one before; ideographs bring their own.
#[derive(Default)]
struct Pair {
    /// The word before; empty where there is none.
    before: String,
    both: String,
}

impl Pair {
    /// The pair that a word makes with the one before it.
    fn with(&mut self, term: &str) -> Option<&str> {
        if !term.is_ascii() {
            self.before.clear();
            return None;
        }
        std::mem::swap(&mut self.before, &mut self.both);
        self.before.clear();
        self.before.push_str(term);
        if self.both.is_empty() {
            return None;
        }
        self.both.push(' ');
        self.both.push_str(term);
        Some(&self.both)
    }
}
