//! The resolver: a catalogue made searchable.

use std::{collections::BTreeMap, sync::OnceLock};

use unstuck_protocol::SolutionId;

use crate::{Catalogue, Decision, Query, index::Index, rank, templates::Templates, when::Holds};

/// Ranks a catalogue's solutions for a query.
#[derive(Debug, Clone)]
pub struct Resolver {
    catalogue: Catalogue,
    holds: Vec<Holds>,
    codes: BTreeMap<String, Vec<u32>>,
    learned: Vec<(String, u32)>,
    /// Built by the first query after a change, so that learning many texts costs one build.
    texts: OnceLock<Texts>,
}

/// Everything that is made from texts.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    pub(crate) index: Index,
    pub(crate) templates: Templates,
}

impl Resolver {
    /// Over these solutions. Their texts are read by the first query, or by [`Self::warm`].
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        let mut codes: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            for code in &solution.codes {
                let places = codes.entry(fold(code)).or_default();
                if !code.trim().is_empty() && places.last() != Some(&(at as u32)) {
                    places.push(at as u32);
                }
            }
        }
        let holds = catalogue.solutions().iter().map(|solution| Holds::new(&solution.when)).collect();
        Self { catalogue, holds, codes, learned: Vec::new(), texts: OnceLock::new() }
    }

    /// The solutions it answers from.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Reads the texts now, so that the first query need not.
    pub fn warm(&self) {
        self.texts();
    }

    /// Adds a text as one more question of a solution; a solution it does not have is passed over.
    pub fn learn(&mut self, text: &str, solution: &SolutionId) {
        self.learn_all([(text, solution)]);
    }

    /// Adds many texts as further questions of their solutions. The order they come in makes no difference.
    pub fn learn_all<'a>(&mut self, texts: impl IntoIterator<Item = (&'a str, &'a SolutionId)>) {
        let known = texts.into_iter().filter_map(|(text, id)| {
            let at = self.catalogue.position(id)?;
            (!text.trim().is_empty()).then(|| (text.to_owned(), at as u32))
        });
        self.learned.extend(known);
        self.learned.sort();
        self.texts = OnceLock::new();
    }

    /// Ranks the solutions that have anything to say to the query.
    #[must_use]
    pub fn rank(&self, query: &Query<'_>) -> Decision {
        rank::rank(self, query)
    }

    pub(crate) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts {
            index: Index::new(&self.catalogue, &self.learned),
            templates: Templates::new(&self.catalogue, &self.learned),
        })
    }

    /// Where the solutions that name this code stand in the catalogue.
    pub(crate) fn with_code(&self, code: &str) -> &[u32] {
        self.codes.get(&fold(code)).map_or(&[], Vec::as_slice)
    }

    /// The compiled `when` of the solution at this place.
    pub(crate) fn holds(&self, at: u32) -> &Holds {
        &self.holds[at as usize]
    }
}

fn fold(code: &str) -> String {
    code.trim().to_lowercase()
}
