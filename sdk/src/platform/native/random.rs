//! Randomness for ids and jitter, never for secrets.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

static CALLS: AtomicU64 = AtomicU64::new(0);

/// 128 bits that nobody else has: the standard library seeds its hashers from the system's randomness, which spares
/// a crate for it. Process and clock are mixed in, because a forked process inherits the seed.
pub(crate) fn random() -> u128 {
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    let moment = (std::process::id(), std::time::SystemTime::now(), call);
    let state = RandomState::new();
    let half = |which: u8| u128::from(state.hash_one((moment, which)));
    half(0) << 64 | half(1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_two_are_alike_across_threads() {
        let draw = || (0..2_000).map(|_| super::random()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(draw)).collect();
        let drawn: Vec<u128> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        let set: BTreeSet<_> = drawn.iter().collect();
        assert_eq!(set.len(), 8_000);
        // Each bit is set about as often as not.
        for bit in 0..128 {
            let ones = drawn.iter().filter(|value| *value >> bit & 1 == 1).count();
            assert!((3_400..=4_600).contains(&ones), "bit {bit}: {ones} of 8000");
        }
    }
}
