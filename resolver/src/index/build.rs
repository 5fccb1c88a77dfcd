//! An index made from a catalogue's texts.

use unstuck_protocol::Document;

use super::{Index, Pair, Postings, square};
use crate::{Catalogue, Solution, names::Names, tokens};

/// Saturation of a term's frequency.
const K1: f32 = 1.2;
/// The fields' weights and how far their length counts, in the order title, questions, messages, body.
const FIELDS: [(f32, f32); 4] = [(2.0, 0.4), (1.5, 0.6), (2.0, 0.5), (1.0, 0.6)];
/// The field of bodies.
const BODY: usize = 3;
/// Longest line of a body that counts as an example, bytes: pages quote the message they explain.
const LINE: usize = 300;

/// What is gathered before weights can be told.
#[derive(Default)]
struct Build {
    terms: Names,
    /// Each solution's terms by field.
    fields: Vec<[Vec<u32>; 4]>,
    /// The solution of each example.
    owner: Vec<u32>,
    /// Each example's terms with their counts, in the order of their numbers.
    examples: Vec<Postings>,
}

impl Index {
    /// Reads all texts. `learned` are further questions, with their solution's place in the catalogue.
    pub(crate) fn new(catalogue: &Catalogue, learned: &[(String, u32)]) -> Self {
        let mut build = Build::default();
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            build.add(at as u32, solution);
        }
        for (text, at) in learned {
            build.example(*at, 1, text);
        }
        build.finish()
    }
}

impl Build {
    fn add(&mut self, at: u32, solution: &Solution) {
        self.fields.push(Default::default());
        for text in &solution.texts {
            self.example(at, 0, &text.title);
            self.body(at, &text.body);
        }
        solution.questions.iter().for_each(|text| self.example(at, 1, text));
        solution.messages.iter().for_each(|text| self.example(at, 2, text));
    }

    fn body(&mut self, at: u32, body: &Document) {
        for line in body.plain().split('\n').filter(|line| !line.trim().is_empty()) {
            self.example(at, BODY, line);
        }
    }

    /// Reads a text into a field of its solution, and as an example of it.
    fn example(&mut self, at: u32, field: usize, text: &str) {
        let mut counts: Postings = Vec::new();
        let mut pair = Pair::default();
        let words = &mut self.fields[at as usize][field];
        tokens::terms(text, &mut |term, _| {
            let id = self.terms.add(term);
            words.push(id);
            count(&mut counts, id);
            if let Some(pair) = pair.with(term) {
                count(&mut counts, self.terms.add(pair));
            }
        });
        if field == BODY && text.len() > LINE {
            return;
        }
        self.owner.push(at);
        self.examples.push(counts);
    }

    fn finish(self) -> Index {
        let (count, solutions) = (self.terms.len(), self.fields.len());
        let mut whole = self.whole();
        let mut idf: Vec<f32> = whole.iter().map(|postings| rarity(solutions, postings.len())).collect();
        idf.push(rarity(solutions, 0));
        for (postings, idf) in whole.iter_mut().zip(&idf) {
            postings.iter_mut().for_each(|(_, impact)| *impact *= idf);
        }
        let mut seen = vec![0_usize; count];
        self.examples.iter().flatten().for_each(|(term, _)| seen[*term as usize] += 1);
        let example_idf: Vec<f32> = seen.iter().map(|seen| rarity(self.examples.len(), *seen)).collect();
        let mut examples: Vec<Postings> = vec![Vec::new(); count];
        let weight = |(term, count): &(u32, f32)| (1.0 + count.ln()) * example_idf[*term as usize];
        for (at, terms) in self.examples.iter().enumerate() {
            let norm =
                terms.iter().map(|term| square(weight(term))).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for term in terms {
                examples[term.0 as usize].push((at as u32, weight(term) / norm));
            }
        }
        Index { terms: self.terms, idf, whole, example_idf, examples, owner: self.owner, solutions }
    }

    /// Each term's postings over whole solutions: its frequency, weighed by field and length, and saturated.
    fn whole(&self) -> Vec<Postings> {
        let mut average = [0.0_f32; FIELDS.len()];
        for (field, average) in average.iter_mut().enumerate() {
            let (mut sum, mut filled) = (0, 0);
            for fields in &self.fields {
                sum += fields[field].len();
                filled += usize::from(!fields[field].is_empty());
            }
            *average = sum as f32 / (filled as f32).max(1.0);
        }
        let mut whole: Vec<Postings> = vec![Vec::new(); self.terms.len()];
        for (at, fields) in self.fields.iter().enumerate() {
            for (field, (weight, by_length)) in FIELDS.iter().enumerate() {
                let length =
                    1.0 - by_length + by_length * fields[field].len() as f32 / average[field].max(1.0);
                for term in &fields[field] {
                    let postings = &mut whole[*term as usize];
                    match postings.last_mut() {
                        Some((last, frequency)) if *last == at as u32 => *frequency += weight / length,
                        _ => postings.push((at as u32, weight / length)),
                    }
                }
            }
        }
        for (_, frequency) in whole.iter_mut().flatten() {
            *frequency /= *frequency + K1;
        }
        whole
    }
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
