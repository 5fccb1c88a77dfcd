//! Everything the wallet refuses to do, with its stable code and HTTP status.

use serde::Serialize;

use crate::money::Money;

/// A refusal with the facts its message is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs)] // The fields say what they are, and are named again in every language's wording.
pub enum Failure {
    /// A red packet holds too little or too much.
    RedPacketAmount { least: Money, most: Money },
    /// The day's red packets reached the wallet's own limit.
    RedPacketDailyLimit { limit: Money, left: Money },
    /// The day's red packets to one person reached the limit for a person.
    RedPacketPersonLimit { name: String, limit: Money, left: Money },
    /// The recipient never proved who they are.
    RecipientUnverified { name: String },
    /// The other side's account is frozen.
    AccountFrozen { name: String },
    /// The owner froze this wallet.
    WalletFrozen {},
    /// The same amount went to the same person a moment ago.
    Duplicate { name: String, amount: Money, minutes: i64 },
    /// One transfer may not carry so much.
    SingleLimit { limit: Money },
    /// A person looks at this transfer before it goes out.
    RiskReview { name: String, amount: Money, reference: String },
    /// The balance does not cover it.
    InsufficientFunds { balance: Money, short: Money },
    /// The card's last month is over.
    CardExpired { bank: String, tail: String, expiry: String },
    /// The card's bank is closed for maintenance.
    BankMaintenance { bank: String, until: String },
    /// A withdrawal is too small.
    WithdrawMinimum { least: Money },
    /// The month's withdrawals reached the wallet's limit.
    WithdrawMonthlyLimit { limit: Money, left: Money },
    /// A top-up is too large.
    TopUpLimit { limit: Money },
    /// A statement covers too many days.
    StatementRange { days: i64, most_days: i64 },
    /// A statement ends before it begins.
    StatementOrder {},
    /// A printable statement would hold too many lines.
    StatementTooLarge { entries: usize, most_entries: usize },
    /// Nobody is signed in any more.
    SessionExpired {},
    /// The bank's gateway did not answer in time.
    UpstreamTimeout { bank: String, seconds: u64 },
    /// The amount is no amount.
    AmountInvalid {},
    /// The order names a contact or a card that this wallet does not have.
    NotFound {},
    /// The request could not be read.
    Malformed {},
}

impl Failure {
    /// The code which never changes, whatever the words.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::RedPacketAmount { .. } => "RP_AMOUNT_RANGE",
            Self::RedPacketDailyLimit { .. } => "RP_LIMIT_DAILY",
            Self::RedPacketPersonLimit { .. } => "RP_LIMIT_PERSON",
            Self::RecipientUnverified { .. } => "RP_RECIPIENT_UNVERIFIED",
            Self::AccountFrozen { .. } => "TRANSFER_ACCOUNT_FROZEN",
            Self::WalletFrozen {} => "WALLET_FROZEN",
            Self::Duplicate { .. } => "TRANSFER_DUPLICATE",
            Self::SingleLimit { .. } => "TRANSFER_LIMIT_SINGLE",
            Self::RiskReview { .. } => "TRANSFER_RISK_REVIEW",
            Self::InsufficientFunds { .. } => "INSUFFICIENT_FUNDS",
            Self::CardExpired { .. } => "CARD_EXPIRED",
            Self::BankMaintenance { .. } => "CARD_BANK_MAINTENANCE",
            Self::WithdrawMinimum { .. } => "WITHDRAW_MIN_AMOUNT",
            Self::WithdrawMonthlyLimit { .. } => "WITHDRAW_LIMIT_MONTHLY",
            Self::TopUpLimit { .. } => "TOP_UP_LIMIT",
            Self::StatementRange { .. } => "STATEMENT_RANGE_TOO_LONG",
            Self::StatementOrder {} => "STATEMENT_RANGE_REVERSED",
            Self::StatementTooLarge { .. } => "STATEMENT_TOO_LARGE",
            Self::SessionExpired {} => "SESSION_EXPIRED",
            Self::UpstreamTimeout { .. } => "UPSTREAM_TIMEOUT",
            Self::AmountInvalid {} => "AMOUNT_INVALID",
            Self::NotFound {} => "NOT_FOUND",
            Self::Malformed {} => "REQUEST_MALFORMED",
        }
    }

    /// The HTTP status it is answered with.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::SessionExpired {} => 401,
            Self::RecipientUnverified { .. }
            | Self::AccountFrozen { .. }
            | Self::WalletFrozen {}
            | Self::RiskReview { .. } => 403,
            Self::NotFound {} => 404,
            Self::Duplicate { .. } => 409,
            Self::StatementTooLarge { .. } => 413,
            Self::Malformed {} => 400,
            Self::BankMaintenance { .. } => 503,
            Self::UpstreamTimeout { .. } => 504,
            _ => 422,
        }
    }

    /// One of each kind, for whoever checks that all of them have their words and their solution.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let name = || "Mei Lin".to_owned();
        let bank = || "Northwind Bank".to_owned();
        let (limit, left, amount) = (Money::yuan(500), Money(18_050), Money::yuan(1_288));
        vec![
            Self::RedPacketAmount { least: Money::yuan(1), most: Money::yuan(200) },
            Self::RedPacketDailyLimit { limit, left },
            Self::RedPacketPersonLimit { name: name(), limit, left },
            Self::RecipientUnverified { name: name() },
            Self::AccountFrozen { name: name() },
            Self::WalletFrozen {},
            Self::Duplicate { name: name(), amount, minutes: 3 },
            Self::SingleLimit { limit },
            Self::RiskReview { name: name(), amount, reference: "RV-20417".to_owned() },
            Self::InsufficientFunds { balance: amount, short: left },
            Self::CardExpired { bank: bank(), tail: "4471".to_owned(), expiry: "08/2024".to_owned() },
            Self::BankMaintenance { bank: bank(), until: "23:30".to_owned() },
            Self::WithdrawMinimum { least: Money::yuan(10) },
            Self::WithdrawMonthlyLimit { limit, left },
            Self::TopUpLimit { limit },
            Self::StatementRange { days: 365, most_days: 92 },
            Self::StatementOrder {},
            Self::StatementTooLarge { entries: 118, most_entries: 60 },
            Self::SessionExpired {},
            Self::UpstreamTimeout { bank: bank(), seconds: 8 },
            Self::AmountInvalid {},
            Self::NotFound {},
            Self::Malformed {},
        ]
    }
}
