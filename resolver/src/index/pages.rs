//! Each solution as one text: BM25F over title, questions, messages and body, in all languages at once.

use super::{
    Said, Sums, hash,
    postings::{Occurrence, Postings, Standing, affordable, rarest_first},
    rarity,
};
use crate::{
    Solution,
    order::{order, pair, parts},
    tokens, top,
};

/// Saturation of a term's frequency.
const K1: f32 = 0.8;
/// The fields' weights and how far their length counts, in the order title, questions, messages, body.
const FIELDS: [(f32, f32); 4] = [(1.5, 0.4), (1.5, 0.6), (2.0, 0.5), (1.0, 0.5)];
/// Most words that are named as a reason.
const WORDS: usize = 5;

/// The searchable form of a catalogue's texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pages {
    postings: Postings,
    solutions: usize,
}

/// A query's terms among those of the pages, rarest first.
#[derive(Debug, Default)]
pub(crate) struct Known {
    terms: Vec<Standing>,
    /// What all terms would count, unknown ones too.
    mass: f32,
    /// How much of it is known, 0 to 1.
    pub(crate) understood: f32,
}

impl Pages {
    pub(crate) fn new(solutions: &[Solution]) -> Self {
        // Each occurrence by its term and by its solution and field, which tell what it counts once all are read.
        let mut found: Vec<u64> = Vec::new();
        let mut lengths: Vec<[u32; FIELDS.len()]> = Vec::new();
        for (at, solution) in solutions.iter().enumerate() {
            let mut length = [0; FIELDS.len()];
            let mut field = |of: usize, text: &str| {
                tokens::terms(text, &mut |term, _| {
                    found.push(pair(hash(term), (at * FIELDS.len() + of) as u32));
                    length[of] += 1;
                });
            };
            for text in &solution.texts {
                field(0, &text.title);
                text.body.plain().split('\n').for_each(|line| field(3, line));
            }
            solution.questions.iter().for_each(|text| field(1, text));
            solution.messages.iter().for_each(|text| field(2, text));
            lengths.push(length);
        }
        order(&mut found);
        let average = average(&lengths);
        let weigh = |place: u32| {
            let (at, of) = (place as usize / FIELDS.len(), place as usize % FIELDS.len());
            let (weight, by_length) = FIELDS[of];
            weight / (1.0 - by_length + by_length * lengths[at][of] as f32 / average[of])
        };
        let mut summed: Vec<Occurrence> = Vec::with_capacity(found.len());
        for (term, place) in found.into_iter().map(parts) {
            let (solution, weight) = (place / FIELDS.len() as u32, weigh(place));
            match summed.last_mut() {
                Some(last) if last.0 == term && last.1 == solution => last.2 += weight,
                _ => summed.push((term, solution, weight)),
            }
        }
        let mut from = 0;
        while let Some((term, ..)) = summed.get(from) {
            let count = summed[from..].iter().take_while(|next| next.0 == *term).count();
            let idf = rarity(solutions.len(), count);
            for (_, _, frequency) in &mut summed[from..from + count] {
                *frequency *= idf / (*frequency + K1);
            }
            from += count;
        }
        Self { postings: Postings::new(summed), solutions: solutions.len() }
    }

    /// Which terms of a query are known.
    pub(crate) fn know(&self, said: &Said) -> Known {
        let mut known = Known::default();
        let mut mass_known = 0.0;
        for (place, term) in said.words.iter().enumerate() {
            let at = self.postings.of(term.hash);
            if !at.is_empty() {
                mass_known += term.weight * rarity(self.solutions, at.len());
                let standing = Standing { at, weight: term.weight, said: place as u32 };
                rarest_first(&mut known.terms, standing);
            } else if !term.number {
                known.mass += term.weight * rarity(self.solutions, 0);
            }
        }
        known.mass += mass_known;
        known.understood = mass_known / known.mass.max(f32::MIN_POSITIVE);
        known.terms.iter_mut().for_each(|term| term.weight /= known.mass.max(f32::MIN_POSITIVE));
        known
    }

    /// Adds the rarest terms to each solution's score, as many as `budget` allows; how many that are.
    pub(crate) fn search(&self, known: &Known, budget: usize, scores: &mut Sums) -> usize {
        let terms = affordable(&known.terms, budget);
        for term in &known.terms[..terms] {
            self.postings.each(term.at.clone(), |at, impact| scores.add(at, term.weight * impact));
        }
        terms
    }

    /// How well one solution's text fits, 0 to about 1: `sum` of the first terms, and what the others add.
    pub(crate) fn score(&self, known: &Known, mut sum: f32, first: usize, solution: u32) -> f32 {
        for term in &known.terms[first..] {
            let at = self.postings.within(term.at.clone(), solution..solution + 1);
            self.postings.each(at, |_, impact| sum += term.weight * impact);
        }
        sum
    }

    /// The words, as the query wrote them, that count most for a solution; best first.
    pub(crate) fn words(&self, said: &Said, known: &Known, solution: u32) -> Vec<String> {
        let mut best = Vec::new();
        for term in &known.terms {
            let at = self.postings.within(term.at.clone(), solution..solution + 1);
            self.postings.each(at, |_, impact| {
                top::keep(&mut best, WORDS, term.said, term.weight * impact);
            });
        }
        best.into_iter().map(|(place, _)| said.words[place as usize].written.clone()).collect()
    }

    /// How many solutions there are.
    pub(crate) fn len(&self) -> usize {
        self.solutions
    }
}

/// The mean length of each field over the solutions that have it.
fn average(lengths: &[[u32; FIELDS.len()]]) -> [f32; FIELDS.len()] {
    let mut average = [1.0_f32; FIELDS.len()];
    for (field, average) in average.iter_mut().enumerate() {
        let sum: u64 = lengths.iter().map(|length| u64::from(length[field])).sum();
        let filled = lengths.iter().filter(|length| length[field] > 0).count();
        *average = (sum as f32 / (filled as f32).max(1.0)).max(1.0);
    }
    average
}
