//! Each solution as one text: BM25F over title, questions, messages and body, in all languages at once.

use super::{Postings, Said, rarity};
use crate::{Solution, names::Names, tokens, top};

/// Saturation of a term's frequency.
const K1: f32 = 0.8;
/// The fields' weights and how far their length counts, in the order title, questions, messages, body.
const FIELDS: [(f32, f32); 4] = [(1.5, 0.4), (1.5, 0.6), (2.0, 0.5), (1.0, 0.5)];
/// Most words that are named as a reason.
const WORDS: usize = 5;

/// The searchable form of a catalogue's texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pages {
    terms: Names,
    /// Weight of each term; the last one is for terms that stand nowhere.
    idf: Vec<f32>,
    postings: Vec<Postings>,
    solutions: usize,
}

/// A query's terms among those of the pages.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Each with its weight and its place in what was said.
    terms: Vec<(u32, f32, u32)>,
    /// What all terms would count, unknown ones too.
    mass: f32,
    /// How much of it is known, 0 to 1.
    pub(crate) understood: f32,
}

impl Pages {
    pub(crate) fn new(solutions: &[Solution]) -> Self {
        let mut terms = Names::default();
        let read = |solution: &Solution, terms: &mut Names| {
            let mut fields: [Vec<u32>; 4] = Default::default();
            let mut field = |at: usize, text: &str| {
                tokens::terms(text, &mut |term, _| fields[at].push(terms.add(term)));
            };
            for text in &solution.texts {
                field(0, &text.title);
                text.body.plain().split('\n').for_each(|line| field(3, line));
            }
            solution.questions.iter().for_each(|text| field(1, text));
            solution.messages.iter().for_each(|text| field(2, text));
            fields
        };
        let fields: Vec<[Vec<u32>; 4]> =
            solutions.iter().map(|solution| read(solution, &mut terms)).collect();
        let mut postings = weigh(&fields, terms.len());
        let mut idf: Vec<f32> =
            postings.iter().map(|postings| rarity(fields.len(), postings.len())).collect();
        idf.push(rarity(fields.len(), 0));
        for (postings, idf) in postings.iter_mut().zip(&idf) {
            postings.iter_mut().for_each(|(_, impact)| *impact *= idf);
        }
        Self { terms, idf, postings, solutions: fields.len() }
    }

    /// Which terms of a query are known.
    pub(crate) fn know(&self, said: &Said) -> Known {
        let mut known = Known::default();
        let rarest = self.idf.last().copied().unwrap_or_default();
        let mut mass_known = 0.0;
        for (place, term) in said.words.iter().enumerate() {
            if let Some(id) = self.terms.get(&term.text) {
                known.terms.push((id, term.weight, place as u32));
                mass_known += term.weight * self.idf[id as usize];
            } else if !tokens::is_number(&term.text) {
                known.mass += term.weight * rarest;
            }
        }
        known.mass += mass_known;
        known.understood = mass_known / known.mass.max(f32::MIN_POSITIVE);
        known
    }

    /// How well each solution's text fits, in the catalogue's order: 0 to about 1.
    pub(crate) fn search(&self, known: &Known) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.solutions];
        let mass = known.mass.max(f32::MIN_POSITIVE);
        for &(term, weight, _) in &known.terms {
            for &(at, impact) in &self.postings[term as usize] {
                scores[at as usize] += weight / mass * impact;
            }
        }
        scores
    }

    /// The score that [`Self::search`] gives this one solution, without looking at the others.
    #[cfg(feature = "author")]
    pub(crate) fn score(&self, known: &Known, solution: u32) -> f32 {
        let mass = known.mass.max(f32::MIN_POSITIVE);
        let of = |&(term, weight, _): &(u32, f32, u32)| {
            let postings = &self.postings[term as usize];
            let at = postings.binary_search_by_key(&solution, |(solution, _)| *solution).ok()?;
            Some(weight / mass * postings[at].1)
        };
        known.terms.iter().filter_map(of).fold(0.0, |sum, part| sum + part)
    }

    /// The words, as the query wrote them, that count most for a solution; best first.
    pub(crate) fn words(&self, said: &Said, known: &Known, solution: u32) -> Vec<String> {
        let mut best = Vec::new();
        for &(term, weight, place) in &known.terms {
            let postings = &self.postings[term as usize];
            if let Ok(found) = postings.binary_search_by_key(&solution, |(solution, _)| *solution) {
                top::keep(&mut best, WORDS, place, weight * postings[found].1);
            }
        }
        best.into_iter().map(|(place, _)| said.words[place as usize].written.clone()).collect()
    }
}

/// Each term's frequency in each solution, weighed by field and length, and saturated.
fn weigh(solutions: &[[Vec<u32>; 4]], terms: usize) -> Vec<Postings> {
    let mut average = [0.0_f32; FIELDS.len()];
    for (field, average) in average.iter_mut().enumerate() {
        let (mut sum, mut filled) = (0, 0);
        for fields in solutions {
            sum += fields[field].len();
            filled += usize::from(!fields[field].is_empty());
        }
        *average = sum as f32 / (filled as f32).max(1.0);
    }
    let mut all: Vec<Postings> = vec![Vec::new(); terms];
    for (at, fields) in solutions.iter().enumerate() {
        for (field, (weight, by_length)) in FIELDS.iter().enumerate() {
            let length = 1.0 - by_length + by_length * fields[field].len() as f32 / average[field].max(1.0);
            for term in &fields[field] {
                let postings = &mut all[*term as usize];
                match postings.last_mut() {
                    Some((last, frequency)) if *last == at as u32 => *frequency += weight / length,
                    _ => postings.push((at as u32, weight / length)),
                }
            }
        }
    }
    for (_, frequency) in all.iter_mut().flatten() {
        *frequency /= *frequency + K1;
    }
    all
}
