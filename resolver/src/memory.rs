//! What people were helped by before, and what nobody had an answer to.

#[cfg(not(feature = "learn"))]
pub(crate) use absent::*;
#[cfg(feature = "learn")]
pub(crate) use present::*;

/// What the classifier says of one class.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Class {
    /// The network's probability.
    pub(crate) chance: f32,
    /// How far the text lies on its side, by the linear classifier: 0 (away from it) to 1 (well within).
    pub(crate) margin: f32,
}

#[cfg(feature = "learn")]
mod present {
    use std::sync::Arc;

    use unstuck_protocol::{Report, letters::lower};
    use xxhash_rust::xxh3::xxh3_64;

    use super::Class;
    pub(crate) use crate::scene::Scene;
    use crate::{
        classify::{Classes, Classifier},
        index::{Direction, Examples, Filing, Near, Said, Sums},
        learn::{Endings, Lately, Told},
        scene::{Lifts, Met, Setbacks, facts},
        templates::{Form, Templates},
        top,
    };

    /// Places of terms that are gone through to find cases.
    const BUDGET: usize = 1 << 18;

    /// Cases, searchable, with the classifier that was trained on them.
    #[derive(Debug)]
    pub(crate) struct Memory {
        /// Those that nobody had an answer to stand behind those of the last solution.
        cases: Examples,
        templates: Templates,
        classifier: Classifier,
        /// How many cases each solution has, by its place.
        counts: Vec<u32>,
        /// How often each solution was the answer, by the logarithm.
        priors: Vec<f32>,
        total: u32,
        lifts: Lifts,
        setbacks: Setbacks,
        endings: Endings,
        /// The incident that is open, as a fact.
        incident: Option<String>,
    }

    /// What the memory holds about a query.
    #[derive(Debug, Default)]
    pub(crate) struct Recalled(Option<Found>);

    #[derive(Debug)]
    struct Found {
        memory: Arc<Memory>,
        direction: Direction,
        cosines: Sums,
        /// Terms whose cosines are summed already.
        first: usize,
        classes: Classes,
        forms: Vec<Form>,
        met: Met,
        /// The hash of the message's form, and where it was met.
        written: u64,
        scene: Scene,
    }

    impl Memory {
        /// Of cases over a catalogue of so many solutions.
        pub(crate) fn new(
            cases: &[Told<'_>],
            classifier: Classifier,
            lately: Lately,
            solutions: usize,
        ) -> Self {
            let mut counts = vec![0_u32; solutions];
            cases.iter().filter_map(|case| case.solution).for_each(|at| counts[at as usize] += 1);
            let none = solutions as u32;
            let mut owned: Vec<(&str, u32)> =
                cases.iter().map(|case| (case.text, case.solution.unwrap_or(none))).collect();
            let scenes = cases
                .iter()
                .flat_map(|case| case.scenes.iter().map(|scene| (scene, case.solution.unwrap_or(none), 1.0)));
            let lifts = Lifts::new(scenes, none);
            let setbacks = Setbacks::new(cases);
            let Lately { incident, endings } = lately;
            owned.sort_by_key(|(_, owner)| *owner);
            let mut templates = Templates::default();
            for case in cases {
                let owner = case.solution.unwrap_or(none);
                match case.template {
                    Some(template) => templates.pattern(template, owner),
                    None => templates.form(case.text, owner),
                }
            }
            let mut examples = Filing::new(solutions + 1);
            owned.iter().for_each(|(text, owner)| examples.add(text, *owner, true));
            let all = libm::logf(1.0 + cases.len() as f32).max(f32::MIN_POSITIVE);
            let priors = counts.iter().map(|count| libm::logf(1.0 + *count as f32) / all).collect();
            Self {
                cases: examples.finish(),
                templates,
                classifier,
                counts,
                priors,
                total: cases.len() as u32,
                lifts,
                setbacks,
                endings,
                incident,
            }
        }

        /// What it holds about a message, given as it is, as its template, its form and what it says.
        pub(crate) fn recall(
            self: &Arc<Self>,
            message: &str,
            template: &str,
            form: Option<&str>,
            said: &Said,
            scene: &Scene,
        ) -> Recalled {
            let direction = self.cases.direction(said);
            let (cosines, first) = self.cases.search(&direction, BUDGET);
            let forms = self.templates.search(message, form);
            let classes = self.classifier.classify(template);
            let memory = Arc::clone(self);
            let (met, written, scene) = (self.lifts.meet(scene), written(template), scene.clone());
            Recalled(Some(Found { memory, direction, cosines, first, classes, forms, met, written, scene }))
        }

        /// What a classifier says beyond how often a class comes anyway: without a word that it knows it says that much.
        fn beyond(&self, class: Class, cases: u32) -> Class {
            let usual = (cases as f32 + 1.0) / (self.total as f32 + self.counts.len() as f32 + 1.0);
            Class { chance: ((class.chance - usual) / (1.0 - usual)).max(0.0), ..class }
        }

        /// How many cases a solution has.
        pub(crate) fn cases_of(&self, at: u32) -> u32 {
            self.counts[at as usize]
        }

        /// A scene with what only the memory knows of it.
        pub(crate) fn scene(&self, facts: &[String]) -> Scene {
            if self.is_blind() { Scene::default() } else { Scene::read(facts.iter().chain(&self.incident)) }
        }

        /// What a report tells of its scene, unless that says nothing.
        pub(crate) fn scene_of(&self, report: &Report) -> Vec<String> {
            if self.is_blind() { Vec::new() } else { facts(report) }
        }

        /// Those facts of it that tell anything.
        pub(crate) fn telling(&self, report: &Report) -> Vec<u64> {
            let scene = self.scene(&self.scene_of(report));
            self.lifts.meet(&scene).key().chain(self.setbacks.tell(&scene)).collect()
        }

        /// Whether no scene tells anything.
        fn is_blind(&self) -> bool {
            self.lifts.is_empty() && self.setbacks.is_empty()
        }
    }

