//! Weights from history: maximum likelihood with a pull towards what is known of all products.

use super::{DOUBTS, Doubts, Fusion, SIGNALS, Signals, softmax};

/// One query whose answer is known, as the evidence saw it while its own answer was held back.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    /// The best candidates.
    pub(crate) candidates: Vec<Signals>,
    /// Which of them is right; none where none is.
    pub(crate) right: Option<usize>,
    pub(crate) doubts: Doubts,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// Steps of the descent, and how far each goes at first.
const ROUNDS: usize = 400;
const RATE: f32 = 0.1;
/// How strongly weights are pulled to where they began, in samples; doubts more, as a short history tells little of them.
const PULL: f32 = 1.0;
const PULL_OF_DOUBTS: f32 = 5.0;

impl Fusion {
    /// The weights under which the samples are most likely, beginning from these.
    pub(crate) fn fit(&self, samples: &[Sample]) -> Self {
        self.descend(samples, 0)
    }

    /// The doubts alone; how candidates stand to each other stays as it is.
    pub(crate) fn fit_doubts(&self, samples: &[Sample]) -> Self {
        self.descend(samples, SIGNALS)
    }

    /// Moves the weights from this one on.
    fn descend(&self, samples: &[Sample], from: usize) -> Self {
        let all: f32 = samples.iter().map(|sample| sample.weight).sum();
        if all <= 0.0 {
            return *self;
        }
        let begin: Vec<f32> = self.signals.iter().chain(&self.doubts).copied().collect();
        let mut weights = begin.clone();
        let (mut first, mut second) = (vec![0.0_f32; weights.len()], vec![0.0_f32; weights.len()]);
        for step in 0..ROUNDS {
            let now = Self::of(&weights);
            let mut slope = vec![0.0_f32; weights.len()];
            for sample in samples {
                now.slope(sample, &mut slope);
            }
            let rate = RATE * (1.0 - step as f32 / ROUNDS as f32);
            for at in from..weights.len() {
                let pull = if at < SIGNALS { PULL } else { PULL_OF_DOUBTS };
                let slope = (slope[at] + pull * (weights[at] - begin[at])) / all;
                first[at] = 0.9 * first[at] + 0.1 * slope;
                second[at] = 0.99 * second[at] + 0.01 * slope * slope;
                weights[at] -= rate * first[at] / (second[at].sqrt() + 1e-8);
                // more evidence never lowers a candidate; only the standing doubt may be negative
                if at != SIGNALS {
                    weights[at] = weights[at].max(0.0);
                }
            }
        }
        Self::of(&weights)
    }

    fn of(weights: &[f32]) -> Self {
        let mut fusion = Self { signals: [0.0; SIGNALS], doubts: [0.0; DOUBTS] };
        fusion.signals.copy_from_slice(&weights[..SIGNALS]);
        fusion.doubts.copy_from_slice(&weights[SIGNALS..]);
        fusion
    }

    /// Adds the slope of a sample's negative log-likelihood.
    fn slope(&self, sample: &Sample, slope: &mut [f32]) {
        let mut shares: Vec<f32> = sample.candidates.iter().map(|signals| self.score(signals)).collect();
        shares.push(self.doubt(&sample.doubts));
        softmax(&mut shares);
        for (at, signals) in sample.candidates.iter().enumerate() {
            let wrong = (shares[at] - f32::from(u8::from(sample.right == Some(at)))) * sample.weight;
            slope.iter_mut().zip(signals).for_each(|(slope, signal)| *slope += wrong * signal);
        }
        let none = shares[sample.candidates.len()] - f32::from(u8::from(sample.right.is_none()));
        let doubts = slope[SIGNALS..].iter_mut().zip(&sample.doubts);
        doubts.for_each(|(slope, doubt)| *slope += none * sample.weight * doubt);
    }
}
