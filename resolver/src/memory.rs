//! What people were helped by before, and what nobody had an answer to.

#[cfg(not(feature = "learn"))]
pub(crate) use absent::*;
#[cfg(feature = "learn")]
pub(crate) use present::*;

#[cfg(feature = "learn")]
mod present {
    use crate::{
        classify::Classifier,
        index::{Example, Examples, Near, Said},
        templates::{Form, Forms},
    };

    /// What the memory holds about a query.
    #[derive(Debug, Default)]
    pub(crate) struct Recalled {
        /// How near each solution's cases are, by its place; empty without a memory.
        near: Vec<Near>,
        /// How near those are that nobody had an answer to.
        none: Near,
        /// The classifier's probability of each solution, by its place; empty without one.
        chances: Vec<f32>,
        none_chance: f32,
        priors: Vec<f32>,
        /// How sure the form of the message makes of each solution, by its place.
        forms: Vec<Form>,
        /// How sure it makes that there is no answer.
        none_form: f32,
    }

    impl Recalled {
        pub(crate) fn near(&self, at: usize) -> Near {
            self.near.get(at).copied().unwrap_or_default()
        }

        pub(crate) fn chance(&self, at: usize) -> f32 {
            self.chances.get(at).copied().unwrap_or_default()
        }

        /// How sure the form of the message makes of a solution.
        pub(crate) fn form(&self, at: u32) -> f32 {
            self.forms.iter().find(|form| form.solution == at).map_or(0.0, |form| form.sure)
        }

        pub(crate) fn none(&self) -> Near {
            self.none
        }

        pub(crate) fn none_form(&self) -> f32 {
            self.none_form
        }

        pub(crate) fn none_chance(&self) -> f32 {
            self.none_chance
        }

        pub(crate) fn prior(&self, at: usize) -> f32 {
            self.priors.get(at).copied().unwrap_or_default()
        }
    }

    /// Cases, searchable, with the classifier that was trained on them.
    #[derive(Debug, Clone)]
    pub(crate) struct Memory {
        cases: Examples,
        forms: Forms,
        classifier: Classifier,
        /// How many cases each solution has, by its place.
        counts: Vec<u32>,
        priors: Vec<f32>,
    }

    impl Memory {
        /// Of cases over a catalogue of so many solutions.
        pub(crate) fn new(cases: &[(&str, Option<u32>)], classifier: Classifier, solutions: usize) -> Self {
            let mut counts = vec![0_u32; solutions];
            cases.iter().filter_map(|(_, at)| *at).for_each(|at| counts[at as usize] += 1);
            let examples: Vec<Example> =
                cases.iter().map(|(text, at)| ((*text).to_owned(), at.unwrap_or(solutions as u32))).collect();
            let most = libm::logf(1.0 + cases.len() as f32).max(f32::MIN_POSITIVE);
            let priors = counts.iter().map(|count| libm::logf(1.0 + *count as f32) / most).collect();
            let mut forms = Forms::default();
            examples.iter().for_each(|(text, at)| forms.add(text, *at));
            Self { forms, cases: Examples::new(&examples, solutions + 1), classifier, counts, priors }
        }

        pub(crate) fn recall(&self, message: &str, said: &Said) -> Recalled {
            let mut near = self.cases.search(said);
            let none = near.pop().unwrap_or_default();
            let mut chances = vec![0.0; near.len()];
            let said = self.classifier.classify(message);
            said.solutions.iter().for_each(|(at, chance)| chances[*at as usize] = *chance);
            let mut forms = Vec::new();
            self.forms.search(message, &mut forms);
            let none_place = near.len() as u32;
            let none_form =
                forms.iter().find(|form| form.solution == none_place).map_or(0.0, |form| form.sure);
            forms.retain(|form| form.solution != none_place);
            Recalled {
                near,
                none,
                chances,
                none_chance: said.none,
                priors: self.priors.clone(),
                forms,
                none_form,
            }
        }

        /// How many cases a solution has.
        pub(crate) fn cases_of(&self, at: u32) -> u32 {
            self.counts[at as usize]
        }
    }
}

#[cfg(not(feature = "learn"))]
mod absent {
    use crate::index::{Near, Said};

    /// A page has no memory of its own: what it knows stands in its pack.
    #[derive(Debug, Clone)]
    pub(crate) enum Memory {}

    /// Nothing.
    #[derive(Debug, Default)]
    pub(crate) struct Recalled {}

    impl Memory {
        pub(crate) fn recall(&self, _: &str, _: &Said) -> Recalled {
            match *self {}
        }

        pub(crate) fn cases_of(&self, _: u32) -> u32 {
            match *self {}
        }
    }

    impl Recalled {
        pub(crate) fn near(&self, _: usize) -> Near {
            Near::default()
        }

        pub(crate) fn form(&self, _: u32) -> f32 {
            0.0
        }

        pub(crate) fn chance(&self, _: usize) -> f32 {
            0.0
        }

        pub(crate) fn prior(&self, _: usize) -> f32 {
            0.0
        }

        pub(crate) fn none(&self) -> Near {
            Near::default()
        }

        pub(crate) fn none_form(&self) -> f32 {
            0.0
        }

        pub(crate) fn none_chance(&self) -> f32 {
            0.0
        }
    }
}
