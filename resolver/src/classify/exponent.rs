//! Exponentials of many numbers at once, by multiplications and additions alone: the same on every machine.

/// Scores into shares of one.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = exponential(*score - most));
    let mut lanes = [0.0_f32; 8];
    for eight in scores.chunks(8) {
        lanes.iter_mut().zip(eight).for_each(|(lane, score)| *lane += score);
    }
    let sum: f32 = lanes.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// The exponential of a number up to zero; of those below -87 that of -87.
fn exponential(number: f32) -> f32 {
    /// Adding it leaves no room for fractions, so that what is added is rounded.
    const ROUNDING: f32 = 12_582_912.0;
    /// The natural logarithm of two, in a part whose multiples are exact and the rest.
    const LN2: (f32, f32) = (0.693_359_4, -2.121_944_4e-4);
    let number = number.max(-87.0);
    let shifted = number * std::f32::consts::LOG2_E + ROUNDING;
    let twos = shifted - ROUNDING;
    let rest = number - twos * LN2.0 - twos * LN2.1;
    // Taylor's series: the rest is at most half a logarithm of two.
    let series = 1.0 + rest * (1.0 / 5.0 + rest * (1.0 / 30.0 + rest / 210.0));
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0) * series)));
    // The rounded number stands in the lowest bits of the shifted one; put into the exponent it doubles that often.
    f32::from_bits(series.to_bits().wrapping_add(shifted.to_bits() << 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_those_of_the_library() {
        for at in 0..87_000 {
            let number = -(at as f32) / 1_000.0;
            let (ours, theirs) = (exponential(number), libm::expf(number));
            assert!((ours / theirs - 1.0).abs() < 1e-6, "{number}: {ours} {theirs}");
        }
        assert!(exponential(f32::MIN) < 1e-37);
    }

    #[test]
    fn shares_add_up_to_one() {
        let mut scores: Vec<f32> = (0..37).map(|at| at as f32 * 0.7 - 9.0).collect();
        let mut wanted = scores.clone();
        softmax(&mut scores);
        crate::fusion::softmax(&mut wanted);
        assert!(scores.iter().zip(&wanted).all(|(one, other)| (one - other).abs() < 1e-6), "{scores:?}");
    }
}
