//! Who spoke how often, as counts under hashes in a table of one size, which may count too much and never too little.

use xxhash_rust::xxh3::xxh3_64;

/// What one weighs who can't be told from others.
const UNKNOWN: f32 = 0.1;

/// How often each voice said what: a count-min sketch (Cormode and Muthukrishnan 2005).
#[derive(Debug, Clone)]
pub(super) struct Voices {
    cells: Vec<u16>,
    /// Hashes counted since all were halved.
    since: usize,
}

impl Default for Voices {
    fn default() -> Self {
        Self { cells: vec![0; Self::ROWS * Self::WIDTH], since: 0 }
    }
}

impl Voices {
    const ROWS: usize = 4;
    const WIDTH: usize = 1 << 18;

    /// How often the most talkative of them spoke on a day, this time included; each is counted.
    pub(super) fn today(&mut self, voices: &[u64], day: u32) -> u32 {
        voices.iter().map(|voice| self.count(&[*voice, u64::from(day)])).max().unwrap_or_default()
    }

    /// How much they still have to say about a form and a solution, the most talkative one deciding.
    pub(super) fn again(&mut self, voices: &[u64], form: u64, solution: u32) -> f32 {
        let same = voices.iter().map(|voice| self.count(&[*voice, form, u64::from(solution)])).max();
        weight(same)
    }

    /// All of it, as bytes.
    pub(super) fn bytes(&self) -> impl Iterator<Item = u8> {
        self.cells.iter().flat_map(|cell| cell.to_le_bytes())
    }

    /// Counts once more; how often it was met, this time included.
    fn count(&mut self, parts: &[u64]) -> u32 {
        self.since += 1;
        if self.since > Self::WIDTH {
            // A full table takes everybody for somebody who has spoken; half of it is let go, and what was met once.
            self.cells.iter_mut().for_each(|cell| *cell /= 2);
            self.since = 0;
        }
        let mut least = u16::MAX;
        for place in Self::places(parts) {
            let cell = &mut self.cells[place];
            *cell = cell.saturating_add(1);
            least = least.min(*cell);
        }
        u32::from(least)
    }

    /// The cells of a hash, one in each row.
    fn places(parts: &[u64]) -> impl Iterator<Item = usize> + use<> {
        let bytes: Vec<u8> = parts.iter().flat_map(|part| part.to_le_bytes()).collect();
        let hash = xxh3_64(&bytes);
        (0..Self::ROWS).map(move |row| row * Self::WIDTH + (hash >> (15 * row)) as usize % Self::WIDTH)
    }
}

/// What the nth word on the same weighs: all of them together stay below π²/6.
fn weight(same: Option<u32>) -> f32 {
    same.map_or(UNKNOWN, |same| 1.0 / (same as f32 * same as f32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_weighs_less() {
        let mut voices = Voices::default();
        assert_eq!([1.0, 0.25, 1.0 / 9.0].map(|_| voices.again(&[7, 8], 1, 2)), [1.0, 0.25, 1.0 / 9.0]);
        assert_eq!(
            (voices.again(&[7], 1, 3), voices.again(&[9, 8], 1, 2), voices.again(&[], 1, 2)),
            (1.0, 1.0 / 16.0, UNKNOWN)
        );
        assert_eq!((voices.today(&[7, 9], 5), voices.today(&[7], 5), voices.today(&[7], 6)), (1, 2, 1));
    }
}
