//! How near texts are in meaning, where somebody gives an encoder: another evidence beside the words.

#[cfg(not(feature = "embed"))]
pub(crate) use absent::*;
#[cfg(feature = "embed")]
pub use present::Encoder;
#[cfg(feature = "embed")]
pub(crate) use present::*;

#[cfg(feature = "embed")]
mod present {
    use std::{fmt::Debug, sync::Arc};

    use crate::{Catalogue, Solution, top};

    /// Turns a text into a vector; the nearer two meanings are, the nearer the directions of their vectors.
    ///
    /// The same text must give the same vector each time.
    pub trait Encoder: Debug + Send + Sync {
        /// The vector of a text, always of one length; none where it knows nothing of the text.
        fn encode(&self, text: &str) -> Option<Vec<f32>>;
    }

    /// Cosines up to this one say nothing: any two texts of a language are that near.
    const FAR: f32 = 0.3;

    /// The vectors of a catalogue, and of the cases that are known.
    #[derive(Debug, Clone, Default)]
    pub(crate) struct Meaning(Option<Space>);

    #[derive(Debug, Clone)]
    struct Space {
        encoder: Arc<dyn Encoder>,
        pages: Arc<Vectors>,
        /// Those that nobody had an answer to stand behind those of the last solution.
        cases: Arc<Vectors>,
    }

    impl Meaning {
        /// Reads what the solutions say.
        pub(crate) fn new(encoder: Arc<dyn Encoder>, catalogue: &Catalogue) -> Self {
            let solutions = catalogue.variants().fold_all(catalogue.solutions());
            let mut pages = Vectors::default();
            for solution in solutions.iter() {
                said(solution).for_each(|text| pages.add(encoder.encode(text)));
                pages.close();
            }
            Self(Some(Space { encoder, pages: Arc::new(pages), cases: Arc::default() }))
        }

        /// With these cases in the place of those it had, over so many solutions.
        #[cfg(feature = "learn")]
        pub(crate) fn remembering(&self, cases: &[(&str, Option<u32>)], solutions: usize) -> Self {
            let with = |space: &Space| {
                let mut owned: Vec<(u32, &str)> =
                    cases.iter().map(|(text, at)| (at.unwrap_or(solutions as u32), *text)).collect();
                owned.sort_by_key(|(owner, _)| *owner);
                let mut vectors = Vectors::default();
                for (owner, text) in owned {
                    while vectors.owners() < owner as usize {
                        vectors.close();
                    }
                    vectors.add(space.encoder.encode(text));
                }
                vectors.close();
                Space { cases: Arc::new(vectors), ..space.clone() }
            };
            Self(self.0.as_ref().map(with))
        }

        /// What a query means, beside all that is known.
        pub(crate) fn ask(&self, title: &str, message: &str) -> Meant {
            let Some(space) = &self.0 else { return Meant::default() };
            let text = [title, message].map(str::trim).join("\n");
            let Some(direction) = space.encoder.encode(text.trim()).and_then(Direction::of) else {
                return Meant::default();
            };
            let solutions = space.pages.owners();
            let mut nearest = vec![0.0; solutions + 1];
            space.pages.nearest(&direction, &mut nearest);
            space.cases.nearest(&direction, &mut nearest);
            let none = nearest.pop().unwrap_or_default();
            Meant { nearest, none, asked: Some((direction, Arc::clone(&space.pages))) }
        }
    }

    /// The short texts of a solution, each with a meaning of its own.
    fn said(solution: &Solution) -> impl Iterator<Item = &str> {
        let titles = solution.texts.iter().map(|text| &text.title);
        titles.chain(&solution.questions).chain(&solution.messages).map(String::as_str)
    }

    /// How near a query is to each solution.
    #[derive(Debug, Default)]
    pub(crate) struct Meant {
        nearest: Vec<f32>,
        none: f32,
        asked: Option<(Direction, Arc<Vectors>)>,
    }

    impl Meant {
        /// Adds the nearest solutions.
        pub(crate) fn best(&self, most: usize, looked: &mut Vec<u32>) {
            let mut best = Vec::new();
            for (at, near) in self.nearest.iter().enumerate().filter(|(_, near)| **near > FAR) {
                top::keep(&mut best, most, at as u32, *near);
            }
            looked.extend(best.into_iter().map(|(at, _)| at));
        }

        /// How near a solution's nearest text or case is, 0 to 1.
        pub(crate) fn near(&self, at: u32) -> f32 {
            self.nearest.get(at as usize).map_or(0.0, |near| above(*near))
        }

        /// How near that is which nobody had an answer to.
        pub(crate) fn none(&self) -> f32 {
            above(self.none)
        }

