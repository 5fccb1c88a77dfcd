//! Which solution a text asks for, by what people asked before: a small neural network and a linear classifier, both over
//! hashed n-grams.
//!
//! The network's hidden layer lies between the n-grams and the solutions, so that what is learnt about a word for one
//! solution serves all of them; the linear one learns more from few examples. Each errs where the other does not:
//! `ARCHITECTURE.md` has their figures with all other evidence. Weights are bytes with a scale a row.

mod exponent;
mod grams;
mod linear;
pub(crate) mod train;

use crate::memory::Class;
use grams::Gram;
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
    /// What it says about a text, given as its template; nothing where it knows no class or no n-gram of it.
    pub(crate) fn classify(&self, template: &str) -> Classes {
        let mut said = Classes::default();
        if self.classes.is_empty() {
            return said;
        }
        let (inputs, understood) = inputs(&grams::of(template), &self.rarity, self.rarest);
        if inputs.is_empty() {
            return said;
        }
        let mut hidden = self.bias.clone();
        self.within.add(&inputs, &mut hidden);
        hidden.iter_mut().for_each(|unit| *unit = unit.max(0.0));
        let mut odds = self.out.dots(&hidden);
        odds.iter_mut().zip(&self.out_bias).for_each(|(odds, bias)| *odds += bias);
        exponent::softmax(&mut odds);
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

    /// Adds the rows of the inputs, each as often as its weight says.
    fn add(&self, inputs: &[Input], to: &mut [f32]) {
        let times = |input: &Input| GAIN * input.weight * self.scales[input.bucket as usize];
        wide!(add_rows(&self.weights, inputs, times, to));
    }

    /// Each row's sum of products with a vector of [`HIDDEN`], whose units are taken as parts of the largest: integers
    /// are added in any order, many at once.
    fn dots(&self, with: &[f32]) -> Vec<f32> {
        wide!(self.each_dot(with))
    }

    #[inline(always)]
    fn each_dot(&self, with: &[f32]) -> Vec<f32> {
        let most = with.iter().fold(f32::MIN_POSITIVE, |most, unit| most.max(unit.abs()));
        let scale = most / f32::from(i16::MAX);
        let with: Vec<i16> = with.iter().map(|unit| (unit / scale) as i16).collect();
        let dot = |row: &[i8]| {
            row.iter().zip(&with).fold(0_i32, |sum, (weight, unit)| {
                sum.wrapping_add(i32::from(*weight).wrapping_mul(i32::from(*unit)))
            })
        };
        let rows = self.weights.chunks_exact(HIDDEN).zip(&self.scales);
        rows.map(|(row, by)| dot(row) as f32 * by * scale).collect()
    }
}

/// Adds a row of weights for each input, so often; rows are as wide as the sums.
#[inline(always)]
fn add_rows(weights: &[i8], inputs: &[Input], times: impl Fn(&Input) -> f32, sums: &mut [f32]) {
    let wide = sums.len();
    let row = |input: &Input| (&weights[input.bucket as usize * wide..][..wide], times(input));
    // Four rows at a time: sums are loaded and stored a quarter as often, and rows come from memory side by side.
    let mut fours = inputs.chunks_exact(4);
    for four in &mut fours {
        let [(a, by_a), (b, by_b), (c, by_c), (d, by_d)] = [&four[0], &four[1], &four[2], &four[3]].map(row);
        for ((((sum, a), b), c), d) in sums.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            let [a, b, c, d] = [a, b, c, d].map(|weight| f32::from(*weight));
            *sum += (by_a * a + by_b * b) + (by_c * c + by_d * d);
        }
    }
    for input in fours.remainder() {
        let (row, times) = row(input);
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += times * f32::from(*weight));
    }
}
