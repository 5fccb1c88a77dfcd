//! The resolver: a catalogue made searchable.

use std::sync::OnceLock;

use unstuck_protocol::{SolutionId, letters::lower};

use crate::{
    Catalogue, Decision, Query, index::Index, names::Names, rank, templates::Templates, when::Holds,
};

/// Ranks a catalogue's solutions for a query.
#[derive(Debug, Clone)]
pub struct Resolver {
    catalogue: Catalogue,
    holds: Vec<Holds>,
    codes: Names,
    /// The solutions of each code.
    coded: Vec<Vec<u32>>,
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
        let mut codes = Names::default();
        let mut coded: Vec<Vec<u32>> = Vec::new();
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            for code in solution.codes.iter().map(|code| fold(code)).filter(|code| !code.is_empty()) {
                let number = codes.add(&code) as usize;
                if number == coded.len() {
                    coded.push(Vec::new());
                }
                if coded[number].last() != Some(&(at as u32)) {
                    coded[number].push(at as u32);
                }
            }
        }
        let holds = catalogue.solutions().iter().map(|solution| Holds::new(&solution.when)).collect();
        Self { catalogue, holds, codes, coded, learned: Vec::new(), texts: OnceLock::new() }
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
        self.codes.get(&fold(code)).map_or(&[], |number| &self.coded[number as usize])
    }

    /// The compiled `when` of the solution at this place.
    pub(crate) fn holds(&self, at: u32) -> &Holds {
        &self.holds[at as usize]
    }
}

fn fold(code: &str) -> String {
    lower(code.trim())
}
