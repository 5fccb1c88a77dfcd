//! Keys: what the solutions of a product that is in parts are found by.
//!
//! A key is the hash of a code or of a message's form. All keys are cut into ranges of one width, and a page that looks for
//! a key tells whoever holds the files no more than the range it falls in.

use crate::{Solution, names, pattern, templates, variants::Variants};

/// Keys in order, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys(pub(crate) Vec<u32>);

impl Keys {
    pub(crate) fn have(&self, key: u32) -> bool {
        self.0.binary_search(&key).is_ok()
    }
}

impl FromIterator<u32> for Keys {
    fn from_iter<I: IntoIterator<Item = u32>>(keys: I) -> Self {
        let mut keys: Vec<u32> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys)
    }
}

/// The key of a code that is folded, or of a form. Its upper bits tell the range, so that all of the hash has to reach them.
pub(crate) fn key(text: &str) -> u32 {
    names::hash(text).wrapping_mul(0x9e37_79b1)
}

/// Which of so many ranges a key falls in.
pub(crate) fn range(key: u32, ranges: usize) -> usize {
    ((u64::from(key) * ranges as u64) >> 32) as usize
}

/// Calls `take` with the form of each of a solution's messages; of those that have a word at all.
pub(crate) fn forms(solution: &Solution, variants: &Variants, take: &mut dyn FnMut(&str)) {
    for message in &solution.messages {
        if let Some(form) = templates::form(&pattern::nameless(&variants.fold(message))) {
            take(&form);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fall_evenly_also_where_codes_differ_in_their_last_digits_alone() {
        let mut ranges = vec![0_u32; 64];
        (0..6_400).for_each(|number| ranges[range(key(&format!("e{number}")), 64)] += 1);
        assert!(ranges.iter().all(|count| (50..200).contains(count)), "{ranges:?}");
        assert_eq!((range(0, 64), range(u32::MAX, 64), range(u32::MAX, 1)), (0, 63, 0));
    }
}
