//! Verdicts on what was asked before. Of a question no more than a hash is kept.

use std::{collections::HashMap, mem};

use ring::digest::{Context, SHA256};

use super::{Prompt, Verdict};

/// Verdicts of one of the two generations.
const ROOM: usize = 1_000;

type Hash = [u8; 32];

/// Verdicts by all that the answer depended on, in two generations: what is asked for again moves to the young one, and the old
/// one is let go. A solution that changes makes another prompt, and so another entry.
#[derive(Debug, Default)]
pub struct Remembered {
    young: HashMap<Hash, Verdict>,
    old: HashMap<Hash, Verdict>,
}

impl Remembered {
    /// The verdict on the answer to this.
    pub fn get(&mut self, prompt: &Prompt) -> Option<Verdict> {
        let hash = hash(prompt);
        if let Some(verdict) = self.young.get(&hash) {
            return Some(verdict.clone());
        }
        let verdict = self.old.remove(&hash)?;
        self.put(hash, verdict.clone());
        Some(verdict)
    }

    /// Remembers a verdict.
    pub fn keep(&mut self, prompt: &Prompt, verdict: Verdict) {
        self.put(hash(prompt), verdict);
    }

    fn put(&mut self, hash: Hash, verdict: Verdict) {
        if self.young.len() >= ROOM {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(hash, verdict);
    }
}

/// A hash that nobody finds two texts for: whoever could would choose what others are shown.
fn hash(prompt: &Prompt) -> Hash {
    let mut context = Context::new(&SHA256);
    for part in prompt.parts() {
        context.update(&(part.len() as u64).to_le_bytes());
        context.update(part.as_bytes());
    }
    let mut hash = Hash::default();
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut all = Remembered::default();
        let asked = |at: usize| Prompt::choose(&format!("question {at}"), &[]);
        for at in 0..ROOM * 4 {
            all.keep(&asked(at), Verdict::Kept(at.to_string()));
            assert_eq!(all.get(&asked(0)), Some(Verdict::Kept("0".into())), "{at}");
        }
        assert!(all.young.len() + all.old.len() <= ROOM * 2);
        assert_eq!(all.get(&asked(1)), None);
    }
}
