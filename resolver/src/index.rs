//! Solutions by the words of their texts.
//!
//! Two views of the same terms: a solution as one text with weighted fields (BM25F over title, questions, messages and
//! body, in all languages at once), and each short text of it (title, message, question, line) as an example that a query
//! may resemble as a whole (cosine of TF-IDF over words and pairs of words). Long pages are found by the first, what
//! people asked before by the second.

use std::collections::BTreeMap;

use crate::{Catalogue, Solution, tokens};

/// Saturation of a term's frequency.
const K1: f32 = 1.2;
/// The fields' weights and how far their length counts, in the order title, questions, messages, body.
const FIELDS: [(f32, f32); 4] = [(2.0, 0.4), (1.5, 0.6), (2.0, 0.5), (1.0, 0.6)];
/// Share of the score that the whole text has; the rest is the examples'.
const WHOLE: f32 = 0.5;
/// How strongly the nearest example outweighs many near ones: the exponent of their power mean.
const NEAREST: f32 = 4.0;

/// Longest line of a body that counts as an example, bytes: pages quote the message they explain.
const LINE: usize = 300;

/// A term's postings: where it stands, and how much it counts there.
type Postings = Vec<(u32, f32)>;

/// The searchable form of a catalogue with what was learned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    terms: BTreeMap<Box<str>, u32>,
    /// Weight of each term among solutions; the last one is for terms that stand nowhere.
    idf: Vec<f32>,
    whole: Vec<Postings>,
    example_idf: Vec<f32>,
    examples: Vec<Postings>,
    /// The solution of each example.
    owner: Vec<u32>,
    solutions: usize,
}

/// How well one solution's texts fit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// Where it stands in the catalogue.
    pub(crate) solution: u32,
    /// 0 to about 1.
    pub(crate) score: f32,
}

/// A query's terms, once each: `(term, weight, how it was written)`.
pub(crate) struct Terms {
    known: Vec<(u32, f32, String)>,
    pairs: Vec<(u32, f32)>,
    /// What all terms would count, unknown ones too.
    mass: f32,
}

impl Index {
    /// Reads all texts. `learned` are further questions, with their solution's place in the catalogue.
    pub(crate) fn new(catalogue: &Catalogue, learned: &[(String, u32)]) -> Self {
        let mut build = Build::default();
        let mut asked: Vec<Vec<&str>> = vec![Vec::new(); catalogue.solutions().len()];
        learned.iter().for_each(|(text, at)| asked[*at as usize].push(text));
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            build.add(at as u32, solution, &asked[at]);
        }
        build.finish(catalogue.solutions().len())
    }

    /// The terms of `(text, weight)` parts of a query.
    pub(crate) fn terms(&self, parts: &[(&str, f32)]) -> Terms {
        let mut seen: BTreeMap<String, (f32, String)> = BTreeMap::new();
        let mut pairs: BTreeMap<u32, f32> = BTreeMap::new();
        for &(text, weight) in parts {
            let mut before = None;
            tokens::terms(text, |term, written| {
                let entry = seen.entry(term.to_owned()).or_insert((weight, written.to_owned()));
                entry.0 = entry.0.max(weight);
                if let Some(pair) =
                    pair(&mut before, term).and_then(|pair| self.terms.get(pair.as_str()).copied())
                {
                    pairs.insert(pair, weight);
                }
            });
        }
        let mut out = Terms { known: Vec::new(), pairs: pairs.into_iter().collect(), mass: 0.0 };
        for (term, (weight, written)) in seen {
            match self.terms.get(term.as_str()) {
                Some(&id) => {
                    out.mass += weight * self.idf[id as usize];
                    out.known.push((id, weight, written));
                }
                None if tokens::is_number(&term) => {}
                None => out.mass += weight * self.idf.last().copied().unwrap_or_default(),
            }
        }
        out
    }

    /// Scores every solution that shares a term with the query, in the catalogue's order.
    pub(crate) fn search(&self, query: &Terms) -> Vec<Hit> {
        let mut scores = vec![0.0_f32; self.solutions];
        let mass = query.mass.max(f32::MIN_POSITIVE);
        for &(term, weight, _) in &query.known {
            for &(solution, impact) in &self.whole[term as usize] {
                scores[solution as usize] += WHOLE * weight * impact / mass;
            }
        }
        let near = self.near(query);
        scores
            .iter()
            .zip(near)
            .enumerate()
            .map(|(at, (whole, near))| Hit { solution: at as u32, score: whole + (1.0 - WHOLE) * near })
            .filter(|hit| hit.score > 0.0)
            .collect()
    }

    /// How near each solution's examples are, 0 to about 1.
    fn near(&self, query: &Terms) -> Vec<f32> {
        let mut cosine = vec![0.0_f32; self.owner.len()];
        let vector: Vec<(u32, f32)> = query
            .known
            .iter()
            .map(|(term, weight, _)| (*term, *weight))
            .chain(query.pairs.iter().copied())
            .map(|(term, weight)| (term, weight * self.example_idf[term as usize]))
            .collect();
        // Unknown words lengthen the query, so that half-understood texts stay less near.
        let known: f32 = query.known.iter().map(|(term, weight, _)| weight * self.idf[*term as usize]).sum();
        let understood = (known / query.mass.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        let norm =
            vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        for (term, weight) in vector {
            for &(example, share) in &self.examples[term as usize] {
                cosine[example as usize] += weight * share / norm;
            }
        }
        let mut near = vec![0.0_f32; self.solutions];
        for (example, cosine) in cosine.into_iter().enumerate().filter(|(_, cosine)| *cosine > 0.0) {
            near[self.owner[example] as usize] += cosine.powf(NEAREST);
        }
        near.iter_mut().filter(|sum| **sum > 0.0).for_each(|sum| *sum = sum.powf(1.0 / NEAREST) * understood);
        near
    }

    /// The words, as the query wrote them, that count most for a solution; best first, at most five.
    pub(crate) fn words(&self, query: &Terms, solution: u32) -> Vec<String> {
        let mut words: Vec<(f32, &str)> = query
            .known
            .iter()
            .filter_map(|(term, weight, written)| {
                let postings = &self.whole[*term as usize];
                let at = postings.binary_search_by_key(&solution, |(solution, _)| *solution).ok()?;
                Some((weight * postings[at].1, written.as_str()))
            })
            .collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        words.into_iter().take(5).map(|(_, written)| written.to_owned()).collect()
    }
}

