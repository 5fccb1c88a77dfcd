//! Where each conversation is. It is kept here and never told to a page, so that nobody can make up what was said before.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use unstuck_protocol::{ConversationId, ProductId, limits};
use unstuck_resolver::dialogue::State;

/// What is forgotten at once where there are too many, as a share: one in so many.
const FORGOTTEN: usize = 8;

/// Conversations in memory. One that was forgotten, by too many others or a new start, begins anew with its next turn.
#[derive(Debug, Default)]
pub struct Conversations(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    all: HashMap<(ProductId, ConversationId), Kept>,
    turns: u64,
}

#[derive(Debug)]
struct Kept {
    state: Arc<Mutex<State>>,
    /// The turn that it was last asked for, of all.
    last: u64,
}

impl Conversations {
    /// Where this conversation of this product is; its turns wait for each other at the lock.
    pub fn of(&self, product: &ProductId, conversation: ConversationId) -> Arc<Mutex<State>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.turns += 1;
        let now = known.turns;
        let kept = known
            .all
            .entry((product.clone(), conversation))
            .or_insert_with(|| Kept { state: Arc::default(), last: now });
        kept.last = now;
        let state = Arc::clone(&kept.state);
        known.forget();
        state
    }
}

impl Known {
    /// Forgets those whose last turn is oldest, where there are too many.
    fn forget(&mut self) {
        if self.all.len() <= limits::CONVERSATIONS {
            return;
        }
        let mut last: Vec<u64> = self.all.values().map(|kept| kept.last).collect();
        let (_, oldest, _) = last.select_nth_unstable(limits::CONVERSATIONS / FORGOTTEN);
        let oldest = *oldest;
        self.all.retain(|_, kept| kept.last > oldest);
    }
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
