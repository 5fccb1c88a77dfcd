//! What is not sure is asked about, twice in a row at most, and never said.

use unstuck_protocol::{Chip, PhraseKey as Key, ReplyKind, SolutionId, TurnKind, limits};
use unstuck_resolver::{
    Resolver,
    author::{Source, read},
    dialogue::Flows,
};

use crate::wallet::{Talk, chips, keys, shown};

/// Somebody who asks about pages with these titles and routes.
fn over(pages: &[(String, &str)]) -> Talk {
    let page = |(at, (title, route)): (usize, &(String, &str))| {
        let when = if route.is_empty() { String::new() } else { format!("\nwhen: {{ route: {route} }}") };
        Source { path: format!("p{at}.md"), text: format!("---\ntitle: {title}{when}\n---\nText.\n") }
    };
    let sources: Vec<Source> = pages.iter().enumerate().map(page).collect();
    let mut talk = Talk::new();
    talk.context.route = None;
    (talk.resolver, talk.flows) = (Resolver::new(read(&sources).unwrap()), Flows::default());
    talk
}

/// Twelve pages that one question may mean, among others.
fn alike() -> Vec<(String, &'static str)> {
    let lights =
        ["red", "blue", "pink", "grey", "lime", "teal", "gold", "cyan", "plum", "rust", "jade", "onyx"];
    let others = [
        "Invoices are sent by post",
        "Reset your password",
        "The camera stays black",
        "Change the delivery address",
        "Refunds within five days",
        "Sound is too quiet",
        "Charge your battery",
        "Find an older order",
    ];
    let lights = lights.map(|light| format!("The printer shows light number {light}"));
    lights.into_iter().chain(others.map(str::to_owned)).map(|title| (title, "")).collect()
}

#[test]
fn at_most_two_in_a_row_then_an_honest_word() {
    let mut talk = over(&alike());
    let first = talk.say("printer light");
    assert_eq!((first.kind, first.chips.len()), (ReplyKind::Clarify, limits::CHIPS + 1));
    let second = talk.choose(Chip::NONE);
    assert_eq!((second.kind, keys(&second)), (ReplyKind::Clarify, vec![Key::LeftOut, Key::OneOfThese]));
    assert!(
        chips(&second).iter().all(|chip| *chip == Chip::NONE || !chips(&first).contains(chip)),
        "{second:?}"
    );
    let third = talk.say("none of these");
    assert_eq!((third.kind, keys(&third)), (ReplyKind::Cannot, vec![Key::LeftOut, Key::NoAnswer]));
    assert!(third.person && talk.state.ended());
    // Courtesy in between makes them no less in a row.
    let mut talk = over(&alike());
    for text in ["printer light", "hello", "none", "thanks"] {
        talk.say(text);
    }
    assert_eq!(talk.say("no").kind, ReplyKind::Cannot);
}

#[test]
fn what_follows_an_answer_is_asked_about_anew() {
    let mut talk = over(&alike());
    talk.say("printer light");
    let first = talk.choose(Chip::NONE);
    let chosen = chips(&first)[0].to_owned();
    assert_eq!(shown(&talk.choose(&chosen)), Some(chosen.as_str()));
    assert_eq!(talk.say("that did not help").kind, ReplyKind::Clarify);
    assert!(talk.state.shown().is_none());
}

#[test]
fn titles_that_are_the_same_are_parted_by_where_they_hold() {
    let title = || "The account is frozen".to_owned();
    let mut talk = over(&[(title(), "/transfer/**"), (title(), "/withdraw/**")]);
    let reply = talk.say("the account is frozen");
    let labels: Vec<&str> = reply.chips.iter().map(|chip| chip.label.as_str()).collect();
    assert_eq!(labels, ["The account is frozen (/transfer/**)", "The account is frozen (/withdraw/**)", ""]);
    // Where the route is known it parts them without asking.
    talk.context.route = Some("/withdraw/7".into());
    let mut talk = Talk { state: Default::default(), ..talk };
    assert!(!chips(&talk.say("the account is frozen")).contains(&"p0"));
}

#[test]
fn below_confidence_nothing_is_said() {
    for text in ["limit", "my card", "bank", "frozen money", "how long"] {
        let mut talk = Talk::new();
        let reply = talk.say(text);
        assert_ne!(reply.kind, ReplyKind::Answer, "{text}: {reply:?}");
    }
}

#[test]
fn a_flow_is_one_of_those_asked_about() {
    let mut talk = Talk::new();
    let reply = talk.say("money");
    let chip = reply.chips.iter().find(|chip| chip.id == "flow:money").unwrap_or_else(|| panic!("{reply:?}"));
    assert!(chip.label.contains("Where is my money"), "{chip:?}");
    assert_eq!(talk.say("where is my money?").kind, ReplyKind::Ask);
}

#[test]
fn a_single_one_is_asked_about_and_taken_by_yes() {
    let mut talk =
        over(&[("The printer shows a light".to_owned(), ""), ("Nothing of all that".to_owned(), "")]);
    let reply = talk.say("printer light");
    assert_eq!(chips(&reply), ["p0", Chip::NONE]);
    assert_eq!(shown(&talk.say("yes")), Some("p0"));
}

#[test]
fn one_that_is_preferred_comes_first_and_is_meant_by_the_first_one() {
    let mut talk = over(&alike());
    let before = talk.say("printer light");
    assert_eq!(talk.state.asked(), Some("printer light"));
    let id = |at: usize| SolutionId::new(chips(&before)[at]).unwrap();
    assert!(!talk.state.prefer(&id(0)), "it is the first one already");
    assert!(!talk.state.prefer(&SolutionId::new("p19").unwrap()), "it was not offered");
    assert!(talk.state.prefer(&id(2)));
    let after = talk.press(TurnKind::Repeat);
    assert_eq!((after.kind, keys(&after)), (before.kind, keys(&before)));
    assert_eq!(chips(&after), [2, 0, 1, 3, 4].map(|at| chips(&before)[at]), "the others keep their order");
    assert_eq!(shown(&talk.say("the first one")), Some(id(2).as_str()));
    assert_eq!(talk.state.asked(), None);
    assert!(!talk.state.prefer(&id(1)), "nothing is asked about any more");
}
