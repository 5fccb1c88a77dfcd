//! How a webhook failed, and when it is tried again.

use std::time::Duration;

/// Pauses before the second and the third try.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];

/// What is known of a run that was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nobody was reached, so nothing was done.
    Unreached,
    /// The product's own service said no.
    Refused,
    /// It was asked, and no answer came: it may have been done.
    Unanswered,
    /// The service ended before the answer came: it may have been done.
    Lost,
}

impl Failure {
    const WORDS: [(Self, &'static str); 4] = [
        (Self::Unreached, "unreached"),
        (Self::Refused, "refused"),
        (Self::Unanswered, "unanswered"),
        (Self::Lost, "lost"),
    ];

    /// Its word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(one, _)| *one == self).map_or("lost", |(_, word)| word)
    }

    /// The failure of this word; one that is not known is as good as lost.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::WORDS.iter().find(|(_, one)| *one == word).map_or(Self::Lost, |(failure, _)| *failure)
    }
}

/// A try that did not go well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// What is known of it.
    pub failure: Failure,
    /// Why, for whoever audits; never for the page.
    pub reason: String,
    /// Whether another try may go better.
    pub passing: bool,
}

impl Missed {
    /// This try, after what an earlier one came to: what may have been done then may still have been, whatever is said now.
    #[must_use]
    pub fn after(self, earlier: Option<&Self>) -> Self {
        match earlier {
            Some(earlier) if earlier.failure == Failure::Unanswered && self.failure != earlier.failure => {
                Self {
                    failure: Failure::Unanswered,
                    reason: format!("{}; then {}", earlier.reason, self.reason),
                    ..self
                }
            }
            _ => self,
        }
    }
}

/// How long to wait for another try; `None` where there is none. `left` is what is left of the time for all of them.
#[must_use]
pub fn again(tries: usize, missed: &Missed, left: Duration) -> Option<Duration> {
    let pause = *PAUSES.get(tries.checked_sub(1)?)?;
    (missed.passing && left > pause).then_some(pause)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_may_have_been_done_is_never_told_as_not_done(tries in proptest::collection::vec(0_usize..4, 1..4)) {
            let one = |at: &usize| Missed { failure: Failure::WORDS[*at].0, reason: String::new(), passing: true };
            let told = tries.iter().map(one).reduce(|earlier, next| next.after(Some(&earlier)));
            let unsure = tries.iter().any(|at| Failure::WORDS[*at].0 == Failure::Unanswered);
            prop_assert!(!unsure || told.is_some_and(|told| told.failure == Failure::Unanswered));
        }

        #[test]
        fn tries_are_three_and_end_in_time(millis in 0_u64..20_000, each in 0_u64..5_000, passing: bool) {
            let missed = Missed { failure: Failure::Refused, reason: String::new(), passing };
            let (mut left, mut tries) = (Duration::from_millis(millis), 1);
            loop {
                left = left.saturating_sub(Duration::from_millis(each));
                let Some(pause) = again(tries, &missed, left) else { break };
                prop_assert!(passing && pause < left);
                left -= pause;
                tries += 1;
            }
            prop_assert!(tries <= 3);
            prop_assert!(passing || tries == 1);
            prop_assert!(!passing || millis < 3 * each + 1_000 || tries == 3);
        }
    }

    #[test]
    fn words_come_back_as_what_they_were() {
        for (failure, word) in Failure::WORDS {
            assert_eq!((failure.word(), Failure::of(word)), (word, failure));
        }
        assert_eq!(Failure::of("pending"), Failure::Lost);
    }
}
