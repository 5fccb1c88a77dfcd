//! Room for outcomes whose report has not come yet: they leave by age and number.

use std::collections::BTreeMap;

use rusqlite::{Transaction, params};
use unstuck_protocol::limits;

/// Days that an outcome waits for its report.
const PATIENCE: i64 = 2;
/// So many leave at once where there are too many, so that they are seldom looked for.
const LEAVING: usize = limits::WAITING_OUTCOMES / 10;

/// How many wait.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// No fewer than wait of each product.
    most: BTreeMap<String, usize>,
}

impl Room {
    /// Makes room for one more.
    pub(super) fn make(&mut self, change: &Transaction<'_>, product: &str) -> rusqlite::Result<()> {
        let most = match self.most.get_mut(product) {
            Some(most) => most,
            None => self.most.entry(product.to_owned()).or_insert(limits::WAITING_OUTCOMES),
        };
        if *most >= limits::WAITING_OUTCOMES {
            // Some may have met their report by now.
            *most = change
                .prepare_cached("SELECT count(*) FROM waiting WHERE product = ?1")?
                .query_row([product], |row| row.get::<_, i64>(0))
                .map(|count| usize::try_from(count).unwrap_or_default())?;
        }
        if *most >= limits::WAITING_OUTCOMES {
            let over = *most - (limits::WAITING_OUTCOMES - LEAVING);
            *most -= change
                .prepare_cached(
                    "DELETE FROM waiting WHERE product = ?1 AND (report, solution) IN (
                     SELECT report, solution FROM waiting WHERE product = ?1 ORDER BY day LIMIT ?2)",
                )?
                .execute(params![product, over as i64])?;
        }
        *most += 1;
        Ok(())
    }
}

/// Lets go of those that have waited long enough. It looks at all of them, so that it is for once a day.
pub(super) fn tidy(change: &Transaction<'_>, day: i64) -> rusqlite::Result<()> {
    change.execute("DELETE FROM waiting WHERE day < ?1", [day - PATIENCE])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{super::schema, *};

    #[test]
    fn no_more_wait_than_there_is_room_for_and_the_oldest_leave() {
        let mut database = Connection::open_in_memory().unwrap();
        database.execute_batch(schema::TABLES).unwrap();
        let change = database.transaction().unwrap();
        let count = || {
            let count = "SELECT count(*) FROM waiting WHERE product = 'shop'";
            change.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap() as usize
        };
        let add = |room: &mut Room, product: &str, at: usize| {
            room.make(&change, product).unwrap();
            let row = "INSERT OR REPLACE INTO waiting VALUES (?1, ?2, 's', 'claimed', NULL, ?3)";
            change
                .prepare_cached(row)
                .unwrap()
                .execute(params![product, format!("r{at}"), at as i64])
                .unwrap();
        };
        let mut room = Room::default();
        add(&mut room, "bank", 0);
        for at in 0..limits::WAITING_OUTCOMES {
            add(&mut room, "shop", at);
        }
        assert_eq!(count(), limits::WAITING_OUTCOMES);
        add(&mut room, "shop", limits::WAITING_OUTCOMES);
        assert_eq!(count(), limits::WAITING_OUTCOMES - LEAVING + 1);
        let oldest = "SELECT min(day) FROM waiting WHERE product = 'shop'";
        assert_eq!(change.query_row(oldest, [], |row| row.get(0)), Ok(LEAVING as i64));
        // After a start what waits already is counted.
        for at in limits::WAITING_OUTCOMES + 1..2 * limits::WAITING_OUTCOMES + 2 * LEAVING {
            if at % LEAVING == 7 {
                room = Room::default();
            }
            add(&mut room, "shop", at);
            if at % 97 == 0 {
                assert!(count() <= limits::WAITING_OUTCOMES);
            }
        }
        assert!(count() <= limits::WAITING_OUTCOMES);
        let bank = "SELECT count(*) FROM waiting WHERE product = 'bank'";
        assert_eq!(
            change.query_row(bank, [], |row| row.get(0)),
            Ok(1),
            "a product takes no room from another"
        );
    }
}
