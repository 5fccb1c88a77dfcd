//! What a person lives through in the window, by what a screen reader says of it.

mod service;

use std::{
    thread,
    time::{Duration, Instant},
};

use eframe::egui::{Key, Modifiers, OutputCommand, accesskit::Role};
use egui_kittest::{
    Harness, Node,
    kittest::{AccessKitNode, NodeT, Queryable},
};
use serde_json::{Value, json};
use unstuck_example_egui::wallet::Wallet;

const SOON: Duration = Duration::from_secs(10);
const MESSAGE: &str = "The smallest amount you can withdraw is ¥10.00.";

type Window = Harness<'static, Wallet>;

fn window() -> Window {
    Harness::new_ui_state(|ui, wallet: &mut Wallet| wallet.draw(ui), Wallet::default())
}

fn button<'a>(window: &'a Window, label: &'a str) -> Node<'a> {
    window.get_by_role_and_label(Role::Button, label)
}

fn press(window: &mut Window, label: &str) {
    button(window, label).click();
    window.run();
}

/// Types into the amount, which has the focus wherever nothing covers it, and ends with the enter key.
fn enter(window: &mut Window, amount: &str) {
    let field = window.get_by_label("Amount in ¥");
    assert!(field.is_focused(), "the amount lost the focus");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.get_by_label("Amount in ¥").type_text(amount);
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

/// Draws the window again and again until `met`.
fn until(window: &mut Window, what: &str, met: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    window.run();
    while !met(window) {
        assert!(start.elapsed() < SOON, "no sign of {what}");
        thread::sleep(Duration::from_millis(5));
        window.run();
    }
}

fn enabled(window: &Window, label: &str) -> bool {
    !button(window, label).accesskit_node().is_disabled()
}

/// The article of the demo's service about small withdrawals, with a link to the world outside.
fn article() -> Value {
    let text = |text: &str| json!({ "tag": "text", "text": text });
    let link = |href: &str, words: &str| json!({ "tag": "link", "href": href, "nodes": [text(words)] });
    let item = |nodes: Value| json!({ "tag": "item", "nodes": [{ "tag": "paragraph", "nodes": nodes }] });
    json!({
        "solution": "withdraw-minimum", "locale": "en", "title": "Withdrawals start at ¥10",
        "body": [
            { "tag": "paragraph", "nodes": [text("Very small ones are not offered. "), link("https://bank.example/fees", "Fees")] },
            { "tag": "steps", "number": 1, "nodes": [
                item(json!([text("Enter ¥10.00 or more.")])),
                item(json!([text("Or send it by "), link("/transfer", "transfer"), text(".")])),
            ] },
        ],
    })
}

#[test]
fn a_solution_is_found_read_judged_and_verified() {
    let started = service::asleep(article());
    let mut window = window();
    enter(&mut window, "5");
    window.get_by_label(MESSAGE);
    // Nobody has answered yet, and the window goes on.
    assert!(!enabled(&window, "View solution"));
    started.service.wake();
    until(&mut window, "the solution", |window| enabled(window, "View solution"));
    let report = &started.service.reports()[0];
    assert_eq!(report["problem"]["code"], "WITHDRAW_MIN_AMOUNT");
    assert_eq!(report["context"]["operation"]["route"], "withdraw");

    press(&mut window, "View solution");
    window.get_by_role_and_label(Role::Heading, "Withdrawals start at ¥10");
    window.get_by_label("2.");
    window.get_by_label("Enter ¥10.00 or more.");
    until(&mut window, "its being seen", |_| started.service.outcomes() == ["silent"]);
    press(&mut window, "Yes");
    window.get_by_label("Thank you.");
    until(&mut window, "its help", |_| started.service.outcomes() == ["silent", "claimed"]);

    press(&mut window, "Close");
    assert!(window.query_by_label("Thank you.").is_none());
    // What succeeds at once is no proof; a while after the solution was seen, it is.
    let start = Instant::now();
    while started.service.outcomes().last().is_none_or(|kind| kind != "verified") {
        assert!(start.elapsed() < SOON, "never verified: {:?}", started.service.outcomes());
        enter(&mut window, "10.00");
        window.get_by_label("Done.");
        thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn what_did_not_help_is_said_too() {
    let started = service::awake(article());
    let mut window = window();
    enter(&mut window, "5");
    until(&mut window, "the solution", |window| enabled(window, "View solution"));
    press(&mut window, "View solution");
    press(&mut window, "No");
    window.get_by_label("Thank you.");
    until(&mut window, "the word", |_| {
        started.service.outcomes().last().is_some_and(|kind| kind == "failed")
    });
}

#[test]
fn a_link_leads_to_a_place_of_the_app_or_into_the_browser() {
    let _started = service::awake(article());
    let mut window = window();
    enter(&mut window, "5");
    until(&mut window, "the solution", |window| enabled(window, "View solution"));
    press(&mut window, "View solution");
    window.get_by_role_and_label(Role::Link, "Fees").click();
    // A step alone: the next drawing forgets what the last one asked of the system.
    let mut opened = Vec::new();
    for _ in 0..4 {
        window.step();
        opened.extend(window.output().platform_output.commands.iter().filter_map(|command| match command {
            OutputCommand::OpenUrl(open) => Some(open.url.clone()),
            _ => None,
        }));
    }
    assert_eq!(opened, ["https://bank.example/fees"]);
    window.get_by_role_and_label(Role::Link, "transfer").click();
    window.run();
    window.get_by_label("Send money");
    enter(&mut window, "5");
    window.get_by_label("Done.");
    window.get_by_label("Balance: ¥245.00");
}

#[test]
fn the_keyboard_alone_is_enough() {
    let _started = service::awake(article());
    let mut window = window();
    enter(&mut window, "5");
    until(&mut window, "the solution", |window| enabled(window, "View solution"));
    assert!(button(&window, "Close").is_focused());
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run();
    assert!(button(&window, "View solution").is_focused());
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("Did this help?");
    assert!(button(&window, "Close").is_focused());
    // Through everything that can be reached, and never to what lies below.
    let mut met = Vec::new();
    for _ in 0..12 {
        window.key_press(Key::Tab);
        window.run();
        let focused = window.get_all_by(|node| node.is_focused()).next().unwrap();
        met.push(focused.accesskit_node().label().unwrap_or_default());
    }
    for expected in ["Fees", "transfer", "Yes", "No", "Back", "Close", "What is sent"] {
        assert!(met.iter().any(|label| label == expected), "{expected} is not in {met:?}");
    }
    assert!(!met.iter().any(|label| label == "Withdraw"), "{met:?}");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Did this help?").is_none());
    enter(&mut window, "20");
    window.get_by_label("Done.");
}

#[test]
fn a_person_can_see_what_is_sent() {
    let started = service::awake(article());
    let mut window = window();
    enter(&mut window, "5");
    until(&mut window, "the solution", |window| enabled(window, "View solution"));
    window.get_by_label("What is sent").click();
    window.run();
    let text = |node: &AccessKitNode<'_>| node.value().filter(|text| text.starts_with('{'));
    let shown = window.get_by(|node| node.role() == Role::Label && text(node).is_some());
    let shown: Value = serde_json::from_str(&text(&shown.accesskit_node()).unwrap()).unwrap();
    assert_eq!(shown, started.service.reports()[0]);
}

#[test]
fn where_nobody_knows_a_solution_the_window_says_so() {
    let _started = service::awake(Value::Null);
    let mut window = window();
    enter(&mut window, "nothing");
    window.get_by_label("Please enter an amount above ¥0.00.");
    until(&mut window, "an answer", |window| window.query_by_label("No solution is known yet.").is_some());
    assert!(!enabled(&window, "View solution"));
}