/// What is gathered before weights can be told.
#[derive(Default)]
struct Build {
    terms: BTreeMap<Box<str>, u32>,
    /// Each solution's terms by field, sorted.
    fields: Vec<[Vec<u32>; 4]>,
    /// Each example's terms with their counts.
    examples: Vec<(u32, BTreeMap<u32, f32>)>,
}

impl Build {
    fn add(&mut self, at: u32, solution: &Solution, learned: &[&str]) {
        let mut fields: [Vec<u32>; 4] = Default::default();
        let questions = solution.questions.iter().map(String::as_str).chain(learned.iter().copied());
        let titles = solution.texts.iter().map(|text| text.title.as_str());
        let messages = solution.messages.iter().map(String::as_str);
        let short = titles.map(|t| (0, t)).chain(questions.map(|t| (1, t))).chain(messages.map(|t| (2, t)));
        for (field, text) in short {
            let example = self.example(text, &mut fields[field]);
            self.examples.push((at, example));
        }
        for text in &solution.texts {
            for line in text.body.plain().lines().filter(|line| !line.trim().is_empty()) {
                let example = self.example(line, &mut fields[3]);
                if line.len() <= LINE {
                    self.examples.push((at, example));
                }
            }
        }
        fields.iter_mut().for_each(|terms| terms.sort_unstable());
        self.fields.push(fields);
    }

    fn example(&mut self, text: &str, field: &mut Vec<u32>) -> BTreeMap<u32, f32> {
        let mut counts = BTreeMap::new();
        let mut before = None;
        tokens::terms(text, |term, _| {
            let known = id(&mut self.terms, term);
            field.push(known);
            *counts.entry(known).or_insert(0.0) += 1.0;
            if let Some(pair) = pair(&mut before, term) {
                *counts.entry(id(&mut self.terms, &pair)).or_insert(0.0) += 1.0;
            }
        });
        counts
    }

    fn finish(self, solutions: usize) -> Index {
        let count = self.terms.len();
        let mut average = [0.0_f32; 4];
        for (field, average) in average.iter_mut().enumerate() {
            let lengths = self.fields.iter().map(|fields| fields[field].len()).filter(|length| *length > 0);
            let (sum, filled) = lengths.fold((0, 0), |(sum, filled), length| (sum + length, filled + 1));
            *average = sum as f32 / (filled as f32).max(1.0);
        }
        let mut whole: Vec<Postings> = vec![Vec::new(); count];
        for (at, fields) in self.fields.iter().enumerate() {
            let mut frequency: BTreeMap<u32, f32> = BTreeMap::new();
            for (field, (weight, by_length)) in FIELDS.iter().enumerate() {
                let length =
                    1.0 - by_length + by_length * fields[field].len() as f32 / average[field].max(1.0);
                for term in &fields[field] {
                    *frequency.entry(*term).or_insert(0.0) += weight / length;
                }
            }
            for (term, frequency) in frequency {
                whole[term as usize].push((at as u32, frequency / (frequency + K1)));
            }
        }
        let mut idf: Vec<f32> = whole.iter().map(|postings| rarity(solutions, postings.len())).collect();
        idf.push(rarity(solutions, 0));
        for (postings, idf) in whole.iter_mut().zip(&idf) {
            postings.iter_mut().for_each(|(_, impact)| *impact *= idf);
        }
        let mut seen = vec![0; count];
        self.examples.iter().flat_map(|(_, terms)| terms.keys()).for_each(|term| seen[*term as usize] += 1);
        let example_idf: Vec<f32> = seen.iter().map(|seen| rarity(self.examples.len(), *seen)).collect();
        let mut examples: Vec<Postings> = vec![Vec::new(); count];
        for (at, (_, terms)) in self.examples.iter().enumerate() {
            let weight = |(term, count): (&u32, &f32)| (1.0 + count.ln()) * example_idf[*term as usize];
            let norm =
                terms.iter().map(|entry| weight(entry).powi(2)).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            for entry in terms {
                examples[*entry.0 as usize].push((at as u32, weight(entry) / norm));
            }
        }
        let owner = self.examples.iter().map(|(owner, _)| *owner).collect();
        Index { terms: self.terms, idf, whole, example_idf, examples, owner, solutions }
    }
}

/// A term's number, a new one where it has none.
fn id(terms: &mut BTreeMap<Box<str>, u32>, term: &str) -> u32 {
    if let Some(id) = terms.get(term) {
        return *id;
    }
    let id = terms.len() as u32;
    terms.insert(term.into(), id);
    id
}

/// The pair that a word makes with the one before it; ideographs bring their own.
fn pair(before: &mut Option<String>, term: &str) -> Option<String> {
    let word = term.is_ascii().then(|| term.to_owned());
    let pair = before.as_ref().zip(word.as_ref()).map(|(before, term)| format!("{before} {term}"));
    *before = word;
    pair
}

/// BM25's inverse document frequency, never below zero.
fn rarity(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
}
