//! How often a product's webhooks are begun.

use std::{collections::VecDeque, net::IpAddr};

use unstuck_protocol::{UnixMillis, limits};

const MINUTE: u64 = 60_000;

/// What was begun in the last minute; never more than [`limits::WEBHOOK_RUNS`].
#[derive(Debug, Default)]
pub struct Pace(VecDeque<(UnixMillis, Option<IpAddr>)>);

impl Pace {
    /// Begins one more, for whoever is at this address; one without a known address counts for the product alone.
    ///
    /// # Errors
    /// After how many seconds there may be one again.
    pub fn begin(&mut self, now: UnixMillis, address: Option<IpAddr>) -> Result<(), u64> {
        // By how far away it is: a clock that was set back forgets what it has not seen yet.
        self.0.retain(|(at, _)| now.abs_diff(*at) < MINUTE);
        let mut theirs = self.0.iter().filter(|(_, other)| address.is_some() && *other == address);
        let first = if self.0.len() >= limits::WEBHOOK_RUNS {
            self.0.front()
        } else if theirs.clone().count() >= limits::WEBHOOK_ADDRESS_RUNS {
            theirs.next()
        } else {
            self.0.push_back((now, address));
            return Ok(());
        };
        let left = first.map_or(MINUTE, |(at, _)| (at + MINUTE).saturating_sub(now));
        Err(left.div_ceil(1_000).max(1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([198, 51, 100, last]))
    }

    #[test]
    fn an_address_waits_until_its_first_run_is_a_minute_old() {
        let mut pace = Pace::default();
        for n in 0..limits::WEBHOOK_ADDRESS_RUNS as u64 {
            assert_eq!(pace.begin(n * 1_000, at(1)), Ok(()));
        }
        assert_eq!(pace.begin(10_500, at(1)), Err(50));
        assert_eq!(pace.begin(10_500, at(2)), Ok(()));
        assert_eq!(pace.begin(59_999, at(1)), Err(1));
        assert_eq!(pace.begin(60_000, at(1)), Ok(()));
    }

    proptest! {
        #[test]
        fn no_minute_has_more_than_it_may(steps in prop::collection::vec((0_u64..3_000, 0_u8..9), 1..400)) {
            let (mut pace, mut now, mut begun) = (Pace::default(), 0, Vec::<(u64, Option<IpAddr>)>::new());
            for (step, last) in steps {
                now += step;
                let address = if last == 0 { None } else { at(last) };
                match pace.begin(now, address) {
                    Ok(()) => begun.push((now, address)),
                    Err(seconds) => {
                        prop_assert!((1..=60).contains(&seconds));
                        prop_assert!(pace.begin(now + seconds * 1_000, None).is_ok());
                        begun.push((now + seconds * 1_000, None));
                        now += seconds * 1_000;
                    }
                }
                let last = |one: &&(u64, Option<IpAddr>)| now - one.0 < MINUTE;
                let recent: Vec<_> = begun.iter().filter(last).collect();
                prop_assert!(recent.len() <= limits::WEBHOOK_RUNS);
                let theirs = recent.iter().filter(|one| one.1.is_some() && one.1 == address).count();
                prop_assert!(theirs <= limits::WEBHOOK_ADDRESS_RUNS);
            }
        }
    }
}
