//! All evidence in one probability.
//!
//! Each candidate's signals add up to its score; "none of them" has a score of its own, from what speaks for knowing no
//! answer. A candidate's confidence is its share of the exponentials of all scores (a conditional logit, McFadden
//! 1974), so that a rival or an unknown word takes confidence away, and more evidence never does: no weight of a signal is
//! negative. Weights are learnt from history by [`fit`]; a product without history has those of all.

#[cfg(feature = "learn")]
pub(crate) mod fit;

/// What speaks for a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Signal {
    /// Words of its text.
    Text,
    /// Its titles, questions, messages and lines, all together.
    Lines,
    /// The nearest one of them.
    Line,
    /// The form of the message.
    Form,
    /// What people were helped by, all together.
    Cases,
    /// The nearest case.
    Case,
    /// The classifier, by the logarithm of its probability.
    Class,
    /// The classifier, by its probability.
    Chance,
    /// The linear classifier beside it, by the margin.
    Margin,
    /// How often it was the answer.
    Prior,
    /// The form of the message, among the cases.
    Seen,
    /// Route and release.
    Context,
    /// What it means, beside the nearest text or case; 0 without an encoder.
    Meaning,
    /// Where the error was met, beside where the solution's cases were: below zero where those were elsewhere.
    Scene,
}

/// Number of signals.
pub(crate) const SIGNALS: usize = 14;
/// A candidate's signals, each 0 to about 1; the scene's from −1.
pub(crate) type Signals = [f32; SIGNALS];

/// What speaks for knowing no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Doubt {
    /// Nothing in particular.
    Always,
    /// Words that stand in no text.
    Unknown,
    /// What nobody had an answer to, all together.
    Cases,
    /// The nearest one of those.
    Case,
    /// The classifier, by the logarithm of its probability.
    Class,
    /// The classifier, by its probability.
    Chance,
    /// The linear one, by the margin.
    Margin,
    /// Few words.
    Short,
    /// A code that no solution names.
    Strange,
    /// The form of the message, among what nobody had an answer to.
    Seen,
    /// What it means, beside what nobody had an answer to.
    Meaning,
}

/// Number of doubts.
pub(crate) const DOUBTS: usize = 11;
/// A query's doubts, each 0 to about 1.
pub(crate) type Doubts = [f32; DOUBTS];

/// How much each signal and doubt counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fusion {
    pub(crate) signals: Signals,
    pub(crate) doubts: Doubts,
}

/// Without history: fitted to the train rows of two catalogues with pages, nextjs and rust, each counting alike (`cargo run
/// --release -p unstuck-resolver --all-features --example fit -- cold FOLDER…`). What they can't tell is chosen: the form
/// of an author's message, circumstances, a code that nobody names, and meaning, which most products have no encoder for.
pub(crate) const COLD: Fusion = Fusion {
    signals: [9.2, 3.8, 3.3, 6.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 3.0, 0.0],
    doubts: [5.7, 0.4, 0.0, 0.0, 0.0, 0.0, 0.0, 1.5, 2.0, 0.0, 0.0],
};

/// Where the weights of a product's own history begin once it is long: the same with `warm`, over five sets.
#[cfg(feature = "learn")]
const WARM: Fusion = Fusion {
    signals: [8.1, 2.7, 1.1, 6.0, 0.6, 0.9, 1.0, 1.7, 7.7, 0.0, 0.7, 0.3, 5.0, 3.0],
    doubts: [3.4, 0.0, 4.7, 3.6, 1.4, 0.0, 1.7, 0.0, 2.0, 1.3, 3.0],
};

/// With the first cases, from which no classifier learns much yet: what is nearest to a query and its form count more.
/// Fitted with the network alone; what the linear classifier counts is chosen.
#[cfg(feature = "learn")]
const EARLY: Fusion = Fusion {
    signals: [8.3, 3.6, 2.3, 6.0, 2.3, 2.3, 1.2, 5.6, 2.0, 0.0, 1.3, 0.3, 5.0, 3.0],
    doubts: [2.0, 0.0, 4.5, 3.5, 3.3, 0.1, 1.0, 0.5, 2.0, 1.4, 3.0],
};
/// Cases with which history is half long.
#[cfg(feature = "learn")]
const HALF: f32 = 50.0;

