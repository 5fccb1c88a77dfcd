//! The resolver: a catalogue made searchable, with what was learnt about it.

use std::sync::{Arc, OnceLock};

use unstuck_protocol::Report;

use crate::{
    Catalogue, Decision, Query, Solution,
    code::fold,
    fusion::{self, Fusion},
    index::{Examples, Filing, Pages, Said},
    meaning::{Meaning, Meant},
    memory::{Memory, Recalled, Scene},
    names::Filed,
    rank,
    templates::Templates,
    when::{Circumstances, Fit, Holds},
};

/// Ranks a catalogue's solutions for a query. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Resolver {
    pub(crate) base: Arc<Base>,
    pub(crate) memory: Option<Arc<Memory>>,
    pub(crate) fusion: Fusion,
    pub(crate) meaning: Meaning,
    /// What people wanted, where they were.
    #[cfg(feature = "learn")]
    pub(crate) habits: Option<Arc<crate::predict::Habits>>,
}

/// What is made of the catalogue alone.
#[derive(Debug)]
pub(crate) struct Base {
    catalogue: Catalogue,
    holds: Vec<Holds>,
    /// Those that ask for circumstances.
    choosy: Vec<u32>,
    codes: Filed,
    /// Built by the first query.
    texts: OnceLock<Texts>,
}

/// Everything that is made from texts.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    pub(crate) pages: Pages,
    pub(crate) examples: Examples,
    pub(crate) templates: Templates,
}

impl Resolver {
    /// Over these solutions. Their texts are read by the first query, or by [`Self::warm`].
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        let (mut codes, mut choosy) = (Filed::default(), Vec::new());
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            // Most ask for none, and of a million it takes long to find that out.
            if solution.when.route.is_some() || solution.when.release.is_some() {
                choosy.push(at as u32);
            }
            for code in solution.codes.iter().map(|code| fold(code)).filter(|code| !code.is_empty()) {
                codes.add(&code, at as u32);
            }
        }
        let holds = catalogue.solutions().iter().map(|solution| Holds::new(&solution.when)).collect();
        let base = Base { catalogue, holds, choosy, codes, texts: OnceLock::new() };
        Self {
            base: Arc::new(base),
            memory: None,
            fusion: fusion::COLD,
            meaning: Meaning::default(),
            #[cfg(feature = "learn")]
            habits: None,
        }
    }

    /// Compares by meaning too: what the solutions say is read by the encoder now, each query when it comes.
    #[cfg(feature = "embed")]
    #[must_use]
    pub fn with_encoder(self, encoder: Arc<dyn crate::Encoder>) -> Self {
        let meaning = Meaning::new(encoder, self.catalogue());
        Self { meaning, ..self }
    }

    /// The solutions it answers from.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.base.catalogue
    }

    /// Reads the texts now, so that the first query need not; what predicts is weighed now too.
    pub fn warm(&self) {
        self.texts();
        #[cfg(feature = "learn")]
        if let Some(habits) = &self.habits {
            habits.warm(self);
        }
    }

    /// Ranks the solutions that have anything to say to the query.
    #[must_use]
    pub fn rank(&self, query: &Query<'_>) -> Decision {
        rank::rank(self, query)
    }

    pub(crate) fn texts(&self) -> &Texts {
        self.base.texts.get_or_init(|| {
            let catalogue = &self.base.catalogue;
            let solutions = catalogue.variants().fold_all(catalogue.solutions());
            let mut examples = Filing::new(solutions.len());
            for (at, solution) in solutions.iter().enumerate() {
                examples.add_solution(solution, at as u32);
            }
            Texts {
                pages: Pages::new(&solutions),
                examples: examples.finish(),
                templates: Templates::new(&solutions),
            }
        })
    }

    pub(crate) fn fusion(&self) -> &Fusion {
        &self.fusion
    }

    pub(crate) fn recall(
        &self,
        message: &str,
        template: &str,
        form: Option<&str>,
        said: &Said,
        scene: &Scene,
    ) -> Recalled {
        self.memory
            .as_ref()
            .map(|memory| memory.recall(message, template, form, said, scene))
            .unwrap_or_default()
    }

    pub(crate) fn scene(&self, facts: &[String]) -> Scene {
        self.memory.as_ref().map(|memory| memory.scene(facts)).unwrap_or_default()
    }

    /// What a report tells of its scene, where history learnt from scenes.
    pub(crate) fn scene_of(&self, report: &Report) -> Vec<String> {
        self.memory.as_ref().map(|memory| memory.scene_of(report)).unwrap_or_default()
    }

    /// Of all that a report tells of its scene what its answer may depend on, as hashes: two reports that agree in these and
    /// in all else that a [`Query`] takes have the same answer.
    #[cfg(feature = "learn")]
    #[must_use]
    pub fn telling(&self, report: &Report) -> Vec<u64> {
        self.memory.as_ref().map(|memory| memory.telling(report)).unwrap_or_default()
    }

    pub(crate) fn mean(&self, title: &str, message: &str) -> Meant {
        self.meaning.ask(title, message)
    }

    /// How many confirmed cases a solution has.
    pub(crate) fn cases_of(&self, at: u32) -> u32 {
        self.memory.as_ref().map_or(0, |memory| memory.cases_of(at))
    }

    /// The solutions that name this code, however it is written.
    pub fn coded(&self, code: &str) -> impl Iterator<Item = &Solution> {
        let solutions = self.catalogue().solutions();
        self.with_code(code).iter().map(|at| &solutions[*at as usize])
    }

    /// Where the solutions that name this code stand in the catalogue.
    pub(crate) fn with_code(&self, code: &str) -> &[u32] {
        self.base.codes.get(&fold(code))
    }

    /// The solutions that these circumstances rule out.
    pub(crate) fn ruled_out(&self, now: &Circumstances<'_>) -> impl Iterator<Item = u32> {
        self.base.choosy.iter().copied().filter(|at| self.holds(*at).judge(now) == Fit::No)
    }

    /// The solutions that these circumstances ask for.
    #[cfg(feature = "learn")]
    pub(crate) fn asked_for(&self, now: &Circumstances<'_>) -> impl Iterator<Item = u32> {
        self.base.choosy.iter().copied().filter(|at| self.holds(*at).judge(now) == Fit::Yes)
    }

    /// The compiled `when` of the solution at this place.
    pub(crate) fn holds(&self, at: u32) -> &Holds {
        &self.base.holds[at as usize]
    }
}
