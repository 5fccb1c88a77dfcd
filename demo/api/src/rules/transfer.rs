//! When a transfer to a contact may go out.

use jiff::{SignedDuration, Timestamp};

use super::funds;
use crate::failure::Failure;
use crate::money::Money;
use crate::wallet::{Contact, Kind, Wallet};

/// The most one transfer carries.
pub const SINGLE: Money = Money::yuan(20_000);
/// From this amount on, a first transfer to somebody is looked at by a person.
pub const REVIEWED: Money = Money::yuan(1_000);
/// How long the same amount to the same contact counts as a slip of the finger.
pub const DUPLICATE: SignedDuration = SignedDuration::from_mins(10);

/// Whether `amount` may go to `contact` now; `again` says that a second one is meant.
///
/// # Errors
/// The first rule it breaks.
pub fn check(
    wallet: &Wallet,
    contact: &Contact,
    amount: Money,
    again: bool,
    now: Timestamp,
) -> Result<(), Failure> {
    funds::amount(amount)?;
    funds::open(wallet)?;
    if contact.frozen {
        return Err(Failure::AccountFrozen { name: contact.name.clone() });
    }
    if amount > SINGLE {
        return Err(Failure::SingleLimit { limit: SINGLE });
    }
    funds::covered(wallet, amount)?;
    if let Some(minutes) = same_before(wallet, contact, amount, now).filter(|_| !again) {
        return Err(Failure::Duplicate { name: contact.name.clone(), amount, minutes });
    }
    if !contact.known && amount >= REVIEWED {
        let reference = reference(contact, amount);
        return Err(Failure::RiskReview { name: contact.name.clone(), amount, reference });
    }
    Ok(())
}

/// Minutes since the same amount last went to the same contact, if that is recent.
fn same_before(wallet: &Wallet, contact: &Contact, amount: Money, now: Timestamp) -> Option<i64> {
    let same = wallet.entries.iter().find(|entry| {
        entry.kind == Kind::Transfer && entry.party == contact.name && entry.amount == Money(-amount.0)
    })?;
    let age = now.duration_since(same.at);
    (age < DUPLICATE).then(|| age.as_mins().max(1))
}

/// The same transfer keeps its reference, so that asking twice opens no second review.
fn reference(contact: &Contact, amount: Money) -> String {
    let sum = contact.id.bytes().fold(amount.0, |sum, byte| (sum * 31 + i64::from(byte)) % 90_000);
    format!("RV-{}", 10_000 + sum)
}
