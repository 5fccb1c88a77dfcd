//! Where each conversation is. It is kept here and never told to a page, so that nobody can make up what was said before.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use unstuck_protocol::{
    Context, ConversationId, Outcome, OutcomeId, OutcomeKind, ProductId, ReportId, SolutionId, UnixMillis,
    limits,
};
use unstuck_resolver::dialogue::{Heard, State};
use xxhash_rust::xxh3::xxh3_128;

use crate::store::Row;

/// What is forgotten at once where there are too many, as a share: one in so many.
const FORGOTTEN: usize = 8;

/// A conversation in memory: where it is, or nothing until that was read from the disk. Its turns wait for each other.
pub type Kept = Arc<tokio::sync::Mutex<Option<State>>>;

/// Conversations of late. One that was forgotten is read again with its next turn: thousands of others spoke meanwhile, many
/// more than can wait for the disk, so its last turn is there.
#[derive(Debug, Default)]
pub struct Conversations(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    all: HashMap<(ProductId, ConversationId), (Kept, u64)>,
    turns: u64,
}

impl Conversations {
    /// Where this conversation of this product is.
    pub fn of(&self, product: &ProductId, conversation: ConversationId) -> Kept {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.turns += 1;
        let now = known.turns;
        let (kept, last) = known.all.entry((product.clone(), conversation)).or_default();
        *last = now;
        let kept = Arc::clone(kept);
        known.forget();
        kept
    }
}

impl Known {
    /// Forgets those whose last turn is oldest, where there are too many.
    fn forget(&mut self) {
        if self.all.len() <= limits::CONVERSATIONS {
            return;
        }
        let mut last: Vec<u64> = self.all.values().map(|(_, last)| *last).collect();
        let (_, oldest, _) = last.select_nth_unstable(limits::CONVERSATIONS / FORGOTTEN);
        let oldest = *oldest;
        self.all.retain(|_, (_, last)| *last > oldest);
    }
}

/// What a turn teaches, as it would be told by the other ways: a word on an answer is an outcome of its report, and what was
/// wanted is a question that was chosen.
#[must_use]
pub fn lessons(
    heard: Vec<Heard>,
    context: Option<&Context>,
    conversation: &ConversationId,
    address: Option<IpAddr>,
    at: UnixMillis,
) -> Vec<Row> {
    let outcome = |report: ReportId, solution: SolutionId, kind: OutcomeKind| {
        let told = format!("{conversation} {report} {solution} {} {at}", kind.word());
        // A hash is an id by its digits.
        let id = OutcomeId::new(format!("{:032x}", xxh3_128(told.as_bytes()))).ok()?;
        Some(Row::Outcome(Outcome { id, report, solution, kind, reason: None, run: None, at }, address))
    };
    let row = |heard| match heard {
        Heard::Wanted(solution) => {
            Some(Row::Intent(solution, Box::new(context.cloned().unwrap_or_default()), address))
        }
        Heard::Helped { report, solution } => outcome(report, solution, OutcomeKind::Claimed),
        Heard::NotThat { report, solution } => outcome(report, solution, OutcomeKind::Failed),
    };
    heard.into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten_and_what_is_spoken_stays() {
        let (all, product) = (Conversations::default(), ProductId::new("p").unwrap());
        let id = |at: usize| ConversationId::new(format!("c{at}")).unwrap();
        let first = all.of(&product, id(0));
        for at in 1..limits::CONVERSATIONS * 2 {
            all.of(&product, id(at));
            if at % 1_000 == 0 {
                assert!(Arc::ptr_eq(&first, &all.of(&product, id(0))), "{at}");
            }
        }
        let known = all.0.lock().unwrap();
        assert!(known.all.len() <= limits::CONVERSATIONS);
        assert!(!known.all.contains_key(&(product.clone(), id(1))));
        drop(known);
        let other = ProductId::new("q").unwrap();
        assert!(!Arc::ptr_eq(&first, &all.of(&other, id(0))), "products share no conversation");
    }
}
