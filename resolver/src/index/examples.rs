//! Short texts that a query may resemble as a whole: cosine of TF-IDF over words and pairs of words.

use unstuck_protocol::Document;

use super::{Postings, Said, count, rarity, read};
use crate::{Solution, names::Names, tokens};

/// Longest line of a body that counts as an example, bytes: pages quote the message they explain.
const LINE: usize = 300;

/// A text, and whose example it is.
pub(crate) type Example = (String, u32);

/// Examples, searchable.
#[derive(Debug, Clone, Default)]
pub(crate) struct Examples {
    terms: Names,
    /// Weight of each term; the last one is for terms that stand nowhere.
    idf: Vec<f32>,
    postings: Vec<Postings>,
    owner: Vec<u32>,
    owners: usize,
}

/// How near an owner's examples are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Near {
    /// The fourth power in the mean over all its examples: its nearest one outweighs many near ones. 0 to about 1.
    pub(crate) all: f32,
    /// The nearest one, 0 to 1.
    pub(crate) best: f32,
}

impl Examples {
    /// Of these examples, whose owners are below `owners`.
    pub(crate) fn new(examples: &[Example], owners: usize) -> Self {
        let mut terms = Names::default();
        let counted: Vec<Postings> = examples
            .iter()
            .map(|(text, _)| {
                let mut counts = Postings::new();
                read(text, &mut |term, _, _| count(&mut counts, terms.add(term)));
                counts
            })
            .collect();
        let mut seen = vec![0_usize; terms.len()];
        counted.iter().flatten().for_each(|(term, _)| seen[*term as usize] += 1);
        let mut idf: Vec<f32> = seen.iter().map(|seen| rarity(examples.len(), *seen)).collect();
        idf.push(rarity(examples.len(), 0));
        let mut postings: Vec<Postings> = vec![Vec::new(); terms.len()];
        let weight = |(term, count): &(u32, f32)| (1.0 + count.ln()) * idf[*term as usize];
        for (at, counts) in counted.iter().enumerate() {
            let squares: f32 = counts.iter().map(|term| weight(term) * weight(term)).sum();
            let length = squares.sqrt().max(f32::MIN_POSITIVE);
            for term in counts {
                postings[term.0 as usize].push((at as u32, weight(term) / length));
            }
        }
        let owner = examples.iter().map(|(_, owner)| *owner).collect();
        Self { terms, idf, postings, owner, owners }
    }

    /// How near each owner's examples are to a query.
    pub(crate) fn search(&self, said: &Said) -> Vec<Near> {
        let mut near = vec![Near::default(); self.owners];
        if !self.owner.is_empty() {
            let mut cosine = vec![0.0_f32; self.owner.len()];
            for (term, weight) in self.weigh(said) {
                for &(example, share) in &self.postings[term as usize] {
                    cosine[example as usize] += weight * share;
                }
            }
            for (cosine, owner) in cosine.into_iter().zip(&self.owner) {
                near[*owner as usize].meet(cosine);
            }
        }
        near.into_iter().map(Near::met).collect()
    }

    /// How near [`Self::search`] finds the examples of one owner, without looking at the others. The examples stand in the
    /// order of their owners.
    #[cfg(feature = "author")]
    pub(crate) fn near(&self, said: &Said, owner: u32) -> Near {
        let first = self.owner.partition_point(|other| *other < owner) as u32;
        let last = self.owner.partition_point(|other| *other <= owner) as u32;
        let mut cosine = vec![0.0_f32; (last - first) as usize];
        for (term, weight) in self.weigh(said) {
            let postings = &self.postings[term as usize];
            let from = postings.partition_point(|(example, _)| *example < first);
            for &(example, share) in postings[from..].iter().take_while(|(example, _)| *example < last) {
                cosine[(example - first) as usize] += weight * share;
            }
        }
        let mut near = Near::default();
        cosine.into_iter().for_each(|cosine| near.meet(cosine));
        near.met()
    }

    /// A query's known terms, as parts of a vector of length one.
    fn weigh(&self, said: &Said) -> Vec<(u32, f32)> {
        let rarest = self.idf.last().copied().unwrap_or_default();
        let (mut known, mut squares) = (Vec::new(), 0.0_f32);
        for (at, term) in said.words.iter().chain(&said.pairs).enumerate() {
            match self.terms.get(&term.text) {
                Some(id) => {
                    let weight = term.weight * self.idf[id as usize];
                    known.push((id, weight));
                    squares += weight * weight;
                }
                // Unknown words lengthen the query, so that half-understood texts stay less near; unknown pairs do not.
                None if at < said.words.len() && !tokens::is_number(&term.text) => {
                    squares += term.weight * term.weight * rarest * rarest;
                }
                None => {}
            }
        }
        let length = squares.sqrt().max(f32::MIN_POSITIVE);
        known.iter_mut().for_each(|(_, weight)| *weight /= length);
        known
    }
}

impl Near {
    fn meet(&mut self, cosine: f32) {
        self.best = self.best.max(cosine);
        self.all += cosine * cosine * cosine * cosine;
    }

    fn met(self) -> Self {
        Self { all: self.all.sqrt().sqrt(), ..self }
    }
}

/// The short texts of a solution: titles, questions, messages and lines of the body.
pub(crate) fn of_solution(solution: &Solution, at: u32, examples: &mut Vec<Example>) {
    for text in &solution.texts {
        examples.push((text.title.clone(), at));
        lines(&text.body, |line| examples.push((line.to_owned(), at)));
    }
    for text in solution.questions.iter().chain(&solution.messages) {
        examples.push((text.clone(), at));
    }
}

fn lines(body: &Document, take: impl FnMut(&str)) {
    let plain = body.plain();
    plain.split('\n').filter(|line| !line.trim().is_empty() && line.len() <= LINE).for_each(take);
}
