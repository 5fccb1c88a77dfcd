//! The wallet's rules, asked without a server.
#![allow(clippy::unwrap_used)] // What the seed always holds.

use jiff::Timestamp;
use proptest::prelude::*;
use unstuck_demo_api::failure::Failure;
use unstuck_demo_api::money::Money;
use unstuck_demo_api::rules::{red_packet, statement, transfer, withdrawal};
use unstuck_demo_api::seed;
use unstuck_demo_api::strings::{Language, wording};
use unstuck_demo_api::wallet::{Kind, Wallet, day};

fn now() -> Timestamp {
    "2026-03-18T13:30:00Z".parse().unwrap()
}

fn red_packet(wallet: &Wallet, to: &str, yuan: i64) -> Result<(), &'static str> {
    red_packet::check(wallet, wallet.contact(to).unwrap(), Money::yuan(yuan), now()).map_err(|f| f.code())
}

fn transfer(wallet: &Wallet, to: &str, yuan: i64, again: bool) -> Result<(), &'static str> {
    transfer::check(wallet, wallet.contact(to).unwrap(), Money::yuan(yuan), again, now())
        .map_err(|f| f.code())
}

fn withdraw(wallet: &Wallet, card: &str, yuan: i64) -> Result<(), &'static str> {
    withdrawal::check(wallet, wallet.card(card).unwrap(), Money::yuan(yuan), now()).map_err(|f| f.code())
}

#[test]
fn red_packets_have_their_limits_and_a_raised_one_lets_the_same_packet_through() {
    let mut wallet = seed::wallet(now());
    assert_eq!(red_packet(&wallet, "sam", 180), Ok(()));
    assert_eq!(red_packet(&wallet, "sam", 188), Err("RP_LIMIT_DAILY"));
    assert_eq!(red_packet(&wallet, "mei", 66), Err("RP_LIMIT_PERSON"));
    assert_eq!(red_packet(&wallet, "sam", 201), Err("RP_AMOUNT_RANGE"));
    assert_eq!(red_packet(&wallet, "jonas", 20), Err("RP_RECIPIENT_UNVERIFIED"));
    wallet.limits.red_packet_daily = Money::yuan(1_000);
    assert_eq!(red_packet(&wallet, "sam", 188), Ok(()));
    assert_eq!(red_packet(&wallet, "mei", 66), Err("RP_LIMIT_PERSON"), "another limit, which stays");
}

#[test]
fn transfers_are_stopped_for_their_reasons() {
    let mut wallet = seed::wallet(now());
    assert_eq!(transfer(&wallet, "sam", 300, false), Ok(()));
    assert_eq!(transfer(&wallet, "teahouse", 36, false), Err("TRANSFER_ACCOUNT_FROZEN"));
    assert_eq!(transfer(&wallet, "mei", 88, false), Err("TRANSFER_DUPLICATE"));
    assert_eq!(transfer(&wallet, "mei", 88, true), Ok(()));
    assert_eq!(transfer(&wallet, "noor", 1_500, false), Err("TRANSFER_RISK_REVIEW"));
    assert_eq!(transfer(&wallet, "sam", 9_000, false), Err("INSUFFICIENT_FUNDS"));
    assert_eq!(transfer(&wallet, "sam", 20_001, false), Err("TRANSFER_LIMIT_SINGLE"));
    wallet.frozen = true;
    assert_eq!(transfer(&wallet, "sam", 300, false), Err("WALLET_FROZEN"));
}

#[test]
fn withdrawals_mind_the_card_the_bank_and_the_month() {
    let mut wallet = seed::wallet(now());
    assert_eq!(withdraw(&wallet, "harbour", 300), Ok(()));
    assert_eq!(withdraw(&wallet, "harbour", 9), Err("WITHDRAW_MIN_AMOUNT"));
    assert_eq!(withdraw(&wallet, "harbour", 2_000), Err("WITHDRAW_LIMIT_MONTHLY"));
    assert_eq!(withdraw(&wallet, "meridian", 300), Err("CARD_EXPIRED"));
    assert_eq!(withdraw(&wallet, "northwind", 300), Err("CARD_BANK_MAINTENANCE"));
    wallet.limits.withdraw_monthly = Money::yuan(20_000);
    assert_eq!(withdraw(&wallet, "harbour", 2_000), Ok(()));
}

#[test]
fn a_card_is_good_until_the_end_of_its_month() {
    let mut card = seed::wallet(now()).card("harbour").unwrap().clone();
    card.expiry = "2026-03".to_owned();
    assert!(withdrawal::valid(&card, now()).is_ok());
    card.expiry = "2026-02".to_owned();
    assert!(withdrawal::valid(&card, now()).is_err());
    for wrong in ["2026-02", "2026-13", "26-3", "2099-01", "2026-+4", ""] {
        assert!(!withdrawal::plausible_expiry(wrong, now()), "{wrong}");
    }
    assert!(withdrawal::plausible_expiry("2030-11", now()));
}

#[test]
fn statements_are_bounded_by_days_and_lines() {
    let wallet = seed::wallet(now());
    let code = |from: &str, to: &str, form| {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        statement::select(&wallet, from, to, form).map(|entries| entries.len()).map_err(|f| f.code())
    };
    assert_eq!(code("2025-03-18", "2026-03-18", statement::Form::Csv), Err("STATEMENT_RANGE_TOO_LONG"));
    assert_eq!(code("2026-03-18", "2026-03-01", statement::Form::Csv), Err("STATEMENT_RANGE_REVERSED"));
    assert_eq!(code("2026-01-01", "2026-03-18", statement::Form::Page), Err("STATEMENT_TOO_LARGE"));
    assert!(code("2026-01-01", "2026-03-18", statement::Form::Csv).unwrap() > 60);
    assert_eq!(code("2025-06-01", "2025-06-30", statement::Form::Csv), Ok(0));
}

#[test]
fn the_seed_counts_today_and_this_month_even_just_after_midnight_of_the_first() {
    let now: Timestamp = "2026-05-01T00:01:00Z".parse().unwrap();
    let wallet = seed::wallet(now);
    let today = wallet.spent(Kind::RedPacket, |entry| day(entry.at) == day(now));
    assert_eq!(today, Money::yuan(320));
    assert_eq!(wallet.spent(Kind::Withdrawal, |entry| day(entry.at) == day(now)), Money::yuan(8_600));
    assert!(wallet.entries.windows(2).all(|pair| pair[0].id > pair[1].id && pair[0].at >= pair[1].at));
}

#[test]
fn every_failure_has_words_in_every_language() {
    for failure in Failure::samples() {
        let told = Language::ALL.map(|language| wording(&failure, language));
        assert!(told.iter().all(|words| !words.title.is_empty() && !words.detail.is_empty()));
        assert!(told[0] != told[1] && told[1] != told[2], "{}", failure.code());
    }
}

proptest! {
    #[test]
    fn no_allowed_payment_overdraws_the_wallet(fen in i64::MIN..i64::MAX, again: bool, to in 0_usize..6) {
        let wallet = seed::wallet(now());
        let (contact, amount) = (&wallet.contacts[to], Money(fen));
        let sent = transfer::check(&wallet, contact, amount, again, now()).is_ok()
            || red_packet::check(&wallet, contact, amount, now()).is_ok();
        prop_assert!(!sent || amount > Money::ZERO && amount <= wallet.balance);
    }

    #[test]
    fn an_amount_reads_back(fen in -99_999_999_999_i64..99_999_999_999) {
        let digits: String = Money(fen).to_string().chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        prop_assert_eq!(digits.parse::<i64>().unwrap(), fen);
    }
}
