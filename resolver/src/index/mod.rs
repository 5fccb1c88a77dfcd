//! Solutions by the words of their texts.
//!
//! Two views of the same terms: a solution as one text with weighted fields ([`Pages`]), and each short text of it as an
//! example that a query may resemble as a whole ([`Examples`]). Long pages are found by the first, short messages and
//! what people asked before by the second.

mod examples;
mod pages;

#[cfg(feature = "learn")]
pub(crate) use examples::Example;
pub(crate) use examples::{Examples, Near, of_solution};
pub(crate) use pages::{Known, Pages};

use crate::{names::Names, tokens};

/// A term's postings: where it stands, and how much it counts there.
pub(crate) type Postings = Vec<(u32, f32)>;

/// What a query says, as terms: once each, in order, with the weight of the part that says it first.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) words: Vec<Term>,
    /// Words in pairs with the one before.
    pub(crate) pairs: Vec<Term>,
}

/// A term of a query.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) text: String,
    /// How the query wrote it.
    pub(crate) written: String,
    pub(crate) weight: f32,
}

impl Said {
    /// Reads a query's `(text, weight)` parts, heaviest first.
    pub(crate) fn read(parts: &[(&str, f32)]) -> Self {
        let mut said = Self::default();
        let mut seen = Names::default();
        for &(text, weight) in parts {
            read(text, &mut |term, written, pair| {
                if seen.get(term).is_none() {
                    seen.add(term);
                    let list = if pair { &mut said.pairs } else { &mut said.words };
                    let weight = if single(term) { weight * SINGLE } else { weight };
                    list.push(Term { text: term.to_owned(), written: written.to_owned(), weight });
                }
            });
        }
        said
    }
}

/// How much an ideograph by itself counts: its pairs tell more.
const SINGLE: f32 = 0.2;

fn single(term: &str) -> bool {
    !term.is_ascii() && term.chars().nth(1).is_none()
}

/// Calls `take` with each term, how it was written, and whether it is a pair of words. Ideographs bring pairs of their own.
fn read(text: &str, take: &mut dyn FnMut(&str, &str, bool)) {
    let (mut before, mut pair) = (String::new(), String::new());
    tokens::terms(text, &mut |term, written| {
        take(term, written, false);
        if !term.is_ascii() {
            before.clear();
            return;
        }
        if !before.is_empty() {
            pair.clear();
            pair.push_str(&before);
            pair.push(' ');
            pair.push_str(term);
            take(&pair, "", true);
        }
        before.clear();
        before.push_str(term);
    });
}

/// Counts a term once more; the terms stay in the order of their numbers.
fn count(counts: &mut Postings, term: u32) {
    match counts.binary_search_by_key(&term, |(term, _)| *term) {
        Ok(at) => counts[at].1 += 1.0,
        Err(at) => counts.insert(at, (term, 1.0)),
    }
}

/// BM25's inverse document frequency, never below zero.
fn rarity(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
}
