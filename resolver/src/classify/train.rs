//! The classifier's weights, learnt from examples.
//!
//! All of it is arithmetic in one order with `libm`'s functions, so that the same examples give the same bytes on every
//! machine. Weights move by Adam (Kingma and Ba 2015) over groups of examples, with one second moment a row of
//! n-grams; n-grams and hidden units are left out at random while it learns, so that no single one is relied on.

use super::{Bytes, Classifier, GAIN, Gram, HIDDEN, Input, grams::grams, inputs, linear::Linear};
use crate::fusion::softmax;

/// How often each example is gone through.
const ROUNDS: usize = 10;
/// Examples that move the weights together.
const GROUP: usize = 64;
/// How far weights move at first; less and less until nothing at the end.
const RATE: f32 = 0.003;
/// Share of words left out, with all that is made of them, and share of the other n-grams.
const UNSAID: f32 = 0.1;
const LEFT_OUT: f32 = 0.5;
/// Share of hidden units left out.
const ASLEEP: f32 = 0.3;
/// Share of belief that stays with the other classes.
const DOUBT: f32 = 0.1;
/// Steps that one more example is worth, and how far each goes.
const NUDGES: usize = 4;
const NUDGE: f32 = 0.02;
/// Fewest and most buckets, as powers of two.
const BUCKETS: std::ops::RangeInclusive<u32> = 10..=16;

/// A text and the solution that it asks for, by its place in the catalogue; none of them.
pub(crate) type Example<'a> = (&'a str, Option<u32>);

/// A classifier with the weights that it goes on learning with.
#[derive(Debug, Default)]
pub(crate) struct Trained {
    classes: Vec<Option<u32>>,
    rarity: Vec<f32>,
    /// What an n-gram counts that was never seen.
    rarest: f32,
    net: Net,
    linear: Linear,
}

impl Trained {
    /// Learns from examples.
    pub(crate) fn new(examples: &[Example<'_>]) -> Self {
        let mut classes: Vec<Option<u32>> = examples.iter().map(|(_, class)| *class).collect();
        classes.sort_unstable();
        classes.dedup();
        if classes.len() < 2 {
            return Self::default();
        }
        let read: Vec<(Vec<Gram>, usize)> = examples
            .iter()
            .map(|(text, class)| (grams(text), classes.binary_search(class).unwrap_or_default()))
            .collect();
        let rarity = rarity(&read);
        let rows: Vec<Row> = read
            .iter()
            .map(|(grams, class)| Row { inputs: inputs(grams, &rarity, 0.0).0, class: *class })
            .collect();
        let examples: Vec<(&[Input], usize)> =
            rows.iter().map(|row| (row.inputs.as_slice(), row.class)).collect();
        let linear = Linear::new(&examples, rarity.len(), classes.len());
        let mut net = Net::new(rarity.len(), classes.len());
        net.train(&rows);
        net.settle();
        Self { classes, rarity, rarest: 1.0 + libm::logf(read.len() as f32 + 1.0), net, linear }
    }

    /// Learns one more example, as far as one goes; nothing where its class is new.
    pub(crate) fn nudge(&mut self, text: &str, class: Option<u32>) {
        let Ok(class) = self.classes.binary_search(&class) else { return };
        let grams = grams(text);
        let mask = self.rarity.len() - 1;
        for gram in &grams {
            let rarity = &mut self.rarity[gram.hash as usize & mask];
            if *rarity == 0.0 {
                *rarity = self.rarest;
            }
        }
        self.net.nudge(&inputs(&grams, &self.rarity, self.rarest).0, class);
    }

    /// As it stands now, in bytes that are quick to ask.
    pub(crate) fn classifier(&self) -> Classifier {
        Classifier {
            classes: self.classes.clone(),
            rarity: self.rarity.clone(),
            rarest: self.rarest,
            within: Bytes::of(&self.net.within.weights),
            bias: self.net.bias.weights.clone(),
            out: Bytes::of(&self.net.out.weights),
            out_bias: self.net.out_bias.weights.clone(),
            linear: self.linear.clone(),
        }
    }

    /// All weights, as bytes.
    pub(crate) fn bytes(&self, out: &mut Vec<u8>) {
        let net = &self.net;
        for weights in
            [&self.rarity, &net.within.weights, &net.bias.weights, &net.out.weights, &net.out_bias.weights]
        {
            out.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
        }
        self.linear.bytes(out);
    }
}

/// An example, read.
struct Row {
    inputs: Vec<Input>,
    class: usize,
}

/// The inverse document frequency of each bucket; zero for those that no example fills.
fn rarity(read: &[(Vec<Gram>, usize)]) -> Vec<f32> {
    let mut distinct: Vec<u32> =
        read.iter().flat_map(|(grams, _)| grams.iter().map(|gram| gram.hash)).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let bits = (distinct.len().max(1) as u32).ilog2() + 1;
    let buckets = 1_usize << bits.clamp(*BUCKETS.start(), *BUCKETS.end());
    let mut seen = vec![0_u32; buckets];
    for (grams, _) in read {
        for gram in grams {
            seen[gram.hash as usize & (buckets - 1)] += 1;
        }
    }
    let all = read.len() as f32 + 1.0;
    seen.into_iter()
        .map(
            |seen| {
                if seen == 0 {
                    0.0
                } else {
                    1.0 + libm::logf(all.max(seen as f32 + 1.0) / (seen as f32 + 1.0))
                }
            },
        )
        .collect()
}

/// Weights with what Adam remembers of them.
#[derive(Debug, Default)]
struct Weights {
    weights: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    /// What the group says, gathered.
    gradient: Vec<f32>,
}

impl Weights {
    fn new(weights: Vec<f32>) -> Self {
        let zeros = vec![0.0; weights.len()];
        Self { first: zeros.clone(), second: zeros.clone(), gradient: zeros, weights }
    }