    /// The hash of a form, as votes are counted under it.
    pub(crate) fn written(template: &str) -> u64 {
        xxh3_64(lower(template).as_bytes())
    }

    impl Found {
        fn none(&self) -> u32 {
            self.memory.counts.len() as u32
        }
    }

    impl Recalled {
        /// Adds the solutions with most evidence.
        pub(crate) fn best(&self, most: usize, looked: &mut Vec<u32>) {
            let Some(found) = &self.0 else { return };
            let none = found.none();
            let owners = found.cosines.best(most).map(|case| found.memory.cases.owner(case));
            looked.extend(owners.filter(|owner| *owner != none));
            looked.extend(found.memory.endings.helped(found.written).map(|(at, _)| at));
            looked.extend(found.forms.iter().map(|form| form.solution).filter(|owner| *owner != none));
            let classes = found.classes.solutions.iter();
            looked
                .extend(top::select(classes.map(|(at, class)| top::key(*at, class.chance)).collect(), most));
        }

        /// How near a solution's cases are.
        pub(crate) fn near(&self, at: u32) -> Near {
            let near = |found: &Found| {
                found.memory.cases.near(&found.direction, Some(&found.cosines), found.first, at)
            };
            self.0.as_ref().map(near).unwrap_or_default()
        }

        /// How near those are that nobody had an answer to.
        pub(crate) fn none(&self) -> Near {
            self.0.as_ref().map_or_else(Near::default, |found| self.near(found.none()))
        }

        /// How sure the form of the message makes of a solution.
        pub(crate) fn form(&self, at: u32) -> f32 {
            let of =
                |found: &Found| found.forms.iter().find(|form| form.solution == at).map(|form| form.sure);
            self.0.as_ref().and_then(of).unwrap_or_default()
        }

        /// How sure it makes that there is no answer.
        pub(crate) fn none_form(&self) -> f32 {
            self.0.as_ref().map_or(0.0, |found| self.form(found.none()))
        }

        /// What the classifier says of a solution.
        pub(crate) fn class(&self, at: u32) -> Class {
            let of = |found: &Found| {
                let classes = &found.classes.solutions;
                let place = classes.binary_search_by_key(&at, |(solution, _)| *solution).ok()?;
                Some(found.memory.beyond(classes[place].1, found.memory.cases_of(at)))
            };
            self.0.as_ref().and_then(of).unwrap_or_default()
        }

