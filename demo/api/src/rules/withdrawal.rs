//! When money may go to a bank card, as far as the wallet itself can tell.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::funds;
use crate::failure::Failure;
use crate::money::Money;
use crate::wallet::{Card, Gateway, Kind, Wallet, day};

/// The least one withdrawal moves.
pub const LEAST: Money = Money::yuan(10);

/// Whether `amount` may go to `card` now. The bank itself is asked after this.
///
/// # Errors
/// The first rule it breaks.
pub fn check(wallet: &Wallet, card: &Card, amount: Money, now: Timestamp) -> Result<(), Failure> {
    funds::amount(amount)?;
    funds::open(wallet)?;
    valid(card, now)?;
    if amount < LEAST {
        return Err(Failure::WithdrawMinimum { least: LEAST });
    }
    let limit = wallet.limits.withdraw_monthly;
    let month = day(now).first_of_month();
    let used = wallet.spent(Kind::Withdrawal, |out| day(out.at).first_of_month() == month);
    if used + amount > limit {
        return Err(Failure::WithdrawMonthlyLimit { limit, left: (limit - used).or_zero() });
    }
    funds::covered(wallet, amount)?;
    if let Gateway::Closed(until) = card.gateway
        && now < until
    {
        let until = Offset::UTC.to_datetime(until).strftime("%H:%M UTC").to_string();
        return Err(Failure::BankMaintenance { bank: card.bank.clone(), until });
    }
    Ok(())
}

/// Whether the card's last month is not over.
///
/// # Errors
/// [`Failure::CardExpired`].
pub fn valid(card: &Card, now: Timestamp) -> Result<(), Failure> {
    let month = day(now).strftime("%Y-%m").to_string();
    if card.expiry >= month {
        return Ok(());
    }
    let (year, month) = card.expiry.split_once('-').unwrap_or((&card.expiry, ""));
    let expiry = format!("{month}/{year}");
    Err(Failure::CardExpired { bank: card.bank.clone(), tail: card.tail.clone(), expiry })
}

/// Whether `expiry` reads `YYYY-MM` and is neither past nor further ahead than banks print.
#[must_use]
pub fn plausible_expiry(expiry: &str, now: Timestamp) -> bool {
    let Some((year, month)) = expiry.split_once('-') else { return false };
    let shaped =
        year.len() == 4 && month.len() == 2 && expiry.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let (Ok(year), Ok(month)) = (year.parse::<i16>(), month.parse::<i8>()) else { return false };
    let today = day(now);
    shaped
        && (1..=12).contains(&month)
        && (year, month) >= (today.year(), today.month())
        && year <= today.year() + 15
}
