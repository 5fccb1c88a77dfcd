//! The best few of many.

/// Puts an entry in its place among the best ones, heaviest first; of equals the earlier one stays ahead.
pub(crate) fn keep(best: &mut Vec<(u32, f32)>, most: usize, at: u32, weight: f32) {
    if best.len() == most && best.last().is_some_and(|(_, last)| *last >= weight) {
        return;
    }
    let place = best.partition_point(|(_, other)| *other >= weight);
    if place < most {
        best.truncate(most - 1);
        best.insert(place, (at, weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_come_first_and_ties_as_they_came() {
        let mut best = Vec::new();
        for (at, weight) in [1.0, 3.0, 2.0, 3.0, 0.5, 2.0].into_iter().enumerate() {
            keep(&mut best, 4, at as u32, weight);
        }
        assert_eq!(best, [(1, 3.0), (3, 3.0), (2, 2.0), (5, 2.0)]);
    }
}
