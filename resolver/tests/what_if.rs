//! What would have changed an answer is what the resolver says when it is asked so.
#![cfg(feature = "author")]
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use proptest::{collection::vec, prelude::*};
use unstuck_resolver::{
    Query, Resolver,
    author::{Change, Source, WhatIf, read, what_if},
};

const WALLET: &[(&str, &str)] = &[
    (
        "card-expired",
        "title: Your card has expired\ncodes: [CARD_EXPIRED]\nmessages: ['card ending in {tail} has expired']",
    ),
    ("card-stolen", "title: Your card was reported stolen\ncodes: [CARD_STOLEN]"),
    (
        "daily-limit",
        "title: You have reached today's limit\ncodes: [RP_LIMIT]\nmessages: ['daily limit of {amount} reached']",
    ),
    (
        "monthly-limit",
        "title: You have reached this month's limit\ncodes: [RP_LIMIT]\nmessages: ['monthly limit of {amount} reached']",
    ),
    ("frozen-transfer", "title: The account is frozen\ncodes: [FROZEN]\nwhen: { route: '/transfer/**' }"),
    (
        "frozen-withdrawal",
        "title: The account is frozen\ncodes: [FROZEN]\nwhen: { route: '/withdraw/**', release: '>=2.0' }",
    ),
    ("limit-zh", "title: 每日红包限额已满\nmessages: ['每日红包限额为{amount}元']\nlocale: zh-Hans"),
];

fn wallet() -> Resolver {
    let page = |(id, front): &(&str, &str)| Source {
        path: format!("{id}.md"),
        text: format!("---\n{front}\n---\nWhat to do about {id}.\n"),
    };
    Resolver::new(read(&WALLET.iter().map(page).collect::<Vec<_>>()).unwrap())
}

fn told(query: &Query<'_>) -> Vec<String> {
    let one =
        |one: WhatIf| format!("{} → {}", one.change, one.answer.map_or("none".into(), |id| id.to_string()));
    what_if(&wallet(), query).into_iter().map(one).collect()
}

#[test]
fn an_answer_says_what_it_hangs_on() {
    let coded = told(&Query { code: Some("CARD_EXPIRED"), message: "It did not work.", ..Query::default() });
    assert_eq!(coded[0], "without the code → none");
    let said = told(&Query { message: "The daily limit of ¥200 reached", ..Query::default() });
    assert_eq!(said, ["without “daily” → none"]);
    let chinese = told(&Query { message: "每日红包限额为 200 元", ..Query::default() });
    assert!(chinese.iter().any(|one| one.starts_with("without “")), "{chinese:?}");
}

#[test]
fn no_answer_says_what_would_have_given_one() {
    let frozen = told(&Query { code: Some("FROZEN"), message: "No.", ..Query::default() });
    for wanted in [
        "on a route such as /transfer/x → frozen-transfer",
        "on a route such as /withdraw/x → frozen-withdrawal",
    ] {
        assert!(frozen.iter().any(|one| one == wanted), "{wanted}: {frozen:?}");
    }
    let elsewhere = told(&Query {
        code: Some("FROZEN"),
        route: Some("/pay"),
        message: "The account is frozen",
        ..Query::default()
    });
    assert!(
        elsewhere.iter().any(|one| one == "on a route such as /transfer/x → frozen-transfer"),
        "{elsewhere:?}"
    );
    let unsure = told(&Query { message: "your card", ..Query::default() });
    assert!(unsure.iter().any(|one| one == "with the code CARD_STOLEN → card-stolen"), "{unsure:?}");
}

fn messages() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "card",
        "expired",
        "stolen",
        "limit",
        "daily",
        "monthly",
        "reached",
        "¥200",
        "账户",
        "每日红包限额为",
        "frozen",
        "The",
        "…",
        ".",
        "é",
        "\u{301}",
    ]);
    prop_oneof![vec(word, 0..10).prop_map(|words| words.join(" ")), ".{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_change_that_is_told_gives_what_it_says(
        message in messages(), title in prop::option::of(messages()), code in prop::option::of("CARD_EXPIRED|RP_LIMIT|FROZEN|NO| "),
        route in prop::option::of("/transfer/a|/pay"), release in prop::option::of("1.0|2.1|x"),
    ) {
        let resolver = wallet();
        let query = Query { code: code.as_deref(), message: &message, title: title.as_deref(), route: route.as_deref(), release: release.as_deref(), locales: &[], scene: &[] };
        let now = resolver.rank(&query).answer().map(|best| best.solution.clone());
        let found = what_if(&resolver, &query);
        for (at, one) in found.iter().enumerate() {
            let then = resolver.rank(&one.change.of(&query));
            prop_assert_eq!(then.answer().map(|best| &best.solution), one.answer.as_ref());
            prop_assert_eq!(then.ranked.first().map(|best| (&best.solution, best.confidence)), one.first.as_ref().map(|id| (id, one.confidence)));
            prop_assert_ne!(&one.answer, &now, "{}", one.change);
            prop_assert!(found[..at].iter().all(|other| other.change != one.change), "{} twice", one.change);
            if let Change::Without { words, message: left } = &one.change {
                prop_assert!(message.contains(words) && left != &message);
            }
        }
        prop_assert!(found.len() <= 20);
    }
}
