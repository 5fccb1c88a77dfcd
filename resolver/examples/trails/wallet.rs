//! Made-up people in the demo's wallet: each goes through a few screens and then opens help, because of a vague error or
//! because they wonder. What they want hangs on the screen, on who they are, on what they did last and on what happens to
//! many now; and one in eight wants something that nothing of it tells.

use unstuck_resolver::eval::Row;

use super::chance::Chance;

/// Moments of a hundred in which nothing tells what the person wants.
const UNTOLD: usize = 12;

struct Screen {
    route: &'static str,
    /// What people do there.
    steps: &'static [&'static str],
    /// The request that it makes.
    request: &'static str,
    /// What they come to want.
    wants: &'static [(&'static str, usize)],
}

const SCREENS: &[(Screen, usize)] = &[
    (
        Screen {
            route: "/red-packet",
            request: "POST /api/red-packets",
            steps: &[
                "button Send red packet",
                "textbox Amount",
                "combobox Recipient",
                "button Ask to verify",
            ],
            wants: &[
                ("red-packet-daily-limit", 34),
                ("recipient-unverified", 18),
                ("red-packet-person-limit", 18),
                ("red-packet-amount", 16),
                ("insufficient-funds", 14),
                ("wallet-frozen", 10),
                ("session-expired", 8),
                ("no-connection", 6),
            ],
        },
        28,
    ),
    (
        Screen {
            route: "/transfer",
            request: "POST /api/transfers",
            steps: &["button Send", "textbox Amount", "combobox Contact", "button Send it again"],
            wants: &[
                ("transfer-review", 24),
                ("transfer-duplicate", 22),
                ("transfer-single-limit", 18),
                ("account-frozen", 16),
                ("insufficient-funds", 20),
                ("wallet-frozen", 10),
                ("session-expired", 8),
                ("no-connection", 6),
            ],
        },
        24,
    ),
    (
        Screen {
            route: "/withdraw",
            request: "POST /api/withdrawals",
            steps: &["button Withdraw", "textbox Amount", "combobox Card"],
            wants: &[
                ("withdraw-monthly-limit", 30),
                ("bank-timeout", 20),
                ("card-expired", 20),
                ("bank-maintenance", 16),
                ("withdraw-minimum", 14),
                ("insufficient-funds", 12),
                ("session-expired", 6),
            ],
        },
        22,
    ),
    (
        Screen {
            route: "/statements",
            request: "GET /api/statements",
            steps: &["button Export", "combobox Format", "textbox From", "textbox Until"],
            wants: &[
                ("statement-range", 36),
                ("statement-too-large", 26),
                ("unexpected-error", 22),
                ("statement-order", 16),
                ("session-expired", 8),
                ("page-outdated", 6),
            ],
        },
        12,
    ),
    (
        Screen {
            route: "/cards",
            request: "POST /api/top-ups",
            steps: &["button Add money", "button Save", "switch Freeze outgoing payments", "textbox Amount"],
            wants: &[
                ("top-up-limit", 34),
                ("card-expired", 26),
                ("wallet-frozen", 24),
                ("red-packet-daily-limit", 16),
            ],
        },
        9,
    ),
    (
        Screen {
            route: "/",
            request: "GET /api/wallet",
            steps: &["link Recent activity", "link All activity", "combobox Language"],
            wants: &[
                ("session-expired", 34),
                ("no-connection", 26),
                ("wallet-frozen", 22),
                ("page-outdated", 18),
            ],
        },
        5,
    ),
];

const VAGUE: [&str; 4] = ["", "Something went wrong", "This did not work", "Please try again later"];

/// So many moments, in time order; the first fifth is to learn from.
pub(crate) fn rows(count: usize, seed: u64) -> Vec<Row> {
    let mut chance = Chance::new(seed);
    (0..count).map(|at| moment(at, count, &mut chance)).collect()
}