    /// Moves every weight by what was gathered.
    #[inline(always)]
    fn step(&mut self, rate: f32) {
        let all = self.weights.iter_mut().zip(&mut self.gradient).zip(&mut self.first).zip(&mut self.second);
        for (((weight, gradient), first), second) in all {
            *first = 0.9 * *first + 0.1 * *gradient;
            *second = 0.999 * *second + 0.001 * *gradient * *gradient;
            *weight -= rate * *first / (second.sqrt() + TINY);
            *gradient = 0.0;
        }
    }
}

const TINY: f32 = 1e-8;

#[derive(Debug, Default)]
struct Net {
    /// Of the n-grams: only the rows that a group touches move, each with one second moment.
    within: Weights,
    bias: Weights,
    out: Weights,
    out_bias: Weights,
    /// The rows touched, and where each one's gradient stands.
    touched: Vec<u32>,
    slots: Vec<u32>,
    chance: Chance,
}

impl Net {
    fn new(buckets: usize, classes: usize) -> Self {
        let mut chance = Chance(0x5eed);
        let unit = 1.0 / (HIDDEN as f32).sqrt();
        let mut normal =
            |count: usize, width: f32| (0..count).map(|_| chance.normal() * width * unit).collect();
        let (within, out): (Vec<f32>, Vec<f32>) =
            (normal(buckets * HIDDEN, 1.0), normal(classes * HIDDEN, 0.5));
        let within = Weights {
            first: vec![0.0; within.len()],
            second: vec![0.0; buckets],
            gradient: Vec::new(),
            weights: within,
        };
        Self {
            within,
            bias: Weights::new(vec![0.0; HIDDEN]),
            out: Weights::new(out),
            out_bias: Weights::new(vec![0.0; classes]),
            touched: Vec::new(),
            slots: vec![u32::MAX; buckets],
            chance,
        }
    }

    fn train(&mut self, rows: &[Row]) {
        wide!(self.go_through(rows));
    }

    #[inline(always)]
    fn go_through(&mut self, rows: &[Row]) {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let steps = (ROUNDS * rows.len().div_ceil(GROUP)) as f32;
        let mut step = 0.0_f32;
        for _ in 0..ROUNDS {
            for at in (1..order.len()).rev() {
                order.swap(at, self.chance.below(at + 1));
            }
            for group in order.chunks(GROUP) {
                for &at in group {
                    self.gather(&rows[at], 1.0 / group.len() as f32);
                }
                let rate = RATE * (1.0 - step / steps);
                step += 1.0;
                let corrected = (1.0 - libm::powf(0.999, step)).sqrt() / (1.0 - libm::powf(0.9, step));
                self.step(rate * corrected);
            }
        }
    }

    /// Lets go of what only training needs.
    fn settle(&mut self) {
        for weights in [&mut self.within, &mut self.bias, &mut self.out, &mut self.out_bias] {
            *weights = Weights { weights: std::mem::take(&mut weights.weights), ..Weights::default() };
        }
        self.slots = Vec::new();
    }

    /// The probability of each class.
    #[inline(always)]
    fn odds(&self, hidden: &[f32]) -> Vec<f32> {
        let class = |(class, bias): (usize, &f32)| bias + dot(row_of(&self.out.weights, class), hidden);
        let mut odds: Vec<f32> = self.out_bias.weights.iter().enumerate().map(class).collect();
        softmax(&mut odds);
        odds
    }

    /// Steps down the slope of one example, [`NUDGES`] times.
    fn nudge(&mut self, inputs: &[Input], class: usize) {
        for _ in 0..NUDGES {
            let mut hidden = self.bias.weights.clone();
            for input in inputs {
                axpy(GAIN * input.weight, row_of(&self.within.weights, input.bucket as usize), &mut hidden);
            }
            hidden.iter_mut().for_each(|unit| *unit = unit.max(0.0));
            let odds = self.odds(&hidden);
            let mut back = vec![0.0_f32; HIDDEN];
            for (at, odds) in odds.iter().enumerate() {
                let wrong = odds - f32::from(u8::from(at == class));
                let row = row_of_mut(&mut self.out.weights, at);
                axpy(wrong, row, &mut back);
                axpy(-NUDGE * wrong, &hidden, row);
            }
            back.iter_mut().zip(&hidden).filter(|(_, unit)| **unit <= 0.0).for_each(|(back, _)| *back = 0.0);
            for input in inputs {
                let row = row_of_mut(&mut self.within.weights, input.bucket as usize);
                axpy(-NUDGE * GAIN * input.weight, &back, row);
            }
        }
    }

