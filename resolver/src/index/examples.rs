//! Short texts that a query may resemble as a whole: cosine of TF-IDF over words and pairs of words.

use std::ops::Range;

use super::{
    Said, Sums, hash,
    postings::{Occurrence, Postings, Standing, affordable, rarest_first},
    rarity, read,
};
use crate::{
    Solution,
    order::{order, pair, parts},
};

/// Longest line of a body that counts as an example, bytes: pages quote the message they explain.
const LINE: usize = 300;
/// Owners from which on pairs of words count in short texts only: in lines of pages they tell a little, and take as much
/// room as all the rest.
const MANY: usize = 1_000;

/// Examples, searchable. They stand in the order of their owners.
#[derive(Debug, Clone, Default)]
pub(crate) struct Examples {
    postings: Postings,
    /// Where the examples of each owner begin, and where the last ones end.
    starts: Vec<u32>,
}

/// How near an owner's examples are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Near {
    /// The fourth power in the mean over all its examples: its nearest one outweighs many near ones. 0 to about 1.
    pub(crate) all: f32,
    /// The nearest one, 0 to 1.
    pub(crate) best: f32,
}

/// A query among the examples: a vector of length one, its rarest terms first.
#[derive(Debug, Default)]
pub(crate) struct Direction(Vec<Standing>);

/// Examples that are gathered, in the order of their owners.
pub(crate) struct Filing {
    /// Each term with its example.
    found: Vec<u64>,
    starts: Vec<u32>,
    count: u32,
}

impl Filing {
    /// Of owners below this number.
    pub(crate) fn new(owners: usize) -> Self {
        Self { found: Vec::new(), starts: vec![0; owners + 1], count: 0 }
    }

    /// One more text of an owner; whether pairs of its words count.
    pub(crate) fn add(&mut self, text: &str, owner: u32, pairs: bool) {
        let (found, count) = (&mut self.found, self.count);
        read(text, &mut |term, _, paired| {
            if pairs || !paired {
                found.push(pair(hash(term), count));
            }
        });
        self.count += 1;
        self.starts[owner as usize + 1] = self.count;
    }

    /// The short texts of a solution: titles, questions, messages and lines of the body.
    pub(crate) fn add_solution(&mut self, solution: &Solution, owner: u32) {
        for text in &solution.texts {
            self.add(&text.title, owner, true);
            for line in text.body.plain().split('\n') {
                if !line.trim().is_empty() && line.len() <= LINE {
                    self.add(line, owner, self.starts.len() <= MANY);
                }
            }
        }
        solution.questions.iter().chain(&solution.messages).for_each(|text| self.add(text, owner, true));
    }

    /// All of them, searchable.
    pub(crate) fn finish(self) -> Examples {
        let Self { mut found, mut starts, count } = self;
        for owner in 1..starts.len() {
            starts[owner] = starts[owner].max(starts[owner - 1]);
        }
        order(&mut found);
        let mut weighed: Vec<Occurrence> = Vec::with_capacity(found.len());
        for (term, place) in found.into_iter().map(parts) {
            match weighed.last_mut() {
                Some(last) if last.0 == term && last.1 == place => last.2 += 1.0,
                _ => weighed.push((term, place, 1.0)),
            }
        }
        let mut squares = vec![0.0_f32; count as usize];
        let mut from = 0;
        while let Some((term, ..)) = weighed.get(from) {
            let places = weighed[from..].iter().take_while(|next| next.0 == *term).count();
            let idf = rarity(count as usize, places);
            for (_, place, times) in &mut weighed[from..from + places] {
                *times = idf * if *times > 1.0 { 1.0 + libm::logf(*times) } else { 1.0 };
                squares[*place as usize] += *times * *times;
            }
            from += places;
        }
        for (_, place, weight) in &mut weighed {
            *weight /= squares[*place as usize].sqrt().max(f32::MIN_POSITIVE);
        }
        Examples { postings: Postings::new(weighed), starts }
    }
}

impl Examples {
    fn count(&self) -> usize {
        self.starts.last().copied().unwrap_or_default() as usize
    }

    /// Where a query points among the examples.
    pub(crate) fn direction(&self, said: &Said) -> Direction {
        let (mut known, mut squares) = (Vec::new(), 0.0_f32);
        if self.count() == 0 {
            return Direction::default();
        }
        let rarest = rarity(self.count(), 0);
        for (place, term) in said.words.iter().chain(&said.pairs).enumerate() {
            let at = self.postings.of(term.hash);
            if !at.is_empty() {
                let weight = term.weight * rarity(self.count(), at.len());
                squares += weight * weight;
                rarest_first(&mut known, Standing { at, weight, said: place as u32 });
            } else if place < said.words.len() && !term.number {
                // Unknown words lengthen the query, so that half-understood texts stay less near; unknown pairs do not.
                squares += term.weight * term.weight * rarest * rarest;
            }
        }
        let length = squares.sqrt().max(f32::MIN_POSITIVE);
        known.iter_mut().for_each(|term| term.weight /= length);
        Direction(known)
    }

    /// Adds the rarest terms to each example's cosine, as many as `budget` allows; how many those are.
    pub(crate) fn search(&self, direction: &Direction, budget: usize) -> (Sums, usize) {
        let mut cosines = Sums::new(self.count());
        let terms = affordable(&direction.0, budget);
        for term in &direction.0[..terms] {
            self.postings.each(term.at.clone(), |example, share| cosines.add(example, term.weight * share));
        }
        (cosines, terms)
    }

    /// Which examples an owner has.
    pub(crate) fn of(&self, owner: u32) -> Range<u32> {
        self.starts[owner as usize]..self.starts[owner as usize + 1]
    }

    /// Whose example it is.
    pub(crate) fn owner(&self, example: u32) -> u32 {
        (self.starts.partition_point(|start| *start <= example) as u32).saturating_sub(1)
    }

    /// How near one owner's examples are: the cosines of the first terms, where there are such, and what the others add.
    pub(crate) fn near(&self, direction: &Direction, sums: Option<&Sums>, first: usize, owner: u32) -> Near {
        let range = self.of(owner);
        let rest = &direction.0[first..];
        let mut more = vec![0.0_f32; if rest.is_empty() { 0 } else { range.len() }];
        for term in rest {
            let at = self.postings.within(term.at.clone(), range.clone());
            self.postings.each(at, |example, share| {
                more[example - range.start as usize] += term.weight * share;
            });
        }
        let mut near = Near::default();
        for (place, example) in range.enumerate() {
            let summed = sums.map_or(0.0, |sums| sums.of(example as usize));
            let cosine = summed + more.get(place).copied().unwrap_or_default();
            near.best = near.best.max(cosine);
            near.all += cosine * cosine * cosine * cosine;
        }
        Near { all: near.all.sqrt().sqrt(), ..near }
    }
}
