//! The wallet a new visitor finds.

use jiff::{SignedDuration, Timestamp, tz::Offset};

use crate::money::Money;
use crate::wallet::{Card, Contact, Entry, Gateway, Kind, Limits, Wallet, day};

const SHOPS: [(&str, i64); 8] = [
    ("Corner Bakery", 2_450),
    ("Metro Line 2", 400),
    ("Jade Garden Noodles", 4_680),
    ("Green Market", 9_315),
    ("Paper & Ink Books", 7_900),
    ("City Bikes", 150),
    ("Lotus Pharmacy", 3_640),
    ("Cinema Aurora", 5_600),
];

/// A wallet with eighty days of history that ends at `now`.
#[must_use]
pub fn wallet(now: Timestamp) -> Wallet {
    // What counts against today's and this month's limits must not slip into yesterday or last month.
    let today = day(now);
    let start = |date: jiff::civil::Date| {
        Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).unwrap_or(now)
    };
    let (morning, month) = (start(today), start(today.first_of_month()));
    let mut entries = Vec::new();
    for back in (1..80_i64).rev() {
        let at = morning - SignedDuration::from_hours(24 * back)
            + SignedDuration::from_mins(430 + back * 67 % 540);
        let (shop, price) = SHOPS[usize::try_from(back * 5 % 8).unwrap_or_default()];
        entries.push((at, Kind::Purchase, shop, -price - back % 7 * 110));
        if back % 2 == 0 {
            let (shop, price) = SHOPS[usize::try_from(back * 3 % 8).unwrap_or_default()];
            entries.push((at + SignedDuration::from_hours(3), Kind::Purchase, shop, -price));
        }
        if back % 30 == 3 {
            entries.push((at, Kind::Transfer, "Lighthouse Studio", 1_260_000));
        }
    }
    entries.push((month, Kind::Withdrawal, "Harbour Bank ··2209", -860_000));
    let today_at = |minutes: i64| (now - SignedDuration::from_mins(minutes)).max(morning);
    entries.push((today_at(190), Kind::RedPacket, "Mei Lin", -16_800));
    entries.push((today_at(95), Kind::RedPacket, "Ava Chen", -15_200));
    entries.push((now - SignedDuration::from_mins(3), Kind::Transfer, "Mei Lin", -8_800));
    entries.sort_by_key(|entry| entry.0);
    let entry = |(id, (at, kind, party, amount)): (usize, (Timestamp, Kind, &str, i64))| Entry {
        id: id as u64 + 1,
        at,
        kind,
        party: party.to_owned(),
        amount: Money(amount),
    };
    let entries = entries.into_iter().enumerate().map(entry).rev().collect();
    Wallet {
        owner: "Lena Hoffmann".to_owned(),
        balance: Money(648_260),
        frozen: false,
        limits: Limits { red_packet_daily: Money::yuan(500), withdraw_monthly: Money::yuan(10_000) },
        contacts: contacts(),
        cards: cards(now),
        entries,
    }
}

fn contacts() -> Vec<Contact> {
    let contact = |id: &str, name: &str, verified, frozen, known| Contact {
        id: id.to_owned(),
        name: name.to_owned(),
        verified,
        frozen,
        known,
    };
    vec![
        contact("mei", "Mei Lin", true, false, true),
        contact("ava", "Ava Chen", true, false, true),
        contact("sam", "Sam Okafor", true, false, true),
        contact("jonas", "Jonas Weber", false, false, true),
        contact("noor", "Noor Haddad", true, false, false),
        contact("teahouse", "Old Town Tea House", true, true, true),
    ]
}

fn cards(now: Timestamp) -> Vec<Card> {
    let card = |id: &str, bank: &str, tail: &str, months: i32, gateway| {
        let last = day(now).saturating_add(jiff::Span::new().months(months));
        let expiry = last.strftime("%Y-%m").to_string();
        Card { id: id.to_owned(), bank: bank.to_owned(), tail: tail.to_owned(), expiry, gateway }
    };
    let closed = Gateway::Closed(now + SignedDuration::from_mins(150));
    vec![
        card("harbour", "Harbour Bank", "2209", 28, Gateway::Open),
        card("meridian", "Meridian Bank", "4471", -3, Gateway::Open),
        card("northwind", "Northwind Bank", "8036", 15, closed),
        card("prairie", "Prairie Credit Union", "6604", 40, Gateway::Silent),
    ]
}
