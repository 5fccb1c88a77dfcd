//! Which solution a text asks for, by what people asked before: a small neural network and a linear classifier, both over
//! hashed n-grams.
//!
//! The network's hidden layer lies between the n-grams and the solutions, so that what is learnt about a word for one
//! solution serves all of them; the linear one learns more from few examples. Each errs where the other does not. `ARCHITECTURE.md` has its figures, with all other evidence, beside a linear one's.
//! Weights are bytes with a scale a row.

mod grams;
mod linear;
pub(crate) mod train;

use crate::{fusion::softmax, memory::Class};
use grams::{Gram, grams};
use linear::Linear;

/// Width of the hidden layer.
pub(crate) const HIDDEN: usize = 256;
/// What the sum of n-grams is multiplied by before it is cut at zero.
const GAIN: f32 = 2.0;

/// A trained classifier.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classifier {
    /// The solution of each class, by its place in the catalogue; the class without one is "none of them".
    classes: Vec<Option<u32>>,
    /// What an n-gram of each bucket counts; nothing where none was ever seen. Their number is a power of two.
    rarity: Vec<f32>,
    /// What an n-gram counts that was never seen.
    rarest: f32,
    /// A row of [`HIDDEN`] for each bucket.
    within: Bytes,
    bias: Vec<f32>,
    /// A row of [`HIDDEN`] for each class.
    out: Bytes,
    out_bias: Vec<f32>,
    linear: Linear,
}

/// What a classifier says about a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes {
    /// Each solution that has a class, by its place, with what is said of it.
    pub(crate) solutions: Vec<(u32, Class)>,
    /// The same of "none of them"; nothing where that was never seen.
    pub(crate) none: Class,
}

impl Classifier {
    /// What it says about a text; nothing where it knows no class or no n-gram of it.
    pub(crate) fn classify(&self, text: &str) -> Classes {
        let mut said = Classes::default();
        if self.classes.is_empty() {
            return said;
        }
        let (inputs, understood) = inputs(&grams(text), &self.rarity, self.rarest);
        if inputs.is_empty() {
            return said;
        }
        let mut hidden = self.bias.clone();
        for input in &inputs {
            self.within.add(input.bucket as usize, GAIN * input.weight, &mut hidden);
        }
        hidden.iter_mut().for_each(|unit| *unit = unit.max(0.0));
        let mut odds: Vec<f32> = self
            .out_bias
            .iter()
            .enumerate()
            .map(|(class, bias)| bias + self.out.dot(class, &hidden))
            .collect();
        softmax(&mut odds);
        let mut margins = self.linear.margins(&inputs);
        // Too many classes for it: it is far from all of them.
        margins.resize(odds.len(), -1.0);
        for ((class, chance), margin) in self.classes.iter().zip(odds).zip(margins) {
            let one = Class {
                chance: understood * chance,
                margin: understood * ((1.0 + margin) / 2.0).clamp(0.0, 1.0),
            };
            match class {
                Some(solution) => said.solutions.push((*solution, one)),
                None => said.none = one,
            }
        }
        said
    }
}

/// An n-gram as the network reads it.
#[derive(Debug, Clone, Copy)]
struct Input {
    bucket: u32,
    weight: f32,
    words: u64,
}

/// The n-grams of known buckets, the squares of whose weights add up to one, and which share they are of all: unknown ones
/// count as the rarest.
fn inputs(grams: &[Gram], rarity: &[f32], rarest: f32) -> (Vec<Input>, f32) {
    let mask = (rarity.len() as u32).wrapping_sub(1);
    let (mut inputs, mut squares, mut all) = (Vec::with_capacity(grams.len()), 0.0_f32, 0.0_f32);
    for gram in grams {
        let bucket = gram.hash & mask;
        let times = if gram.count == 1 { 1.0 } else { 1.0 + libm::logf(gram.count as f32) };
        let known = rarity[bucket as usize];
        let weight = times * if known > 0.0 { known } else { rarest };
        all += weight * weight;
        if known > 0.0 {
            squares += weight * weight;
            inputs.push(Input { bucket, weight, words: gram.words });
        }
    }
    let length = squares.sqrt().max(f32::MIN_POSITIVE);
    inputs.iter_mut().for_each(|input| input.weight /= length);
    (inputs, length / all.sqrt().max(f32::MIN_POSITIVE))
}

/// Rows of [`HIDDEN`] weights, a byte each, with a scale a row.
#[derive(Debug, Clone, Default)]
struct Bytes {
    weights: Vec<i8>,
    scales: Vec<f32>,
}

impl Bytes {
    fn of(rows: &[f32]) -> Self {
        let mut bytes = Self::default();
        for row in rows.chunks_exact(HIDDEN) {
            let most = row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let scale = most / 127.0;
            let to_byte = |weight: &f32| if scale > 0.0 { (weight / scale).round() as i8 } else { 0 };
            bytes.weights.extend(row.iter().map(to_byte));
            bytes.scales.push(scale);
        }
        bytes
    }

    fn row(&self, row: usize) -> &[i8] {
        &self.weights[row * HIDDEN..(row + 1) * HIDDEN]
    }

    fn add(&self, row: usize, times: f32, to: &mut [f32]) {
        let times = times * self.scales[row];
        for (to, weight) in to.iter_mut().zip(self.row(row)) {
            *to += times * f32::from(*weight);
        }
    }

    fn dot(&self, row: usize, with: &[f32]) -> f32 {
        let mut lanes = [0.0_f32; 8];
        for (weights, with) in self.row(row).chunks_exact(8).zip(with.chunks_exact(8)) {
            for ((lane, weight), with) in lanes.iter_mut().zip(weights).zip(with) {
                *lane += f32::from(*weight) * with;
            }
        }
        lanes.iter().sum::<f32>() * self.scales[row]
    }
}
