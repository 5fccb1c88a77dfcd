//! A text as counted hashes of its words, pairs of words near each other, and character n-grams.
//!
//! No language is assumed: a script without blanks gives its characters in ones, twos and threes, everything else words
//! and the pieces of words, so that endings, compounds and misspellings meet.

use unstuck_protocol::template::template;

use crate::{
    order::{pair, parts},
    tokens::{self, Piece},
};

/// The character n-grams of a word, its boundaries included.
const PIECES: std::ops::RangeInclusive<usize> = 2..=5;
/// The most characters of one word that are read: a longer one is no word.
const WORD: usize = 40;
/// How many words back a word makes pairs: what belongs together has others in between.
const BACK: usize = 4;

/// An n-gram of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gram {
    pub(crate) hash: u32,
    pub(crate) count: u32,
    /// The words that it is made of where it occurs first, a bit each; those past the 64th begin again.
    pub(crate) words: u64,
}

/// Reads a text, by hash; what varies is passed over.
pub(crate) fn grams(text: &str) -> Vec<Gram> {
    of(&template(text))
}

/// Reads the text with this template.
pub(super) fn of(text: &str) -> Vec<Gram> {
    let mut found = Vec::with_capacity(text.len() * 4);
    let mut read = Reader { found: &mut found, word: 0, before: [None; BACK], ideographs: [None; 2] };
    tokens::pieces(text, &mut |piece| match piece {
        Piece::Word(word) => read.word(word),
        Piece::Ideograph(c) => read.ideograph(c),
    });
    // Numbers are quicker to sort: the hash, then the place.
    let mut order: Vec<u64> = found.iter().zip(0..).map(|((hash, _), place)| pair(*hash, place)).collect();
    order.sort_unstable();
    let mut grams: Vec<Gram> = Vec::with_capacity(found.len());
    for (hash, place) in order.into_iter().map(parts) {
        let words = found[place as usize].1;
        match grams.last_mut() {
            Some(last) if last.hash == hash => last.count += 1,
            _ => grams.push(Gram { hash, count: 1, words }),
        }
    }
    grams
}

struct Reader<'a> {
    /// Hashes with the words that they are made of.
    found: &'a mut Vec<(u32, u64)>,
    /// The number of the word that is read.
    word: u32,
    /// The hashes of the words before, the nearest one last.
    before: [Option<u32>; BACK],
    /// The two ideographs before, the nearer one last.
    ideographs: [Option<char>; 2],
}

impl Reader<'_> {
    fn word(&mut self, written: &str) {
        self.ideographs = [None; 2];
        for part in tokens::parts(written) {
            let mut folded = String::with_capacity(part.len() + 2);
            folded.push('<');
            tokens::fold(part, &mut folded);
            let mut letters: Vec<char> = folded.chars().take(WORD).map(alike).collect();
            letters.push('>');
            for from in 0..letters.len() {
                let mut hash = PIECE;
                for (length, letter) in (1..=*PIECES.end()).zip(&letters[from..]) {
                    hash = step(hash, *letter);
                    if PIECES.contains(&length) {
                        self.take(hash, 1);
                    }
                }
            }
            self.whole(&letters);
        }
    }

    fn ideograph(&mut self, c: char) {
        if let [far, Some(near)] = self.ideographs {
            self.take(hash(PIECE, &[near, c]), 2);
            if let Some(far) = far {
                self.take(hash(PIECE, &[far, near, c]), 3);
            }
        }
        self.ideographs = [self.ideographs[1], Some(c)];
        self.whole(&[c]);
    }

    /// A word by itself, and with each of those shortly before it.
    fn whole(&mut self, letters: &[char]) {
        let word = hash(ALONE, letters);
        self.take(word, 1);
        for (back, before) in self.before.into_iter().rev().enumerate() {
            if let Some(before) = before {
                self.pair(before.rotate_left(9) ^ word.wrapping_mul(PRIME), back as u32 + 1);
            }
        }
        self.before.rotate_left(1);
        self.before[BACK - 1] = Some(word);
        self.word += 1;
    }

    /// The word that is read with the one so many before it.
    fn pair(&mut self, hash: u32, back: u32) {
        let words = 1 << (self.word % 64) | 1 << (self.word.wrapping_sub(back) % 64);
        self.found.push((mixed(hash), words));
    }

    /// An n-gram made of the last so many words.
    fn take(&mut self, hash: u32, words: u32) {
        let words = (0..words).fold(0, |bits, back| bits | 1 << (self.word.wrapping_sub(back) % 64));
        self.found.push((mixed(hash), words));
    }
}

fn alike(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

const PRIME: u32 = 0x0100_0193;
/// Where the hash of a word begins, and where the hash of a piece begins.
const ALONE: u32 = 0x811c_9dc5;
const PIECE: u32 = 0x1234_5675;

/// FNV-1a over characters.
fn hash(basis: u32, letters: &[char]) -> u32 {
    letters.iter().fold(basis, |hash, &c| step(hash, c))
}

fn step(hash: u32, letter: char) -> u32 {
    (hash ^ letter as u32).wrapping_mul(PRIME)
}

/// Spreads a hash over its lower bits, by which buckets are told.
fn mixed(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    hash ^ (hash >> 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, other: &str) -> usize {
        let (one, other) = (grams(one), grams(other));
        one.iter().filter(|gram| other.binary_search_by_key(&gram.hash, |gram| gram.hash).is_ok()).count()
    }

    #[test]
    fn writings_of_one_thing_share_most() {
        assert_eq!(grams("Order 4711 failed!"), grams("órder 9042: FAILED"));
        assert!(shared("withdrawal", "withdrawels") > shared("withdrawal", "deposit") + 8);
        assert!(shared("余额不足", "您的余额不足") > 6);
        assert_eq!(shared("余额", "限制"), 0);
    }

    #[test]
    fn the_order_of_words_counts() {
        assert_ne!(grams("send money to me"), grams("me to money send"));
    }
}
