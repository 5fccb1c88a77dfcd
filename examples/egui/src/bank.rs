//! The wallet behind the window: what it refuses, and how it says so.

use std::fmt;

use unstuck::Problem;

/// The smallest amount that the bank pays out, in fen.
const LEAST: u64 = 1_000;

/// An amount in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money(pub u64);

impl Money {
    /// Reads what a person types, such as `12` or `12.50`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('¥');
        let (yuan, fen) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(yuan) || !digits(fen) || fen.len() != 2 {
            return None;
        }
        let yuan: u64 = yuan.parse().ok()?;
        yuan.checked_mul(100)?.checked_add(fen.parse().ok()?).map(Self)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "¥{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Why no money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// What was typed is no amount.
    NoAmount,
    /// The bank pays out no less than this.
    TooLittle {
        /// The smallest amount.
        least: Money,
    },
    /// There is less in the wallet.
    NotEnough {
        /// What there is.
        balance: Money,
        /// What there is not.
        short: Money,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAmount => out.write_str("Please enter an amount above ¥0.00."),
            Self::TooLittle { least } => write!(out, "The smallest amount you can withdraw is {least}."),
            Self::NotEnough { balance, short } => {
                write!(out, "Your balance of {balance} does not cover this. {short} is missing.")
            }
        }
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// As it is told: a stable code makes the answer certain, where a message alone makes it likely.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let code = match self {
            Self::NoAmount => "AMOUNT_INVALID",
            Self::TooLittle { .. } => "WITHDRAW_MIN_AMOUNT",
            Self::NotEnough { .. } => "INSUFFICIENT_FUNDS",
        };
        Problem::new(self.to_string()).code(code)
    }
}

/// What a person does with money here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payment {
    /// To the person's own bank.
    Withdraw,
    /// To a contact.
    Transfer,
}

impl Payment {
    /// Where in the app it is done; a solution may lead there.
    #[must_use]
    pub fn route(self) -> &'static str {
        match self {
            Self::Withdraw => "/withdraw",
            Self::Transfer => "/transfer",
        }
    }

    /// What is done at a path that a solution leads to.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        [Self::Withdraw, Self::Transfer].into_iter().find(|payment| path == payment.route())
    }

    /// The operation's name: its next success tells whether a solution helped.
    #[must_use]
    pub fn operation(self) -> &'static str {
        self.route().trim_start_matches('/')
    }

    /// Pays from `balance`, and gives what is left.
    ///
    /// # Errors
    ///
    /// The refusal, where no money moved.
    pub fn pay(self, balance: Money, amount: &str) -> Result<Money, Refusal> {
        let amount = Money::read(amount).filter(|amount| amount.0 > 0).ok_or(Refusal::NoAmount)?;
        if self == Self::Withdraw && amount.0 < LEAST {
            return Err(Refusal::TooLittle { least: Money(LEAST) });
        }
        let short = Money(amount.0.saturating_sub(balance.0));
        balance.0.checked_sub(amount.0).map(Money).ok_or(Refusal::NotEnough { balance, short })
    }
}