    /// Adds what one example says to the gradients.
    #[inline(always)]
    fn gather(&mut self, row: &Row, share: f32) {
        let chance = &mut self.chance;
        let unsaid = (0..64).fold(0_u64, |words, bit| words | u64::from(chance.unit() < UNSAID) << bit);
        let gain = GAIN / ((1.0 - UNSAID) * (1.0 - LEFT_OUT));
        let kept: Vec<(u32, f32)> = row
            .inputs
            .iter()
            .filter(|input| input.words & unsaid == 0 && chance.unit() >= LEFT_OUT)
            .map(|input| (input.bucket, input.weight * gain))
            .collect();
        let mut hidden = self.bias.weights.clone();
        for (bucket, weight) in &kept {
            axpy(*weight, row_of(&self.within.weights, *bucket as usize), &mut hidden);
        }
        let awake: Vec<f32> = hidden
            .iter()
            .map(|unit| if *unit > 0.0 && chance.unit() >= ASLEEP { 1.0 / (1.0 - ASLEEP) } else { 0.0 })
            .collect();
        hidden.iter_mut().zip(&awake).for_each(|(unit, awake)| *unit *= awake);
        let odds = self.odds(&hidden);
        let classes = odds.len();
        let mut back = vec![0.0_f32; HIDDEN];
        for (class, odds) in odds.iter().enumerate() {
            let wanted = DOUBT / classes as f32 + if class == row.class { 1.0 - DOUBT } else { 0.0 };
            let wrong = (odds - wanted) * share;
            axpy(wrong, row_of(&self.out.weights, class), &mut back);
            axpy(wrong, &hidden, row_of_mut(&mut self.out.gradient, class));
            self.out_bias.gradient[class] += wrong;
        }
        back.iter_mut().zip(&awake).for_each(|(back, awake)| *back *= awake);
        axpy(1.0, &back, &mut self.bias.gradient);
        for (bucket, weight) in kept {
            let slot = &mut self.slots[bucket as usize];
            if *slot == u32::MAX {
                *slot = self.touched.len() as u32;
                self.touched.push(bucket);
                self.within.gradient.resize(self.touched.len() * HIDDEN, 0.0);
            }
            axpy(weight, &back, row_of_mut(&mut self.within.gradient, *slot as usize));
        }
    }

    #[inline(always)]
    fn step(&mut self, rate: f32) {
        self.out.step(rate);
        self.out_bias.step(rate);
        self.bias.step(rate);
        let Weights { weights, first, second, gradient } = &mut self.within;
        for (slot, bucket) in self.touched.drain(..).enumerate() {
            let bucket = bucket as usize;
            self.slots[bucket] = u32::MAX;
            let gradient = row_of(gradient, slot);
            let square = dot(gradient, gradient) / HIDDEN as f32;
            second[bucket] = 0.999 * second[bucket] + 0.001 * square;
            let rate = rate / (second[bucket].sqrt() + TINY);
            let rows = row_of_mut(weights, bucket).iter_mut().zip(row_of_mut(first, bucket)).zip(gradient);
            for ((weight, first), gradient) in rows {
                *first = 0.9 * *first + 0.1 * gradient;
                *weight -= rate * *first;
            }
        }
        gradient.clear();
    }
}

fn row_of(rows: &[f32], row: usize) -> &[f32] {
    &rows[row * HIDDEN..(row + 1) * HIDDEN]
}

fn row_of_mut(rows: &mut [f32], row: usize) -> &mut [f32] {
    &mut rows[row * HIDDEN..(row + 1) * HIDDEN]
}

/// A sum of products in eight lanes, so that its order does not depend on the machine.
#[inline(always)]
fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (one, other) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        for ((lane, one), other) in lanes.iter_mut().zip(one).zip(other) {
            *lane += one * other;
        }
    }
    lanes.iter().sum()
}

#[inline(always)]
fn axpy(times: f32, from: &[f32], to: &mut [f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += times * from;
    }
}

/// Numbers that look random and are the same each time: a linear congruential generator (Knuth's constants).
#[derive(Debug, Default)]
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    fn unit(&mut self) -> f32 {
        self.next() as f32 / (1_u32 << 31) as f32
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end
    }

    /// About normal, with a deviation of one.
    fn normal(&mut self) -> f32 {
        let sum: f32 = (0..6).map(|_| self.unit() - 0.5).sum();
        sum * std::f32::consts::SQRT_2
    }
}
