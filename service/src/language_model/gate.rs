//! Whether the model may be asked now: not while it fails, and for no product more often than its owner pays for.

use std::collections::{HashMap, VecDeque};

use unstuck_protocol::{ProductId, UnixMillis, limits};

/// Failures in a row after which it is left alone.
const FAILURES: u32 = 5;
/// For how long, milliseconds. Then one question tries.
const PAUSE: u64 = 30_000;
const MINUTE: u64 = 60_000;

/// What came of asking so far.
#[derive(Debug, Default)]
pub struct Gate {
    failures: u32,
    /// Until when it is left alone; only where it failed often enough.
    until: UnixMillis,
    asked: HashMap<ProductId, VecDeque<UnixMillis>>,
}

impl Gate {
    /// Whether it may be asked for this product now; what may counts as asked.
    pub fn admits(&mut self, product: &ProductId, now: UnixMillis) -> bool {
        // By how far away it is: a clock that was set back does not keep it shut.
        if self.failures >= FAILURES && self.until > now && self.until - now <= PAUSE {
            return false;
        }
        let asked = self.asked.entry(product.clone()).or_default();
        asked.retain(|at| now.abs_diff(*at) < MINUTE);
        if asked.len() >= limits::LANGUAGE_MODEL_CALLS {
            return false;
        }
        asked.push_back(now);
        if self.failures >= FAILURES {
            // This one tries; the others wait for what comes of it.
            self.until = now + PAUSE;
        }
        true
    }

    /// An answer came.
    pub fn answered(&mut self) {
        self.failures = 0;
    }

    /// None came. True where it is left alone from now on, and was not before.
    pub fn failed(&mut self, now: UnixMillis) -> bool {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= FAILURES {
            self.until = now + PAUSE;
        }
        self.failures == FAILURES
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn product(name: &str) -> ProductId {
        ProductId::new(name).unwrap()
    }

    #[test]
    fn what_fails_is_left_alone_and_tried_by_one() {
        let (mut gate, shop) = (Gate::default(), product("shop"));
        for at in 1..=FAILURES {
            assert!(gate.admits(&shop, 0));
            assert_eq!(gate.failed(0), at == FAILURES);
        }
        assert!(!gate.admits(&shop, PAUSE - 1));
        assert!(gate.admits(&shop, PAUSE), "one tries");
        assert!(!gate.admits(&shop, PAUSE + 1), "and the others wait");
        assert!(!gate.failed(PAUSE + 10), "which was said already");
        assert!(!gate.admits(&shop, 2 * PAUSE + 9));
        assert!(gate.admits(&shop, 2 * PAUSE + 10));
        gate.answered();
        assert!(gate.admits(&shop, 2 * PAUSE + 11));
    }

    proptest! {
        #[test]
        fn no_minute_of_a_product_has_more_than_it_may(steps in prop::collection::vec((0_u64..1_500, 0..2_usize), 1..600)) {
            let (mut gate, mut now, mut asked) = (Gate::default(), 0, [Vec::new(), Vec::new()]);
            let products = [product("a"), product("b")];
            for (step, which) in steps {
                now += step;
                if gate.admits(&products[which], now) {
                    asked[which].push(now);
                }
                let recent = asked[which].iter().filter(|at| now - **at < MINUTE).count();
                prop_assert!(recent <= limits::LANGUAGE_MODEL_CALLS);
            }
        }
    }
}
