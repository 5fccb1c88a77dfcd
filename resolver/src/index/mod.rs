//! Solutions by the words of their texts.
//!
//! Two views of the same terms: a solution as one text with weighted fields ([`Pages`]), and each short text of it as an
//! example that a query may resemble as a whole ([`Examples`]). Long pages are found by the first, short messages and
//! what people asked before by the second.

mod examples;
mod pages;
mod postings;

#[cfg(feature = "learn")]
pub(crate) use examples::Direction;
pub(crate) use examples::{Examples, Filing, Near};
pub(crate) use pages::{Known, Pages};

use std::ops::Range;

use crate::{names, tokens, top};

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
    pub(crate) hash: u32,
    /// How the query wrote it.
    pub(crate) written: String,
    pub(crate) weight: f32,
    /// It is a number, which says little about which error it is.
    pub(crate) number: bool,
}

impl Said {
    /// Reads a query's `(text, weight)` parts, heaviest first.
    pub(crate) fn read(parts: &[(&str, f32)]) -> Self {
        let mut said = Self::default();
        for &(text, weight) in parts {
            read(text, &mut |term, written, pair| {
                let hash = hash(term);
                let list = if pair { &mut said.pairs } else { &mut said.words };
                if list.iter().all(|known| known.hash != hash) {
                    let weight = weight * share(term);
                    let number = tokens::is_number(term);
                    list.push(Term { hash, written: written.to_owned(), weight, number });
                }
            });
        }
        said
    }
}

/// Sums over many places, none below zero; zeros behind them fill the last [`GROUPS`].
#[derive(Debug, Default)]
pub(crate) struct Sums(Vec<f32>);

impl Sums {
    pub(crate) fn new(places: usize) -> Self {
        Self(vec![0.0; places.next_multiple_of(GROUPS)])
    }

    fn add(&mut self, at: usize, more: f32) {
        self.0[at] += more;
    }

    /// Takes everything back at these places.
    pub(crate) fn clear(&mut self, places: Range<u32>) {
        places.for_each(|at| self.0[at as usize] = 0.0);
    }

    pub(crate) fn of(&self, at: usize) -> f32 {
        self.0[at]
    }

    /// The places with the largest sums above zero, in any order: a page, which pays for each byte of code, keeps them in order.
    #[cfg(not(feature = "learn"))]
    pub(crate) fn best(&self, most: usize) -> impl Iterator<Item = u32> {
        let mut best = Vec::new();
        for (at, sum) in self.0.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
            top::keep(&mut best, most, at as u32, *sum);
        }
        best.into_iter().map(|(at, _)| at)
    }

    /// The places with the largest sums above zero, in any order.
    #[cfg(feature = "learn")]
    pub(crate) fn best(&self, most: usize) -> impl Iterator<Item = u32> {
        top::select(wide!(self.reaching(self.bound(most))), most)
    }

    /// The keys of all sums that reach a bound.
    #[cfg(feature = "learn")]
    #[inline(always)]
    fn reaching(&self, least: f32) -> Vec<u64> {
        let mut found = Vec::with_capacity(2 * GROUPS);
        for (eight, sums) in self.0.as_chunks::<8>().0.iter().enumerate() {
            // Most are too small, which is quicker to see of eight at once.
            if sums.iter().fold(false, |any, sum| any | (*sum >= least)) {
                let large = sums.iter().enumerate().filter(|(_, sum)| **sum >= least);
                found.extend(large.map(|(at, sum)| top::key((eight * 8 + at) as u32, *sum)));
            }
        }
        found
    }

    /// A sum above zero that at least so many reach, where so many are above zero: each is the largest of a group.
    #[cfg(feature = "learn")]
    #[inline(always)]
    fn bound(&self, most: usize) -> f32 {
        if self.0.len() < FEW {
            return f32::MIN_POSITIVE;
        }
        let mut largest = [f32::MIN_POSITIVE; GROUPS];
        for sums in self.0.as_chunks::<GROUPS>().0 {
            for at in 0..GROUPS {
                largest[at] = if sums[at] > largest[at] { sums[at] } else { largest[at] };
            }
        }
        let keys = largest.iter().zip(0..).map(|(sum, group)| top::key(group, *sum)).collect();
        let least = top::select(keys, most).map(|group| largest[group as usize]);
        if most > GROUPS { f32::MIN_POSITIVE } else { least.fold(f32::MAX, f32::min) }
    }
}

/// Groups of sums, whose largest are compared first, where there are more than a few sums.
const GROUPS: usize = 64;
#[cfg(feature = "learn")]
const FEW: usize = 512;

/// A term as it is filed.
fn hash(term: &str) -> u32 {
    names::hash(term)
}

/// How much an ideograph by itself counts, and a pair of them: each stands in two pairs.
const SINGLE: f32 = 0.2;
const PAIR: f32 = 0.5;

/// How much a term counts beside a word of a script with blanks.
fn share(term: &str) -> f32 {
    if term.is_ascii() {
        return 1.0;
    }
    let mut letters = term.chars();
    match (letters.next().is_some_and(tokens::is_ideograph), letters.count()) {
        (true, 0) => SINGLE,
        (true, 1) => PAIR,
        _ => 1.0,
    }
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

/// BM25's inverse document frequency, never below zero.
fn rarity(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    libm::logf(1.0 + (all - with + 0.5).max(0.0) / (with + 0.5))
}
