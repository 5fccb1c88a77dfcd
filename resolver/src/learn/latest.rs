//! The latest entries of different voices: who speaks again takes the place of their own entry, and of nobody else's.

/// Entries, the latest one first.
#[derive(Debug, Clone)]
pub(super) struct Latest<T> {
    what: Vec<T>,
    /// Who told each.
    voices: Vec<Vec<u64>>,
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self { what: Vec::new(), voices: Vec::new() }
    }
}

impl<T> Latest<T> {
    /// Adds an entry in the place of those that one of its voices told; of more than `most` the oldest goes.
    pub(super) fn tell(&mut self, what: T, voices: &[u64], most: usize) {
        self.unsay(voices);
        self.what.truncate(most - 1);
        self.voices.truncate(most - 1);
        self.what.insert(0, what);
        self.voices.insert(0, voices.to_vec());
    }

    /// Takes away what any of these voices told.
    pub(super) fn unsay(&mut self, voices: &[u64]) {
        for at in (0..self.what.len()).rev() {
            if self.voices[at].iter().any(|voice| voices.contains(voice)) {
                self.what.remove(at);
                self.voices.remove(at);
            }
        }
    }

    pub(super) fn all(&self) -> &[T] {
        &self.what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_has_one_entry() {
        let mut latest = Latest::default();
        for (what, voices) in
            [('a', &[1, 9][..]), ('b', &[2]), ('c', &[3, 9]), ('d', &[2]), ('e', &[4]), ('f', &[5])]
        {
            latest.tell(what, voices, 3);
        }
        assert_eq!(latest.all(), ['f', 'e', 'd']);
        latest.tell('g', &[4, 5], 3);
        assert_eq!(latest.all(), ['g', 'd']);
        latest.unsay(&[2, 77]);
        assert_eq!(latest.all(), ['g']);
    }
}
