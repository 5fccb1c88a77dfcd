//! Rules every payment shares.

use crate::failure::Failure;
use crate::money::Money;
use crate::wallet::Wallet;

/// The most that one top-up adds.
pub const TOP_UP: Money = Money::yuan(5_000);

/// Whether `amount` is an amount at all.
///
/// # Errors
/// [`Failure::AmountInvalid`] at or below nothing, or beyond anything a wallet moves.
pub fn amount(amount: Money) -> Result<(), Failure> {
    if amount <= Money::ZERO || amount > Money::MOST { Err(Failure::AmountInvalid {}) } else { Ok(()) }
}

/// Whether the wallet lets money out.
///
/// # Errors
/// [`Failure::WalletFrozen`] while its owner has stopped outgoing payments.
pub fn open(wallet: &Wallet) -> Result<(), Failure> {
    if wallet.frozen { Err(Failure::WalletFrozen {}) } else { Ok(()) }
}

/// Whether the balance covers `amount`.
///
/// # Errors
/// [`Failure::InsufficientFunds`] with what is missing.
pub fn covered(wallet: &Wallet, amount: Money) -> Result<(), Failure> {
    let short = amount - wallet.balance;
    if short > Money::ZERO {
        return Err(Failure::InsufficientFunds { balance: wallet.balance, short });
    }
    Ok(())
}

/// Whether one top-up may add `amount`.
///
/// # Errors
/// [`Failure::TopUpLimit`] above [`TOP_UP`], [`Failure::AmountInvalid`] where it is no amount.
pub fn top_up(amount: Money) -> Result<(), Failure> {
    self::amount(amount)?;
    if amount > TOP_UP { Err(Failure::TopUpLimit { limit: TOP_UP }) } else { Ok(()) }
}
