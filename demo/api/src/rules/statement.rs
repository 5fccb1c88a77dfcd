//! Which statement may be drawn up, and what its figures are.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::money::Money;
use crate::wallet::{Entry, Wallet, day};

/// The most days one statement covers.
pub const MOST_DAYS: i64 = 92;
/// The most lines a printable page holds.
pub const MOST_PRINTED: usize = 60;

/// The form a statement comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A table for spreadsheets; as many lines as there are.
    Csv,
    /// A page to print or to save as PDF; at most [`MOST_PRINTED`] lines.
    Page,
}

/// The entries of `from` to `to`, both days included, newest first.
///
/// # Errors
/// Where the days are in the wrong order, too many, or hold too many entries for the form.
pub fn select(wallet: &Wallet, from: Date, to: Date, form: Form) -> Result<Vec<Entry>, Failure> {
    let days = i64::from((to - from).get_days()) + 1;
    if days < 1 {
        return Err(Failure::StatementOrder {});
    }
    if days > MOST_DAYS {
        return Err(Failure::StatementRange { days, most_days: MOST_DAYS });
    }
    let within = |entry: &&Entry| (from..=to).contains(&day(entry.at));
    let entries: Vec<Entry> = wallet.entries.iter().filter(within).cloned().collect();
    if form == Form::Page && entries.len() > MOST_PRINTED {
        return Err(Failure::StatementTooLarge { entries: entries.len(), most_entries: MOST_PRINTED });
    }
    Ok(entries)
}

/// The figures at the head of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many movements there were.
    pub entries: usize,
    /// What came in.
    pub money_in: Money,
    /// What went out, as a positive amount.
    pub money_out: Money,
    /// The size of a movement, on average.
    pub average: Money,
}

/// Sums the entries up.
///
/// # Panics
/// Over no entries at all: the average divides by their number. This is the demo's one real bug, left in on purpose,
/// because products have such; the panic becomes a 500 without a code.
#[must_use]
pub fn sum_up(entries: &[Entry]) -> Summary {
    let money_in: Money = entries.iter().map(|entry| entry.amount.or_zero()).sum();
    let money_out: Money = entries.iter().map(|entry| Money(-entry.amount.0).or_zero()).sum();
    let count = i64::try_from(entries.len()).expect("a wallet's entries fit in memory");
    Summary { entries: entries.len(), money_in, money_out, average: Money((money_in + money_out).0 / count) }
}
