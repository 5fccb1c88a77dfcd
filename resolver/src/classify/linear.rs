//! A linear classifier of hashed n-grams.
//!
//! One class against the rest, squared hinge loss with an L2 penalty, by dual coordinate descent (Hsieh and others 2008):
//! a class far from an example costs nothing, so that most of the work is skipped after the first round.

use super::{Input, add_rows, train::Chance};

/// Most rounds through the examples, and the change below which a class is settled.
const ROUNDS: usize = 12;
const SETTLED: f32 = 0.05;
/// How much a mistake costs beside the length of the weights.
const COST: f32 = 1.0;
/// Most weights, a byte each: with more classes than they allow, there is none.
const WEIGHTS: usize = 1 << 24;

/// For each bucket a weight of every class, a byte each with a scale a class; the biases stand behind the last bucket.
#[derive(Debug, Clone, Default)]
pub(super) struct Linear {
    weights: Vec<i8>,
    scales: Vec<f32>,
}

impl Linear {
    /// Learns from examples with their classes.
    pub(super) fn new(examples: &[(&[Input], usize)], buckets: usize, classes: usize) -> Self {
        if classes * (buckets + 1) > WEIGHTS {
            return Self::default();
        }
        let mut linear = Self { weights: vec![0; classes * (buckets + 1)], scales: Vec::new() };
        let squares: Vec<f32> = examples
            .iter()
            .map(|(inputs, _)| inputs.iter().map(|input| input.weight * input.weight).sum::<f32>() + 1.0)
            .collect();
        let mut row = vec![0.0_f32; buckets + 1];
        for class in 0..classes {
            row.fill(0.0);
            one_against_rest(examples, &squares, class, &mut row);
            let most = row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let scale = most.max(f32::MIN_POSITIVE) / 127.0;
            for (bucket, weight) in row.iter().enumerate() {
                linear.weights[bucket * classes + class] = (weight / scale).round() as i8;
            }
            linear.scales.push(scale);
        }
        linear
    }

    /// All of it, as bytes.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        out.extend(self.weights.iter().map(|weight| weight.to_le_bytes()[0]));
        out.extend(self.scales.iter().flat_map(|scale| scale.to_le_bytes()));
    }

    /// How far on its side of each class a text lies: 1 and more within, -1 and less outside; empty where nothing is known.
    pub(super) fn margins(&self, inputs: &[Input]) -> Vec<f32> {
        let classes = self.scales.len();
        let biases = &self.weights[self.weights.len() - classes..];
        let mut margins: Vec<f32> = biases.iter().map(|bias| f32::from(*bias)).collect();
        wide!(add_rows(&self.weights, inputs, |input| input.weight, &mut margins));
        margins.iter_mut().zip(&self.scales).for_each(|(margin, scale)| *margin *= scale);
        margins
    }
}

fn margin(row: &[f32], inputs: &[Input]) -> f32 {
    let bias = row.last().copied().unwrap_or_default();
    bias + inputs.iter().map(|input| row[input.bucket as usize] * input.weight).sum::<f32>()
}

fn one_against_rest(examples: &[(&[Input], usize)], squares: &[f32], class: usize, row: &mut [f32]) {
    let bias = row.len() - 1;
    let mut dual = vec![0.0_f32; examples.len()];
    let mut active: Vec<u32> = (0..examples.len() as u32).collect();
    let mut chance = Chance(0x11ea);
    for _ in 0..ROUNDS {
        for at in (1..active.len()).rev() {
            active.swap(at, chance.below(at + 1));
        }
        let mut moved = 0.0_f32;
        active.retain(|&at| {
            let at = at as usize;
            let (inputs, own) = examples[at];
            let sign = if own == class { 1.0 } else { -1.0 };
            let slope = sign * margin(row, inputs) - 1.0 + dual[at] / (2.0 * COST);
            let next = (dual[at] - slope / (squares[at] + 1.0 / (2.0 * COST))).max(0.0);
            let change = (next - dual[at]) * sign;
            if change != 0.0 {
                inputs.iter().for_each(|input| row[input.bucket as usize] += change * input.weight);
                row[bias] += change;
                moved = moved.max(change.abs());
            }
            dual[at] = next;
            // far from the boundary: it will not come back
            next > 0.0 || slope < 0.5
        });
        if moved < SETTLED {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(bucket: u32) -> Vec<Input> {
        vec![Input { bucket, weight: 1.0, words: 1 }]
    }

    #[test]
    fn each_class_claims_its_own_and_none_claims_what_nobody_said() {
        let texts: Vec<(Vec<Input>, usize)> =
            (0..60).map(|turn| (input(turn % 6), turn as usize % 3)).collect();
        let examples: Vec<(&[Input], usize)> =
            texts.iter().map(|(inputs, class)| (inputs.as_slice(), *class)).collect();
        let linear = Linear::new(&examples, 8, 3);
        for bucket in 0..6 {
            let margins = linear.margins(&input(bucket));
            for (class, margin) in margins.iter().enumerate() {
                assert_eq!(*margin > 0.0, class == bucket as usize % 3, "{bucket}: {margins:?}");
            }
        }
        assert!(linear.margins(&input(7)).iter().all(|margin| *margin < 0.0));
    }

    #[test]
    fn too_many_classes_leave_none() {
        let one = input(0);
        let linear = Linear::new(&[(&one, 0)], 1 << 16, 1 << 9);
        assert!(linear.margins(&one).is_empty());
    }
}
