//! What each person said of each report, as it was counted: a later word takes its place, exactly and as often as it likes.

use std::collections::{BTreeMap, VecDeque};

/// Most words that are kept; of one that is no more, the next is counted beside it.
const KEPT: usize = 8_192;

/// A word as it was counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The hash of the message's form.
    pub(super) form: u64,
    pub(super) solution: u32,
    /// What it weighs, whatever it says.
    pub(super) weight: f32,
    /// How much had faded when it was counted, by the logarithm.
    pub(super) faded: f64,
    /// How much it speaks for the solution now, and against it, in parts of its weight.
    pub(super) says: [f32; 2],
    /// The frame that it counts for, and what it weighs there.
    pub(super) frame: Option<(u64, f32)>,
    /// The number of the vote.
    pub(super) since: u64,
}

/// The latest words, by what they are about.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    of: BTreeMap<u64, Word>,
    order: VecDeque<u64>,
}

impl Words {
    pub(super) fn get(&mut self, about: u64) -> Option<&mut Word> {
        self.of.get_mut(&about)
    }

    pub(super) fn keep(&mut self, about: u64, word: Word) {
        if self.of.insert(about, word).is_none() {
            self.order.push_back(about);
        }
        if self.of.len() > KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.of.remove(&oldest);
        }
    }

    /// Everything that is remembered, as bytes.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        for about in &self.order {
            out.extend(about.to_le_bytes());
            let says = self.of.get(about).map_or([0.0; 2], |word| word.says);
            says.iter().for_each(|says| out.extend(says.to_le_bytes()));
        }
    }
}