impl Fusion {
    /// Where the weights begin of a product with so many cases.
    #[cfg(feature = "learn")]
    pub(crate) fn begin(cases: usize) -> Self {
        let long = cases as f32 / (cases as f32 + HALF);
        let mut begin = EARLY;
        let signals = begin.signals.iter_mut().zip(&WARM.signals);
        let doubts = begin.doubts.iter_mut().zip(&WARM.doubts);
        signals.chain(doubts).for_each(|(early, warm)| *early += (warm - *early) * long);
        begin
    }

    /// A candidate's score.
    pub(crate) fn score(&self, signals: &Signals) -> f32 {
        self.signals.iter().zip(signals).map(|(weight, signal)| weight * signal).sum()
    }

    /// The score of "none of them".
    pub(crate) fn doubt(&self, doubts: &Doubts) -> f32 {
        self.doubts.iter().zip(doubts).map(|(weight, doubt)| weight * doubt).sum()
    }
}

/// The logarithm of a probability between 0 (hardly any) and 1 (certain).
pub(crate) fn by_logarithm(chance: f32) -> f32 {
    const LEAST: f32 = 8.0;
    (1.0 + libm::logf(chance.max(f32::MIN_POSITIVE)) / LEAST).max(0.0)
}

/// Scores into shares of one.
pub(crate) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = libm::expf(*score - most);
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{array::uniform14, collection::vec, prelude::*};

    fn shares(fusion: &Fusion, candidates: &[Signals], doubts: &Doubts) -> Vec<f32> {
        let mut shares: Vec<f32> = candidates.iter().map(|signals| fusion.score(signals)).collect();
        shares.push(fusion.doubt(doubts));
        softmax(&mut shares);
        shares
    }

    proptest! {
        #[test]
        fn more_evidence_never_lowers_a_candidate_and_never_lifts_another(
            candidates in vec(uniform14(0.0_f32..1.2), 1..6), which in any::<prop::sample::Index>(), signal in 0..SIGNALS, more in 0.0_f32..0.5,
        ) {
            let (at, doubts) = (which.index(candidates.len()), [0.5; DOUBTS]);
            let before = shares(&COLD, &candidates, &doubts);
            let mut with = candidates.clone();
            with[at][signal] += more;
            let after = shares(&COLD, &with, &doubts);
            for other in 0..before.len() {
                let (lower, higher) = if other == at { (before[other], after[other]) } else { (after[other], before[other]) };
                prop_assert!(lower <= higher + 1e-6, "{other}: {} became {}", before[other], after[other]);
            }
        }
    }

    #[cfg(feature = "learn")]
    #[test]
    fn fitted_weights_tell_the_signal_from_the_noise_and_are_never_negative() {
        let sample = |turn: usize| {
            let mut candidates = [[0.0_f32; SIGNALS]; 3];
            let right = turn % 3;
            candidates[right][Signal::Text as usize] = 0.9;
            candidates[(turn / 3) % 3][Signal::Case as usize] = 0.9;
            candidates[(right + 1) % 3][Signal::Line as usize] = 0.9;
            let mut doubts = [0.0; DOUBTS];
            doubts[Doubt::Always as usize] = 1.0;
            fit::Sample { candidates: candidates.to_vec(), right: Some(right), doubts, weight: 1.0 }
        };
        let samples: Vec<_> = (0..300).map(sample).collect();
        let begin = Fusion { signals: [1.0; SIGNALS], doubts: [1.0; DOUBTS] };
        let fitted = begin.fit(&samples);
        let weight = |signal: Signal| fitted.signals[signal as usize];
        assert!(
            weight(Signal::Text) > 3.0 && weight(Signal::Text) > 3.0 * weight(Signal::Case),
            "{fitted:?}"
        );
        assert!(
            weight(Signal::Line) < 0.01 && fitted.signals.iter().all(|weight| *weight >= 0.0),
            "{fitted:?}"
        );
    }
}