        /// What it says of none of them.
        pub(crate) fn none_class(&self) -> Class {
            self.0.as_ref().map(|found| found.classes.none).unwrap_or_default()
        }

        /// How often a solution was the answer, by the logarithm.
        pub(crate) fn prior(&self, at: u32) -> f32 {
            self.0.as_ref().map_or(0.0, |found| found.memory.priors[at as usize])
        }

        /// How much likelier than no answer a solution is where the error was met: −1 to 1.
        pub(crate) fn scene(&self, at: u32) -> f32 {
            self.0.as_ref().map_or(0.0, |found| found.memory.lifts.of(&found.met, at))
        }

        /// How surely it works on such a message, and where the error was met: 0 to 1, and 1 where it never failed.
        pub(crate) fn works(&self, at: u32) -> f32 {
            let Some(found) = &self.0 else { return 1.0 };
            let works = found.memory.endings.works(found.written, at);
            found.memory.setbacks.works(at, works, &found.scene)
        }

        /// How many were helped by each of these with such a message, by where it was met; nothing where nobody was.
        pub(crate) fn helped(&self, of: &[u32]) -> Option<Vec<f32>> {
            let found = self.0.as_ref()?;
            let mut helped = vec![0.0; of.len()];
            let (mut all, mut lifted) = (0.0, 0.0);
            for (at, count) in found.memory.endings.helped(found.written) {
                let Some(place) = of.iter().position(|other| *other == at) else { continue };
                helped[place] = count * libm::expf(found.memory.lifts.of_scene(&found.scene, at));
                (all, lifted) = (all + count, lifted + helped[place]);
            }
            helped.iter_mut().for_each(|helped| *helped *= all / lifted);
            (all > 0.0).then_some(helped)
        }

        /// Those of the facts that speak for it.
        pub(crate) fn lifts(&self, facts: &[String], at: u32) -> Vec<String> {
            let Some(found) = self.0.as_ref().filter(|found| !found.met.is_empty()) else {
                return Vec::new();
            };
            let facts = facts.iter().chain(&found.memory.incident);
            facts.filter(|fact| found.memory.lifts.lifts(fact, at)).cloned().collect()
        }
    }
}

#[cfg(not(feature = "learn"))]
mod absent {
    use unstuck_protocol::Report;

    use super::Class;
    use crate::index::{Near, Said};

    /// A page has no memory of its own: what it knows stands in its pack.
    #[derive(Debug, Clone)]
    pub(crate) enum Memory {}

    /// Nothing.
    #[derive(Debug, Default)]
    pub(crate) struct Recalled {}

    /// Where an error was met tells a page nothing.
    #[derive(Default)]
    pub(crate) struct Scene {}

    impl Memory {
        pub(crate) fn recall(&self, _: &str, _: &str, _: Option<&str>, _: &Said, _: &Scene) -> Recalled {
            match *self {}
        }

        pub(crate) fn cases_of(&self, _: u32) -> u32 {
            match *self {}
        }

        pub(crate) fn scene(&self, _: &[String]) -> Scene {
            match *self {}
        }

        pub(crate) fn scene_of(&self, _: &Report) -> Vec<String> {
            match *self {}
        }
    }

    impl Recalled {
        pub(crate) fn best(&self, _: usize, _: &mut Vec<u32>) {}

        pub(crate) fn near(&self, _: u32) -> Near {
            Near::default()
        }

        pub(crate) fn form(&self, _: u32) -> f32 {
            0.0
        }

        pub(crate) fn class(&self, _: u32) -> Class {
            Class::default()
        }

        pub(crate) fn prior(&self, _: u32) -> f32 {
            0.0
        }

        pub(crate) fn scene(&self, _: u32) -> f32 {
            0.0
        }

        pub(crate) fn works(&self, _: u32) -> f32 {
            1.0
        }

        pub(crate) fn helped(&self, _: &[u32]) -> Option<Vec<f32>> {
            None
        }

        pub(crate) fn lifts(&self, _: &[String], _: u32) -> Vec<String> {
            Vec::new()
        }

        pub(crate) fn none(&self) -> Near {
            Near::default()
        }

        pub(crate) fn none_form(&self) -> f32 {
            0.0
        }

        pub(crate) fn none_class(&self) -> Class {
            Class::default()
        }
    }
}
