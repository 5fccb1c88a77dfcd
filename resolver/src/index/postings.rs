//! Where each term stands, in a few flat lists: five bytes an occurrence and eight a term.

use std::ops::Range;

/// Places of each term, with how much it counts there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Postings {
    /// The terms, as hashes in order; two terms of one hash are one term.
    terms: Vec<u32>,
    /// Where the places of each term begin, and where the last ones end.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// How much each counts, in parts of `unit`.
    impacts: Vec<u8>,
    unit: f32,
}

/// An occurrence before it is filed: the term, its place, how much it counts.
pub(crate) type Occurrence = (u32, u32, f32);

impl Postings {
    /// Files occurrences: one for each term and place, in that order.
    pub(crate) fn new(found: Vec<Occurrence>) -> Self {
        let most = found.iter().map(|(_, _, impact)| *impact).fold(0.0, f32::max);
        let unit = most.max(f32::MIN_POSITIVE) / 255.0;
        let mut all = Self { unit, ..Self::default() };
        all.places.reserve_exact(found.len());
        all.impacts.reserve_exact(found.len());
        for (term, place, impact) in found {
            if all.terms.last() != Some(&term) {
                all.terms.push(term);
                all.starts.push(all.places.len() as u32);
            }
            all.places.push(place);
            all.impacts.push((impact / unit).round().max(1.0) as u8);
        }
        all.starts.push(all.places.len() as u32);
        all
    }

    /// The places of a term, as a range for the other questions; empty where it stands nowhere.
    pub(crate) fn of(&self, term: u32) -> Range<usize> {
        match self.terms.binary_search(&term) {
            Ok(at) => self.starts[at] as usize..self.starts[at + 1] as usize,
            Err(_) => 0..0,
        }
    }

    /// Calls `take` with each place and how much the term counts there.
    pub(crate) fn each(&self, range: Range<usize>, mut take: impl FnMut(usize, f32)) {
        for (place, impact) in self.places[range.clone()].iter().zip(&self.impacts[range]) {
            take(*place as usize, f32::from(*impact) * self.unit);
        }
    }

    /// Those of a range whose places are among these.
    pub(crate) fn within(&self, range: Range<usize>, places: Range<u32>) -> Range<usize> {
        let all = &self.places[range.clone()];
        let first = all.partition_point(|place| *place < places.start);
        let count = all[first..].iter().take_while(|place| **place < places.end).count();
        range.start + first..range.start + first + count
    }
}

/// Where a term of a query stands.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// The range of its places.
    pub(crate) at: Range<usize>,
    pub(crate) weight: f32,
    /// Its place in what was said.
    pub(crate) said: u32,
}

/// Adds a term before those that have more places; of equals the first stays first.
pub(crate) fn rarest_first(terms: &mut Vec<Standing>, term: Standing) {
    let before = terms.partition_point(|other| other.at.len() <= term.at.len());
    terms.insert(before, term);
}

/// How many of these terms a budget of places allows; at least one.
pub(crate) fn affordable(terms: &[Standing], budget: usize) -> usize {
    let mut sum = 0;
    let allowed = terms.iter().take_while(|term| {
        sum += term.at.len();
        sum <= budget
    });
    allowed.count().max(1).min(terms.len())
}
