//! When the service may be asked again, for each way apart: one that is told to wait holds up no other.

use unstuck_protocol::UnixMillis;

use crate::{Error, backoff};

/// What the service is asked for, each with a limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Which solution fits.
    Resolve,
    Reports,
    Outcomes,
}

impl Way {
    /// Those of what waits.
    pub(crate) const DELIVERY: [Self; 2] = [Self::Reports, Self::Outcomes];
}

/// The waits of all ways.
#[derive(Debug, Default)]
pub(crate) struct Paces([Pace; 3]);

impl Paces {
    pub(crate) fn of(&mut self, way: Way) -> &mut Pace {
        &mut self.0[way as usize]
    }
}

/// When the next try may be made.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    failures: u32,
    until: UnixMillis,
    /// When the clock was last looked at, by which it is known that it was set back.
    seen: UnixMillis,
    /// It is the service that said so.
    told: bool,
    /// A later try is already arranged.
    pub(crate) arranged: bool,
}

impl Pace {
    /// It went well.
    pub(crate) fn well(&mut self) {
        (self.failures, self.until, self.told) = (0, 0, false);
    }

    /// It failed: the next try is later, by more after each failure, and never before the service wants it.
    pub(crate) fn failed(&mut self, error: &Error, now: UnixMillis, random: u64) {
        self.failures = self.failures.saturating_add(1);
        self.told = error.says_wait();
        self.seen = now;
        self.until = now.saturating_add(backoff::delay(self.failures, error.retry_after(), random));
    }

    /// Milliseconds until the next try; 0 when it may be made. With `hurry` only the service's own word is waited for.
    pub(crate) fn wait(&mut self, now: UnixMillis, hurry: bool) -> u64 {
        if now < self.seen {
            // The clock was set back, and what was left is left from here.
            self.until = now.saturating_add(self.until.saturating_sub(self.seen));
        }
        self.seen = now;
        if hurry && !self.told { 0 } else { self.until.saturating_sub(now) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Pace, Paces, Way};
    use crate::{
        Error,
        backoff::{LONGEST, LONGEST_ASKED},
    };

    const NOW: u64 = 1_800_000_000_000;

    fn asked_to_wait(millis: u64) -> Error {
        Error::refused(429, "too many", Some(millis))
    }

    proptest! {
        #[test]
        fn a_try_is_never_before_the_service_wants_it_and_never_much_later(
            asked in 0..=LONGEST_ASKED, failures in 1_u32..40, random: u64, hurry: bool, looks in prop::collection::vec(0_u64..LONGEST_ASKED, 0..9)
        ) {
            let mut pace = Pace::default();
            (0..failures).for_each(|_| pace.failed(&asked_to_wait(asked), NOW, random));
            for look in looks.into_iter().filter(|look| *look < asked) {
                let mut pace = Pace { seen: pace.seen, until: pace.until, told: pace.told, ..Pace::default() };
                prop_assert!(pace.wait(NOW + look, hurry) >= asked - look, "before Retry-After");
            }
            prop_assert_eq!(pace.wait(NOW + asked + LONGEST, hurry), 0, "later than the longest wait after it");
        }

        #[test]
        fn whatever_is_asked_ends(asked: u64, random: u64, failures in 1_u32..9) {
            let mut pace = Pace::default();
            (0..failures).for_each(|_| pace.failed(&asked_to_wait(asked), NOW, random));
            prop_assert!(pace.wait(NOW, false) <= LONGEST_ASKED);
        }

        #[test]
        fn a_clock_that_jumps_never_makes_a_wait_longer_than_the_longest(
            asked: u64, random: u64, clocks in prop::collection::vec(prop_oneof![any::<u64>(), NOW - 1_000..NOW + LONGEST_ASKED], 1..20)
        ) {
            let mut pace = Pace::default();
            pace.failed(&asked_to_wait(asked), NOW, random);
            let mut left = pace.wait(NOW, false);
            prop_assert!(left <= LONGEST_ASKED);
            for clock in clocks {
                let next = pace.wait(clock, false);
                prop_assert!(next <= left, "{} is left where {} was", next, left);
                left = next;
            }
        }

        #[test]
        fn one_s_own_haste_is_for_one_s_own_waits(random: u64, status in prop::sample::select(vec![429_u16, 500, 503])) {
            let mut pace = Pace::default();
            pace.failed(&Error::refused(status, "", None), NOW, random);
            prop_assert!(pace.wait(NOW, false) >= 500);
            prop_assert_eq!(pace.wait(NOW, true) > 0, status == 429);
            pace.well();
            prop_assert_eq!(pace.wait(NOW, false), 0);
        }
    }

    #[test]
    fn one_way_that_is_told_to_wait_holds_up_no_other() {
        let mut paces = Paces::default();
        paces.of(Way::Reports).failed(&asked_to_wait(60_000), NOW, 0);
        assert_eq!(paces.of(Way::Reports).wait(NOW, false), 60_000);
        assert_eq!(paces.of(Way::Outcomes).wait(NOW, false), 0);
        assert_eq!(paces.of(Way::Resolve).wait(NOW, false), 0);
    }
}
