//! What speaks for each question at a moment.

use crate::{
    Query, Resolver,
    fusion::{self, Signal},
    meaning::Meaning,
    predict::{Moment, Surge, habits::Weighed},
    rank,
    scene::Scene,
    when::{Circumstances, Fit},
};

/// Solutions that are looked at because they are wanted most, and because their `when` asks for the moment.
const OFTEN: usize = 64;
const PLACED: usize = 64;
/// Likeness of texts below which it is by chance.
const FAINT: f32 = 0.1;
/// Deviations that as many more than usual must be as chance does not make.
const SURELY: f32 = 2.0;

/// What speaks for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Sign {
    /// How often it is wanted, beside a chance that is the same for all; by the logarithm.
    Often,
    /// Its `when` asks for this moment.
    Place,
    /// What its text has in common with the trail.
    Trail,
    /// How much more often it is needed of late than usually, by the logarithm; 0 where that may be chance.
    Surge,
}

/// How many there are, before one for each kind of fact: how much more often it is wanted where that is as now, by the
/// logarithm.
pub(super) const SIGNS: usize = 4;

/// What speaks for a solution.
#[derive(Debug)]
pub(super) struct Guess {
    pub(super) at: u32,
    pub(super) signs: Vec<f32>,
    known: bool,
}

/// All that are looked at, and what is left for all others together.
#[derive(Debug)]
pub(super) struct Guesses {
    pub(super) all: Vec<Guess>,
    /// How many others there are, by the logarithm; none where there are none.
    others: Option<f32>,
    /// How often one of them is wanted, as [`Sign::Often`].
    seldom: f32,
}

impl Guess {
    /// Whether anything tells of it.
    pub(super) fn speaks(&self) -> bool {
        let sign = |sign: Sign| self.signs[sign as usize];
        self.known || sign(Sign::Place) > 0.0 || sign(Sign::Trail) >= FAINT || sign(Sign::Surge) > 0.0
    }
}

impl Guesses {
    /// The scores of all, and behind them that of the others.
    pub(super) fn scores(&self, weights: &[f32]) -> Vec<f32> {
        let mut scores: Vec<f32> = Vec::with_capacity(self.all.len() + 1);
        for guess in &self.all {
            scores.push(guess.signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum());
        }
        scores.push(
            self.others.map_or(f32::MIN, |others| others + weights[Sign::Often as usize] * self.seldom),
        );
        scores
    }
}

/// What speaks for whom at this moment.
pub(super) fn gather(resolver: &Resolver, weighed: &Weighed, moment: &Moment) -> Guesses {
    let hints = Hints::of(resolver, moment);
    let scene = Scene::read(moment.facts.iter());
    let placed: Vec<(u32, u32)> = moment.surges.iter().filter_map(|surge| place(resolver, surge)).collect();
    let mut looked: Vec<u32> = weighed.often().take(OFTEN).collect();
    looked.extend(placed.iter().map(|(at, _)| at));
    guess(resolver, weighed, &hints, &scene, &placed, looked)
}

fn place(resolver: &Resolver, surge: &Surge) -> Option<(u32, u32)> {
    Some((resolver.catalogue().position(&surge.solution)? as u32, surge.count))
}

/// The same of those looked at and those that the moment hints at.
pub(super) fn guess(
    resolver: &Resolver,
    weighed: &Weighed,
    hints: &Hints<'_>,
    scene: &Scene,
    surges: &[(u32, u32)],
    mut looked: Vec<u32>,
) -> Guesses {
    looked.extend(&hints.places);
    looked.extend(hints.trail.iter().map(|(at, _)| at));
    looked.sort_unstable();
    looked.dedup();
    let recent: u32 = surges.iter().map(|(_, count)| count).sum();
    let mut all = Vec::new();
    for at in looked {
        if resolver.holds(at).judge(&hints.now) == Fit::No {
            continue;
        }
        let (usual, known) = weighed.share(at);
        let mut signs = vec![0.0; SIGNS];
        signs[Sign::Often as usize] = libm::logf(usual * weighed.solutions());
        signs[Sign::Place as usize] = f32::from(u8::from(hints.places.binary_search(&at).is_ok()));
        signs[Sign::Trail as usize] =
            hints.trail.iter().find(|(other, _)| *other == at).map_or(0.0, |(_, like)| *like);
        if recent > 0 {
            let count: u32 = surges.iter().filter(|(other, _)| *other == at).map(|(_, count)| count).sum();
            let (count, expected) = (count as f32, usual * recent as f32);
            if count > expected + SURELY * expected.sqrt() + 1.0 {
                signs[Sign::Surge as usize] = libm::logf((count + 1.0) / (expected + 1.0));
            }
        }
        signs.extend(weighed.lifts.of_kinds(scene, at));
        all.push(Guess { at, signs, known });
    }
    let others = resolver.catalogue().solutions().len() - hints.out - all.len();
    let others = (others > 0).then(|| libm::logf(others as f32));
    let seldom = libm::logf(weighed.share(u32::MAX).0 * weighed.solutions());
    Guesses { all, others, seldom }
}

/// What the moment alone hints at, without history.
pub(super) struct Hints<'a> {
    now: Circumstances<'a>,
    /// In order.
    places: Vec<u32>,
    trail: Vec<(u32, f32)>,
    /// How many the circumstances rule out.
    out: usize,
}

impl<'a> Hints<'a> {
    pub(super) fn of(resolver: &Resolver, moment: &'a Moment) -> Self {
        let (route, release) = (moment.route.as_deref(), moment.release.as_deref());
        let query = Query { message: &moment.trail, route, release, ..Query::default() };
        let now = Circumstances::of(&query);
        // What people were told for their errors says nothing about the words of a trail.
        let cold = Resolver {
            memory: None,
            habits: None,
            fusion: fusion::COLD,
            meaning: Meaning::default(),
            ..resolver.clone()
        };
        let (_, cases) = rank::gather_in(&cold, &query, &Scene::default());
        let like = |signals: &fusion::Signals| {
            signals[Signal::Text as usize].max(signals[Signal::Lines as usize]).min(1.0)
        };
        let trail = cases.iter().map(|case| (case.at, like(&case.signals)));
        Self {
            places: resolver.asked_for(&now).take(PLACED).collect(),
            trail: trail.filter(|(_, like)| *like >= FAINT).collect(),
            out: resolver.ruled_out(&now).count(),
            now,
        }
    }
}
