//! What one person's wallet holds.

use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};
use serde::Serialize;

use crate::failure::Failure;
use crate::money::Money;

/// The kinds of movement in the activity list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A red packet sent.
    RedPacket,
    /// Money sent to or received from a contact.
    Transfer,
    /// Money moved to a bank card.
    Withdrawal,
    /// Money added from a bank card.
    TopUp,
    /// Something bought.
    Purchase,
}

/// A movement of money.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Unique within the wallet, rising.
    pub id: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What it was.
    pub kind: Kind,
    /// The contact's, merchant's or card's name.
    pub party: String,
    /// Negative where money left.
    pub amount: Money,
}

/// A person or shop to send money to.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// Stable id, such as `mei`.
    pub id: String,
    /// The name as the owner saved it.
    pub name: String,
    /// Whether they proved who they are: red packets need it.
    pub verified: bool,
    /// Whether their account is frozen.
    pub frozen: bool,
    /// Whether money went to them before.
    pub known: bool,
}

/// A bank card.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Stable id, such as `harbour`.
    pub id: String,
    /// The bank's name.
    pub bank: String,
    /// The last four digits.
    pub tail: String,
    /// The last month it is good for, `YYYY-MM`.
    pub expiry: String,
    /// How the bank answers today.
    #[serde(skip)]
    pub gateway: Gateway,
}

/// The state of a bank's gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gateway {
    /// Answers.
    Open,
    /// Says that it is closed until the given instant.
    Closed(Timestamp),
    /// Takes the call and says nothing.
    Silent,
}

/// What the owner allows; both can be raised in the app.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Limits {
    /// Red packets a day.
    pub red_packet_daily: Money,
    /// Withdrawals a calendar month.
    pub withdraw_monthly: Money,
}

/// A wallet.
#[derive(Debug, Clone, Serialize)]
pub struct Wallet {
    /// The owner's name.
    pub owner: String,
    /// What is in it.
    pub balance: Money,
    /// Whether the owner stopped all outgoing payments.
    pub frozen: bool,
    /// What the owner allows.
    pub limits: Limits,
    /// Whom one can send to.
    pub contacts: Vec<Contact>,
    /// The cards on file.
    pub cards: Vec<Card>,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// The day an instant falls on; the wallet's days are UTC.
#[must_use]
pub fn day(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date()
}

impl Wallet {
    /// The contact of that id.
    ///
    /// # Errors
    /// [`Failure::NotFound`] where there is none.
    pub fn contact(&self, id: &str) -> Result<&Contact, Failure> {
        self.contacts.iter().find(|contact| contact.id == id).ok_or(Failure::NotFound {})
    }

    /// The card of that id.
    ///
    /// # Errors
    /// [`Failure::NotFound`] where there is none.
    pub fn card(&self, id: &str) -> Result<&Card, Failure> {
        self.cards.iter().find(|card| card.id == id).ok_or(Failure::NotFound {})
    }

    /// Records a movement and moves the balance.
    pub fn record(&mut self, at: Timestamp, kind: Kind, party: String, amount: Money) -> Entry {
        let id = self.entries.first().map_or(1, |entry| entry.id + 1);
        let entry = Entry { id, at, kind, party, amount };
        self.balance += amount;
        self.entries.insert(0, entry.clone());
        entry
    }

    /// What went out as `kind` in entries that `counts`.
    #[must_use]
    pub fn spent(&self, kind: Kind, counts: impl Fn(&Entry) -> bool) -> Money {
        let out = self.entries.iter().filter(|entry| entry.kind == kind && entry.amount < Money::ZERO);
        out.filter(|entry| counts(entry)).map(|entry| Money(-entry.amount.0)).sum()
    }
}
