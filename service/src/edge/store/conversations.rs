//! Where conversations are after their last turn, so that they go on after a restart. They leave by age and number.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use unstuck_protocol::{ConversationId, UnixMillis, limits};

use super::writer::number;

/// Turns of a product between two looks for those that leave. So many fewer than the most are left by each look, that
/// there are never more.
const TURNS: usize = limits::CONVERSATIONS_KEPT / 50;
const DAY_MILLIS: u64 = 24 * 60 * 60 * 1_000;

pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS conversations (
  product TEXT NOT NULL, conversation TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (product, conversation)) STRICT;
CREATE INDEX IF NOT EXISTS conversations_by_turn ON conversations (product, at);";

/// Where a conversation is after a turn.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// Which one.
    pub conversation: ConversationId,
    /// Where it is, as text.
    pub state: String,
    /// When the turn was.
    pub at: UnixMillis,
}

/// Keeps conversations, and not too many.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    /// Turns of each product since the last look.
    turns: BTreeMap<String, usize>,
}

impl Keeper {
    /// Writes where a conversation is; those that are too old or too many leave.
    pub(super) fn keep(
        &mut self,
        change: &Transaction<'_>,
        product: &str,
        spoken: &Spoken,
    ) -> rusqlite::Result<()> {
        change
            .prepare_cached(
                "INSERT INTO conversations (product, conversation, state, at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET state = excluded.state, at = excluded.at",
            )?
            .execute(params![product, spoken.conversation.as_str(), spoken.state, number(spoken.at)])?;
        // What was left from before is looked at with the first turn.
        let turns = self.turns.entry(product.to_owned()).or_insert(TURNS);
        *turns += 1;
        if *turns > TURNS {
            *turns = 0;
            tidy(change, product, spoken.at, limits::CONVERSATIONS_KEPT - TURNS - 1)?;
        }
        Ok(())
    }
}

/// Lets go of all conversations whose last turn is too long ago, also of products in which nobody speaks any more. It looks at
/// each of them, so that it is for once a day.
pub(super) fn tidy_all(change: &Transaction<'_>, now: UnixMillis) -> rusqlite::Result<()> {
    change.execute("DELETE FROM conversations WHERE at < ?1", [oldest(now)])?;
    Ok(())
}

/// Lets go of a product's conversations whose last turn is too long ago, and of the oldest beyond so many.
fn tidy(change: &Transaction<'_>, product: &str, now: UnixMillis, most: usize) -> rusqlite::Result<()> {
    change
        .prepare_cached("DELETE FROM conversations WHERE product = ?1 AND at < ?2")?
        .execute(params![product, oldest(now)])?;
    change
        .prepare_cached(
            "DELETE FROM conversations WHERE rowid IN (
             SELECT rowid FROM conversations WHERE product = ?1 ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?2)",
        )?
        .execute(params![product, most as i64])?;
    Ok(())
}

/// Where a conversation was; none where it is not there, or its time is over.
pub(super) fn last(
    database: &Connection,
    product: &str,
    conversation: &str,
    now: UnixMillis,
) -> rusqlite::Result<Option<String>> {
    database
        .prepare_cached(
            "SELECT state FROM conversations WHERE product = ?1 AND conversation = ?2 AND at >= ?3",
        )?
        .query_row(params![product, conversation, oldest(now)], |row| row.get(0))
        .optional()
}

/// The earliest last turn of a conversation that is still kept.
fn oldest(now: UnixMillis) -> i64 {
    number(now.saturating_sub(limits::CONVERSATION_DAYS * DAY_MILLIS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = 1_000 * DAY_MILLIS;

    fn spoken(at: UnixMillis, name: &str) -> Spoken {
        let conversation = ConversationId::new(name).unwrap();
        Spoken { conversation, state: format!("state of {name}"), at }
    }

    fn database() -> Connection {
        let database = Connection::open_in_memory().unwrap();
        database.execute_batch(TABLES).unwrap();
        database
    }

    fn count(database: &Connection) -> usize {
        database.query_row("SELECT count(*) FROM conversations", [], |row| row.get::<_, i64>(0)).unwrap()
            as usize
    }

    #[test]
    fn a_conversation_is_kept_at_its_last_turn_until_its_time_is_over() {
        let (mut database, mut keeper) = (database(), Keeper::default());
        let change = database.transaction().unwrap();
        keeper.keep(&change, "shop", &spoken(NOW, "c")).unwrap();
        keeper.keep(&change, "shop", &Spoken { state: "later".into(), ..spoken(NOW + 1, "c") }).unwrap();
        change.commit().unwrap();
        let over = NOW + 1 + limits::CONVERSATION_DAYS * DAY_MILLIS;
        for (product, conversation, now, kept) in [
            ("shop", "c", NOW, Some("later")),
            ("shop", "c", over, Some("later")),
            ("shop", "c", over + 1, None),
            ("shop", "d", NOW, None),
            ("bank", "c", NOW, None),
        ] {
            let last = last(&database, product, conversation, now).unwrap();
            assert_eq!(last.as_deref(), kept, "{product} {conversation} {now}");
        }
    }

    #[test]
    fn there_are_never_more_than_the_most_and_the_oldest_leave() {
        let (mut database, mut keeper) = (database(), Keeper::default());
        let change = database.transaction().unwrap();
        let mut most = 0;
        for at in 0..limits::CONVERSATIONS_KEPT + 3 * TURNS {
            keeper.keep(&change, "shop", &spoken(NOW + at as u64, &format!("c{at}"))).unwrap();
            if at % (TURNS / 7) == 0 {
                most = most.max(count(&change));
            }
        }
        most = most.max(count(&change));
        assert!((limits::CONVERSATIONS_KEPT - TURNS..=limits::CONVERSATIONS_KEPT).contains(&most), "{most}");
        assert_eq!(last(&change, "shop", "c0", NOW).unwrap(), None);
        keeper.keep(&change, "bank", &spoken(NOW, "c")).unwrap();
        assert!(
            last(&change, "bank", "c", NOW).unwrap().is_some(),
            "a product takes no room from another one"
        );
        let later = NOW + 400 * DAY_MILLIS;
        let mut fresh = Keeper::default();
        fresh.keep(&change, "shop", &spoken(later, "new")).unwrap();
        assert_eq!(count(&change), 2, "the first turn after a start lets go of what is too old");
    }
}
