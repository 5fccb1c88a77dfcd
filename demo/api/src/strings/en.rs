use super::{Wording, words};
use crate::failure::Failure as F;

pub(super) fn wording(failure: &F) -> Wording {
    match failure {
        F::RedPacketAmount { least, most } => {
            words("Amount not possible", format!("A red packet can hold between {least} and {most}."))
        }
        F::RedPacketDailyLimit { limit, left } => words(
            "Daily limit reached",
            format!("Your daily red packet limit is {limit}. You can still send {left} today."),
        ),
        F::RedPacketPersonLimit { name, limit, left } => words(
            "Limit for one person reached",
            format!("You can send {name} at most {limit} in red packets a day. {left} is left for today."),
        ),
        F::RecipientUnverified { name } => words(
            "Red packet not sent",
            format!("{name} has not verified their identity yet and can't receive red packets."),
        ),
        F::AccountFrozen { name } => {
            words("Transfer failed", format!("The account of {name} is frozen and can't receive money."))
        }
        F::WalletFrozen {} => words("Payment blocked", "Outgoing payments are frozen in this wallet."),
        F::Duplicate { name, amount, minutes } => words(
            "Transfer stopped",
            format!("You already sent {amount} to {name} {minutes} min ago. This looks like a duplicate."),
        ),
        F::SingleLimit { limit } => {
            words("Amount too large", format!("A single transfer can't exceed {limit}."))
        }
        F::RiskReview { name, amount, reference } => words(
            "Transfer not sent yet",
            format!("The transfer of {amount} to {name} needs a security review. Reference {reference}."),
        ),
        F::InsufficientFunds { balance, short } => words(
            "Not enough money",
            format!("Your balance of {balance} does not cover this. {short} is missing."),
        ),
        F::CardExpired { bank, tail, expiry } => {
            words("Card declined", format!("Your {bank} card ending in {tail} expired in {expiry}."))
        }
        F::BankMaintenance { bank, until } => words(
            "Bank not available",
            format!("{bank} is down for maintenance until {until}. The withdrawal could not be made."),
        ),
        F::WithdrawMinimum { least } => {
            words("Amount too small", format!("The smallest amount you can withdraw is {least}."))
        }
        F::WithdrawMonthlyLimit { limit, left } => words(
            "Monthly limit reached",
            format!("Your monthly withdrawal limit is {limit}. You can still withdraw {left} this month."),
        ),
        F::TopUpLimit { limit } => {
            words("Amount too large", format!("You can't add more than {limit} at once."))
        }
        F::StatementRange { days, most_days } => words(
            "Period too long",
            format!("The period has {days} days; a statement can't cover more than {most_days} days."),
        ),
        F::StatementOrder {} => words("Invalid period", "The end date can't be before the start date."),
        F::StatementTooLarge { entries, most_entries } => words(
            "Export failed",
            format!(
                "The statement has {entries} entries. A printable page can't hold more than {most_entries}."
            ),
        ),
        F::SessionExpired {} => words(
            "You have been signed out",
            "Your session has expired. Nothing was sent. Please sign in again.",
        ),
        F::UpstreamTimeout { bank, seconds } => words(
            "No answer from the bank",
            format!("{bank} did not respond within {seconds} seconds. The withdrawal failed."),
        ),
        F::AmountInvalid {} => words("Invalid amount", "Please enter an amount above ¥0.00."),
        F::NotFound {} => words("Not found", "This contact or card could not be found in your wallet."),
        F::Malformed {} => words("Request failed", "The request could not be read."),
    }
}
