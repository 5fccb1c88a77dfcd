//! When a red packet may go out.

use jiff::Timestamp;

use super::funds;
use crate::failure::Failure;
use crate::money::Money;
use crate::wallet::{Contact, Kind, Wallet, day};

/// The least in one packet.
pub const LEAST: Money = Money::yuan(1);
/// The most in one packet.
pub const MOST: Money = Money::yuan(200);
/// The most to one person in a day; the same for everyone, so that a stolen phone empties no wallet.
pub const PERSON_DAILY: Money = Money::yuan(200);

/// Whether `amount` may go to `contact` now.
///
/// # Errors
/// The first rule it breaks.
pub fn check(wallet: &Wallet, contact: &Contact, amount: Money, now: Timestamp) -> Result<(), Failure> {
    funds::amount(amount)?;
    funds::open(wallet)?;
    if !(LEAST..=MOST).contains(&amount) {
        return Err(Failure::RedPacketAmount { least: LEAST, most: MOST });
    }
    if !contact.verified {
        return Err(Failure::RecipientUnverified { name: contact.name.clone() });
    }
    let today = day(now);
    let person = wallet.spent(Kind::RedPacket, |sent| day(sent.at) == today && sent.party == contact.name);
    if person + amount > PERSON_DAILY {
        let left = (PERSON_DAILY - person).or_zero();
        return Err(Failure::RedPacketPersonLimit { name: contact.name.clone(), limit: PERSON_DAILY, left });
    }
    let limit = wallet.limits.red_packet_daily;
    let sent = wallet.spent(Kind::RedPacket, |sent| day(sent.at) == today);
    if sent + amount > limit {
        return Err(Failure::RedPacketDailyLimit { limit, left: (limit - sent).or_zero() });
    }
    funds::covered(wallet, amount)
}
