//! More evidence for a solution never lowers it.
#![cfg(all(feature = "author", feature = "learn"))]
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*};
use unstuck_protocol::SolutionId;
use unstuck_resolver::{
    Catalogue, Decision, Query, Resolver,
    author::{Source, read},
    learn::Case,
};

const WALLET: &[(&str, &str)] = &[
    (
        "card-expired",
        "title: Your card has expired\ncodes: [CARD_EXPIRED]\nmessages: ['card ending in {tail} has expired']\nquestions: [how do I renew my card]",
    ),
    (
        "card-stolen",
        "title: Your card was reported stolen\ncodes: [CARD_STOLEN, CARD_BLOCKED]\nmessages: ['the card was reported stolen on {date}']",
    ),
    (
        "daily-limit",
        "title: You have reached the daily limit\ncodes: [RP_LIMIT]\nmessages: ['daily limit of {amount} reached']",
    ),
    (
        "monthly-limit",
        "title: You have reached the monthly limit\ncodes: [RP_LIMIT]\nmessages: ['monthly limit of {amount} reached']",
    ),
    (
        "frozen-transfer",
        "title: The account is frozen\ncodes: [FROZEN]\nmessages: ['your account is frozen']\nwhen: { route: '/transfer/**' }",
    ),
    (
        "frozen-withdrawal",
        "title: The account is frozen for withdrawals\ncodes: [FROZEN]\nwhen: { route: '/withdraw/**', release: '>=2.0' }",
    ),
    ("wrong-pin", "title: The PIN is wrong\ncodes: [PIN]\nquestions: [what if I forgot my pin]"),
];

fn catalogue() -> Catalogue {
    let page = |(id, front): &(&str, &str)| Source {
        path: format!("{id}.md"),
        text: format!("---\n{front}\n---\nWhat to do about {id}: ask for help, or look into settings.\n"),
    };
    read(&WALLET.iter().map(page).collect::<Vec<_>>()).unwrap()
}

/// How a solution stands in a decision; last where it is not there.
struct Stands {
    rank: usize,
    sure: f32,
}

fn stands(decision: &Decision, id: &SolutionId) -> Stands {
    let place = decision.ranked.iter().position(|one| one.solution == *id);
    Stands { rank: place.unwrap_or(usize::MAX), sure: place.map_or(0.0, |at| decision.ranked[at].confidence) }
}

fn message() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "card",
        "expired",
        "stolen",
        "limit",
        "daily",
        "monthly",
        "reached",
        "¥200",
        "frozen",
        "account",
        "The",
        "pin",
        "wrong",
        "my",
        "is",
        "renew",
        "transfer",
        "money",
        "failed",
        "sorry",
        "yesterday",
        "4242",
        "plastic",
    ]);
    vec(word, 0..9).prop_map(|words| words.join(" "))
}

fn filled(form: &str) -> String {
    form.replace("{tail}", "4242").replace("{date}", "2026-01-02").replace("{amount}", "¥200")
}

/// What people confirmed about some of the solutions.
fn history() -> Vec<Case> {
    let known = [
        ("plastic thing beeps", "card-expired"),
        ("sent too much money", "daily-limit"),
        ("four digits did not match", "wrong-pin"),
        ("profile locked", "frozen-transfer"),
    ];
    known.iter().map(|(text, id)| case(text, &SolutionId::new(*id).unwrap())).collect()
}

fn case(text: &str, id: &SolutionId) -> Case {
    Case { text: text.into(), solution: Some(id.clone()), scene: Vec::new() }
}

/// The same catalogue without history and with it.
fn resolvers() -> &'static [Resolver; 2] {
    static BOTH: LazyLock<[Resolver; 2]> =
        LazyLock::new(|| [Resolver::new(catalogue()), Resolver::learned(catalogue(), &history())]);
    &BOTH
}

/// A code names its solution to so much, since another one may name it too or the app may send a wrong one: text alone may
/// be surer by a little.
const CODE: f32 = 0.98;
/// What rounding may take.
const ROUNDING: f32 = 1e-4;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn its_code_never_lowers_a_solution(message in message(), title in prop::option::of(message())) {
        for resolver in resolvers() {
            let query = Query { message: &message, title: title.as_deref(), ..Query::default() };
            let before = resolver.rank(&query);
            for solution in resolver.catalogue().solutions() {
                for code in &solution.codes {
                    let after = resolver.rank(&Query { code: Some(code), ..query });
                    let (was, is) = (stands(&before, &solution.id), stands(&after, &solution.id));
                    prop_assert!(is.sure >= CODE * was.sure - ROUNDING, "{code}: {} became {}", was.sure, is.sure);
                    prop_assert!(is.rank <= was.rank, "{code}: {} became {}", was.rank, is.rank);
                }
            }
        }
    }

    #[test]
    fn its_own_message_never_lowers_a_solution(message in message()) {
        for resolver in resolvers() {
            let query = Query { message: &message, ..Query::default() };
            let before = resolver.rank(&query);
            for solution in resolver.catalogue().solutions() {
                for form in solution.messages.iter().map(|form| filled(form)) {
                    let longer = format!("{message}. {form}");
                    for said in [&longer, &form] {
                        let after = resolver.rank(&Query { message: said, ..query });
                        let (was, is) = (stands(&before, &solution.id), stands(&after, &solution.id));
                        prop_assert!(is.sure >= was.sure - ROUNDING, "{said}: {} became {}", was.sure, is.sure);
                    }
                }
            }
        }
    }

    #[test]
    fn circumstances_that_it_asks_for_never_lower_a_solution(message in message(), code in prop::option::of("FROZEN|PIN")) {
        for resolver in resolvers() {
            let query = Query { message: &message, code: code.as_deref(), ..Query::default() };
            let before = resolver.rank(&query);
            for (id, route, release) in [("frozen-transfer", "/transfer/x", None), ("frozen-withdrawal", "/withdraw/x", Some("2.1"))] {
                let id = SolutionId::new(id).unwrap();
                let after = resolver.rank(&Query { route: Some(route), release, ..query });
                let (was, is) = (stands(&before, &id), stands(&after, &id));
                prop_assert!(is.sure >= was.sure - ROUNDING, "{id}: {} became {}", was.sure, is.sure);
            }
        }
    }
}

proptest! {
    // Each case learns several times.
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_confirmed_case_for_the_very_text_never_lowers_a_solution(
        message in message().prop_filter("a text", |text| !text.is_empty()), which in any::<prop::sample::Index>(), known in any::<bool>(),
    ) {
        let catalogue = catalogue();
        let id = catalogue.solutions()[which.index(catalogue.solutions().len())].id.clone();
        let mut cases = if known { history() } else { vec![] };
        let query = Query { message: &message, ..Query::default() };
        let before = stands(&Resolver::learned(catalogue.clone(), &cases).rank(&query), &id);
        for _ in 0..2 {
            cases.push(case(&message, &id));
            let after = stands(&Resolver::learned(catalogue.clone(), &cases).rank(&query), &id);
            prop_assert!(after.sure >= before.sure - ROUNDING, "{id}: {} became {}", before.sure, after.sure);
        }
    }
}
