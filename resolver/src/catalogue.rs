//! All solutions of a product, in one order, under one content hash.

use std::sync::Arc;

use unstuck_protocol::{Revision, SolutionId};
use xxhash_rust::xxh3::xxh3_128;

use crate::{Solution, pack, variants::Variants};

/// The confidence that an answer needs where a product asks for no other, in hundredths: below it, more answers would be
/// wrong than right.
pub const THRESHOLD: u8 = 50;

/// A set of solutions, sorted by id. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Catalogue {
    solutions: Arc<[Solution]>,
    variants: Variants,
    /// Hundredths.
    threshold: u8,
    revision: Revision,
}

impl Catalogue {
    /// Sorts the solutions and names their revision. Of several under one id, one is kept, whatever their order was.
    #[must_use]
    pub fn new(mut solutions: Vec<Solution>) -> Self {
        solutions.sort_by_cached_key(|solution| {
            (solution.id.clone(), pack::body(std::slice::from_ref(solution), &Variants::default(), 0))
        });
        solutions.dedup_by(|later, kept| later.id == kept.id);
        #[cfg(feature = "author")]
        let variants = Variants::of(&solutions);
        #[cfg(not(feature = "author"))]
        let variants = Variants::default();
        let hash = xxh3_128(&pack::body(&solutions, &variants, THRESHOLD));
        Self::named(solutions, variants, THRESHOLD, hash)
    }

    /// The same solutions, answering from this confidence on: hundredths, 1 to 100; without it, [`THRESHOLD`]. It is part
    /// of the revision, so that devices learn of it too.
    #[must_use]
    pub fn with_threshold(self, hundredths: u8) -> Self {
        let threshold = hundredths.clamp(1, 100);
        let hash = xxh3_128(&pack::body(&self.solutions, &self.variants, threshold));
        Self { threshold, revision: Revision::of(hash), ..self }
    }

    /// The confidence that an answer needs, 0 to 1.
    #[must_use]
    pub fn threshold(&self) -> f32 {
        f32::from(self.threshold) / 100.0
    }

    pub(crate) fn hundredths(&self) -> u8 {
        self.threshold
    }

    /// Of solutions that are sorted by id already, under the hash of their encoding; `None` where they are not.
    pub(crate) fn sorted(
        solutions: Vec<Solution>,
        variants: Variants,
        threshold: u8,
        hash: u128,
    ) -> Option<Self> {
        let sorted = solutions.is_sorted_by(|one, next| one.id < next.id);
        sorted.then(|| Self::named(solutions, variants, threshold, hash))
    }

    fn named(solutions: Vec<Solution>, variants: Variants, threshold: u8, hash: u128) -> Self {
        Self { solutions: solutions.into(), variants, threshold, revision: Revision::of(hash) }
    }

    /// The solutions, sorted by id.
    #[must_use]
    pub fn solutions(&self) -> &[Solution] {
        &self.solutions
    }

    /// The content hash: the same for the same solutions, on every machine.
    #[must_use]
    pub fn revision(&self) -> &Revision {
        &self.revision
    }

    /// The solution of this name.
    #[must_use]
    pub fn get(&self, id: &SolutionId) -> Option<&Solution> {
        self.position(id).map(|at| &self.solutions[at])
    }

    /// The characters that are read alike.
    pub(crate) fn variants(&self) -> &Variants {
        &self.variants
    }

    /// Where the solution of this name stands in [`Self::solutions`].
    pub(crate) fn position(&self, id: &SolutionId) -> Option<usize> {
        self.solutions.binary_search_by(|solution| solution.id.cmp(id)).ok()
    }
}