fn moment(at: usize, count: usize, chance: &mut Chance) -> Row {
    // Twice a bank is down for a while, and the release changes half-way.
    let incident = (count / 4..count / 4 + count / 20).contains(&at)
        || (3 * count / 4..3 * count / 4 + count / 20).contains(&at);
    let release = if at < count / 2 { "2.3" } else { "2.4" };
    let weighted: Vec<(usize, usize)> = SCREENS
        .iter()
        .enumerate()
        .map(|(at, (screen, weight))| (at, weight * boost(screen, incident)))
        .collect();
    let screen = &SCREENS[chance.weighted(&weighted)].0;
    let newcomer = chance.hits(30);
    let verified = chance.hits(80);
    let last = chance.below(screen.steps.len());
    let mut wants: Vec<(&str, usize)> = screen.wants.to_vec();
    for (want, weight) in &mut wants {
        let step = screen.steps[last];
        *weight *= match *want {
            "bank-maintenance" | "bank-timeout" if incident => 16,
            "transfer-review" if newcomer => 12,
            "recipient-unverified" if step.contains("verify") => 16,
            "transfer-duplicate" if step.contains("again") => 16,
            "wallet-frozen" if step.contains("Freeze") => 12,
            "card-expired" if step.contains("Card") || step.contains("Save") => 10,
            "account-frozen" if step.contains("Contact") => 8,
            "red-packet-person-limit" if step.contains("Recipient") => 8,
            "statement-order" if step.contains("Until") => 10,
            "statement-too-large" if step.contains("Format") => 10,
            // Mended by the new release.
            "unexpected-error" if release == "2.4" => 1,
            // Who is verified has other troubles.
            "withdraw-monthly-limit" | "red-packet-daily-limit" if verified => 4,
            _ => 2,
        };
    }
    let untold = chance.hits(UNTOLD);
    let want = if untold {
        let other = chance.one_of(&[0, 1, 2, 3, 4, 5]);
        chance.one_of(SCREENS[other].0.wants).0
    } else {
        chance.weighted(&wants)
    };
    let mut scene = vec![
        format!("route {}", screen.route),
        format!("release {release}"),
        format!("locale {}", chance.weighted(&[("en", 5), ("zh", 4), ("de", 1)])),
        format!("hour {}", chance.below(8) * 3),
        format!("trait.age {}", if newcomer { "new" } else { "old" }),
        format!("trait.verified {}", if verified { "yes" } else { "no" }),
        format!("last {}", screen.steps[last]),
        format!("click {}", screen.steps[last]),
        format!("went {}", screen.route),
    ];
    // On the way there they went through other screens, and did this and that.
    for _ in 0..chance.below(3) {
        let other = &SCREENS[chance.below(SCREENS.len())].0;
        scene.push(format!("went {}", other.route));
        if chance.hits(40) {
            scene.push(format!("click {}", chance.one_of(other.steps)));
        }
    }
    let after_error = chance.hits(45);
    let text = if after_error { chance.one_of(&VAGUE[1..]) } else { VAGUE[0] };
    if after_error {
        // How it failed stands in the trail, unless it was another request that failed.
        let status = if chance.hits(75) { status(want) } else { chance.one_of(&["422", "409", "500"]) };
        scene.push(format!("request {} → {status}", screen.request));
    }
    scene.iter_mut().for_each(|fact| *fact = fact.to_lowercase());
    scene.sort_unstable();
    scene.dedup();
    Row {
        id: format!("m{at}"),
        text: text.to_owned(),
        code: None,
        gold_solution_ids: vec![want.to_owned()],
        split: if at < count / 5 { "train" } else { "dev" }.to_owned(),
        slice: Some(if untold { "untold" } else { "told" }.to_owned()),
        scene,
    }
}

/// More people are on the screen that an incident hits.
fn boost(screen: &Screen, incident: bool) -> usize {
    if incident && screen.route == "/withdraw" { 3 } else { 1 }
}

/// What the wallet's service answers to what leads to a question.
fn status(want: &str) -> &'static str {
    match want {
        "session-expired" => "401",
        "page-outdated" => "404",
        "transfer-duplicate" | "wallet-frozen" => "409",
        "account-frozen" | "recipient-unverified" | "transfer-review" => "403",
        "bank-maintenance" => "503",
        "bank-timeout" => "504",
        "unexpected-error" => "500",
        _ => "422",
    }
}
