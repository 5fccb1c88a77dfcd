//! Made-up errors of the demo's wallet whose messages are vague and whose causes change with time, as releases, rules and
//! banks do: no fixed ranking stays the best.

use unstuck_resolver::eval::Row;

use super::chance::Chance;

/// Shares of a hundred that the first and second cause of a message have.
const FIRST: usize = 70;
const SECOND: usize = 18;

/// What is told, where, and its causes; those of every second message change places once, at a time of their own.
const ERRORS: [(&str, &str, [&str; 3]); 16] = [
    (
        "Not possible now, reference {n}",
        "/transfer",
        ["transfer-review", "account-frozen", "transfer-single-limit"],
    ),
    (
        "Declined under rule {n}",
        "/transfer",
        ["transfer-single-limit", "wallet-frozen", "transfer-duplicate"],
    ),
    ("Stopped at step {n}", "/transfer", ["transfer-duplicate", "insufficient-funds", "transfer-review"]),
    ("Your contact is busy", "/transfer", ["account-frozen", "transfer-review", "session-expired"]),
    (
        "Denied, see {n}",
        "/red-packet",
        ["red-packet-amount", "recipient-unverified", "red-packet-daily-limit"],
    ),
    ("Luck ran out", "/red-packet", ["red-packet-daily-limit", "red-packet-person-limit", "wallet-frozen"]),
    (
        "Envelope {n} came back",
        "/red-packet",
        ["recipient-unverified", "red-packet-person-limit", "no-connection"],
    ),
    ("Later, perhaps", "/withdraw", ["bank-timeout", "bank-maintenance", "withdraw-monthly-limit"]),
    ("Trace {n} ended early", "/withdraw", ["card-expired", "insufficient-funds", "bank-timeout"]),
    ("Sum {n} refused", "/withdraw", ["withdraw-monthly-limit", "withdraw-minimum", "card-expired"]),
    ("Plastic trouble", "/cards", ["card-expired", "top-up-limit", "wallet-frozen"]),
    ("Too greedy", "/cards", ["top-up-limit", "insufficient-funds", "card-expired"]),
    ("Printer says {n}", "/statements", ["statement-range", "unexpected-error", "statement-too-large"]),
    ("Paper jam", "/statements", ["statement-too-large", "statement-order", "statement-range"]),
    ("Ticket {n}", "/", ["session-expired", "page-outdated", "no-connection"]),
    ("Who are you?", "/", ["page-outdated", "session-expired", "wallet-frozen"]),
];

/// So many errors, in time order.
pub(crate) fn rows(count: usize, seed: u64) -> Vec<Row> {
    let mut chance = Chance::new(seed);
    (0..count).map(|at| error(at, count, &mut chance)).collect()
}

fn error(at: usize, count: usize, chance: &mut Chance) -> Row {
    let which = chance.below(ERRORS.len());
    let (text, route, causes) = ERRORS[which];
    // Not all change, and not on one day: from a quarter of the time to three quarters of it.
    let turns = which.is_multiple_of(2) && at * 32 > count * (8 + which);
    let [first, second, third] = causes;
    let (first, second) = if turns { (second, first) } else { (first, second) };
    let cause = match chance.below(100) {
        share if share < FIRST => first,
        share if share < FIRST + SECOND => second,
        _ => third,
    };
    Row {
        id: format!("e{at}"),
        text: text.replace("{n}", &(10_000 + chance.below(90_000)).to_string()),
        code: None,
        gold_solution_ids: vec![cause.to_owned()],
        split: "dev".to_owned(),
        slice: None,
        scene: vec![format!("hour {}", chance.below(8) * 3), format!("route {route}")],
    }
}
