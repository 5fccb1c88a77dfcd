//! How much each sign counts, by intents that came after all that is counted.

use super::{
    Moment,
    evidence::{self, Guesses, Hints},
    habits::Weighed,
};
use crate::{Resolver, fusion::softmax, learn::Wanted};

/// Solutions most wanted that stand beside what the moment hints at.
const OFTEN: usize = 32;
/// Intents before one that tell what surged then.
const BEFORE: usize = 32;
/// Steps of the descent, how far each goes at first, and how strongly weights are pulled to where they began, in intents.
const ROUNDS: usize = 80;
const RATE: f32 = 0.1;
const PULL: f32 = 4.0;

/// Intents whose first questions are taken to have been the ones besides, as often as they were sure.
const SURE: f32 = 8.0;

/// What the latest intents teach.
pub(super) struct Taught {
    pub(super) weights: Vec<f32>,
    /// How often the first question was the one, beside how sure it was: less, as the first of many that are nearly alike is
    /// the first by chance.
    pub(super) kept: f32,
}

struct Sample {
    guesses: Guesses,
    right: usize,
    weight: f32,
}

/// The weights under which what was wanted is most likely, and how far the likeliest can be believed.
pub(super) fn weights(resolver: &Resolver, counted: &Weighed, latest: &[&Wanted]) -> Taught {
    let begin = &counted.weights;
    let samples: Vec<Sample> =
        (0..latest.len()).filter_map(|at| sample(resolver, counted, latest, at)).collect();
    let sum: f32 = samples.iter().map(|sample| sample.weight).sum();
    if sum <= 0.0 {
        return Taught { weights: begin.clone(), kept: 1.0 };
    }
    let mut weights = begin.clone();
    let (mut first, mut second) = (vec![0.0_f32; weights.len()], vec![0.0_f32; weights.len()]);
    for step in 0..ROUNDS {
        let slopes = slope(&samples, &weights);
        let rate = RATE * (1.0 - step as f32 / ROUNDS as f32);
        for at in 0..weights.len() {
            let slope = (slopes[at] + PULL * (weights[at] - begin[at])) / sum;
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.99 * second[at] + 0.01 * slope * slope;
            weights[at] = (weights[at] - rate * first[at] / (second[at].sqrt() + 1e-8)).max(0.0);
        }
    }
    let kept = kept(&samples, &weights);
    Taught { weights, kept }
}

fn sample(resolver: &Resolver, counted: &Weighed, latest: &[&Wanted], at: usize) -> Option<Sample> {
    let wanted = latest[at];
    let moment = Moment::told(&wanted.facts);
    let hints = Hints::of(resolver, &moment);
    let before = &latest[at.saturating_sub(BEFORE)..at];
    let surges: Vec<(u32, u32)> = before.iter().map(|one| (one.solution, 1)).collect();
    let mut looked: Vec<u32> = counted.often().take(OFTEN).collect();
    looked.push(wanted.solution);
    let guesses = evidence::guess(resolver, counted, &hints, &wanted.scene, &surges, looked);
    // One that its own `when` rules out there was chosen elsewhere.
    let right = guesses.all.iter().position(|guess| guess.at == wanted.solution)?;
    Some(Sample { guesses, right, weight: wanted.weight })
}

fn kept(samples: &[Sample], weights: &[f32]) -> f32 {
    let (mut hits, mut sure) = (SURE, SURE);
    for sample in samples {
        let mut shares = sample.guesses.scores(weights);
        softmax(&mut shares);
        shares.truncate(sample.guesses.all.len());
        if let Some((at, share)) =
            shares.iter().enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other))
        {
            hits += if at == sample.right { sample.weight } else { 0.0 };
            sure += share * sample.weight;
        }
    }
    (hits / sure).min(1.0)
}

/// The slope of the samples' negative log-likelihood.
fn slope(samples: &[Sample], weights: &[f32]) -> Vec<f32> {
    let mut slope = vec![0.0; weights.len()];
    for sample in samples {
        let mut shares = sample.guesses.scores(weights);
        softmax(&mut shares);
        for (at, guess) in sample.guesses.all.iter().enumerate() {
            let wrong = (shares[at] - f32::from(u8::from(at == sample.right))) * sample.weight;
            slope.iter_mut().zip(&guess.signs).for_each(|(slope, sign)| *slope += wrong * sign);
        }
    }
    slope
}
