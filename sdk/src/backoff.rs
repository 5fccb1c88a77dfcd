//! How long to wait before the next try.

const FIRST: u64 = 1_000;
/// Longest wait that nobody asked for, milliseconds.
pub(crate) const LONGEST: u64 = 5 * 60 * 1_000;
/// Longest wait that the service may ask for; one that asks for years has a clock of its own.
pub(crate) const LONGEST_ASKED: u64 = 12 * LONGEST;

/// Milliseconds before try number `failures + 1`: doubling, with full jitter from `random`, never before `retry_after`.
pub(crate) fn delay(failures: u32, retry_after: Option<u64>, random: u64) -> u64 {
    let ceiling = FIRST.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(LONGEST);
    let jittered = ceiling / 2 + random % (ceiling / 2 + 1);
    jittered.max(retry_after.unwrap_or_default().min(LONGEST_ASKED))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, delay};

    proptest! {
        #[test]
        fn a_delay_is_bounded_and_honours_the_service(failures in 1_u32.., asked in 0_u64..LONGEST, random: u64) {
            let plain = delay(failures, None, random);
            prop_assert!((500..=LONGEST).contains(&plain));
            prop_assert!(delay(failures, Some(asked), random) >= asked);
        }
    }
}