        /// What the solution says that is nearest, as it is written there.
        pub(crate) fn text(&self, at: u32, solution: &Solution) -> Option<String> {
            let (direction, pages) = self.asked.as_ref()?;
            let mut best = (FAR, None);
            for (row, text) in pages.range(at as usize).zip(said(solution)) {
                let near = pages.cosine(row, direction);
                if near > best.0 {
                    best = (near, Some(text));
                }
            }
            best.1.map(str::to_owned)
        }
    }

    fn above(cosine: f32) -> f32 {
        ((cosine - FAR) / (1.0 - FAR)).clamp(0.0, 1.0)
    }

    /// A vector in bytes, and what its bytes must be multiplied with to be of length one.
    #[derive(Debug, Clone)]
    struct Direction(Vec<i8>, f32);

    impl Direction {
        fn of(vector: Vec<f32>) -> Option<Self> {
            let most = vector.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
            if !most.is_normal() || vector.iter().any(|value| !value.is_finite()) {
                return None;
            }
            let bytes: Vec<i8> = vector.iter().map(|value| (value / most * 127.0).round() as i8).collect();
            let length = dot(&bytes, &bytes) as f32;
            Some(Self(bytes, 1.0 / length.sqrt()))
        }
    }

    /// Vectors in one flat list, in the order of their owners.
    #[derive(Debug, Default)]
    struct Vectors {
        width: usize,
        bytes: Vec<i8>,
        scales: Vec<f32>,
        /// Where the vectors of each owner end.
        ends: Vec<u32>,
    }

    impl Vectors {
        /// One more vector of the owner that is open; one of another length than the first is taken for none.
        fn add(&mut self, vector: Option<Vec<f32>>) {
            let direction = vector.and_then(Direction::of);
            if let Some(Direction(bytes, _)) = &direction
                && self.width == 0
            {
                self.width = bytes.len();
                self.bytes.resize(self.scales.len() * self.width, 0);
            }
            match direction {
                Some(Direction(bytes, scale)) if bytes.len() == self.width => {
                    self.bytes.extend(bytes);
                    self.scales.push(scale);
                }
                _ => {
                    self.bytes.resize(self.bytes.len() + self.width, 0);
                    self.scales.push(0.0);
                }
            }
        }

        /// The owner has no more.
        fn close(&mut self) {
            self.ends.push(self.scales.len() as u32);
        }

        fn owners(&self) -> usize {
            self.ends.len()
        }

        fn range(&self, owner: usize) -> std::ops::Range<usize> {
            let start = owner.checked_sub(1).map_or(0, |before| self.ends[before]);
            start as usize..self.ends[owner] as usize
        }

        fn cosine(&self, row: usize, direction: &Direction) -> f32 {
            if direction.0.len() != self.width {
                return 0.0;
            }
            let bytes = &self.bytes[row * self.width..(row + 1) * self.width];
            dot(bytes, &direction.0) as f32 * self.scales[row] * direction.1
        }

        /// Raises what is known of each owner to its nearest vector.
        fn nearest(&self, direction: &Direction, nearest: &mut [f32]) {
            for (owner, near) in nearest.iter_mut().enumerate().take(self.owners()) {
                for row in self.range(owner) {
                    *near = near.max(self.cosine(row, direction));
                }
            }
        }
    }

    fn dot(one: &[i8], other: &[i8]) -> i32 {
        // No sum comes near the end of the numbers; saying so lets many be multiplied at once, also in a build for tests.
        one.iter().zip(other).fold(0_i32, |sum, (one, other)| {
            sum.wrapping_add(i32::from(i16::from(*one).wrapping_mul(i16::from(*other))))
        })
    }
}

#[cfg(not(feature = "embed"))]
mod absent {
    use crate::Solution;

    /// A page has no encoder.
    #[derive(Debug, Clone, Default)]
    pub(crate) struct Meaning {}

    /// Nothing.
    #[derive(Debug, Default)]
    pub(crate) struct Meant {}

    impl Meaning {
        #[cfg(feature = "learn")]
        pub(crate) fn remembering(&self, _: &[(&str, Option<u32>)], _: usize) -> Self {
            Self {}
        }

        pub(crate) fn ask(&self, _: &str, _: &str) -> Meant {
            Meant {}
        }
    }

    impl Meant {
        pub(crate) fn best(&self, _: usize, _: &mut Vec<u32>) {}

        pub(crate) fn near(&self, _: u32) -> f32 {
            0.0
        }

        pub(crate) fn none(&self) -> f32 {
            0.0
        }

        pub(crate) fn text(&self, _: u32, _: &Solution) -> Option<String> {
            None
        }
    }
}
