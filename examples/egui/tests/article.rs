//! Every node of an article is drawn.

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use serde_json::json;
use unstuck::Article;
use unstuck_example_egui::article;

fn text(text: &str) -> serde_json::Value {
    json!({ "tag": "text", "text": text })
}

fn drawn(body: serde_json::Value) -> Harness<'static> {
    let article: Article = serde_json::from_value(
        json!({ "solution": "s", "locale": "en", "title": "The title", "body": body }),
    )
    .expect("an article");
    let mut harness = Harness::new_ui(move |ui| {
        article::show(ui, &article);
    });
    harness.run();
    harness
}

#[test]
fn each_kind_of_node_shows_its_words() {
    let cell = |words: &str| json!({ "tag": "cell", "nodes": [text(words)] });
    let harness = drawn(json!([
        { "tag": "heading", "number": 2, "nodes": [text("a part")] },
        { "tag": "paragraph", "nodes": [
            text("plain "), { "tag": "em", "nodes": [text("soft ")] }, { "tag": "strong", "nodes": [text("loud ")] },
            { "tag": "code", "text": "x = 1" }, { "tag": "break" }, text("next line"),
        ] },
        { "tag": "bullets", "nodes": [{ "tag": "item", "nodes": [text("a point")] }] },
        { "tag": "steps", "number": 4, "nodes": [
            { "tag": "item", "nodes": [text("a step")] }, { "tag": "item", "nodes": [text("another")] },
        ] },
        { "tag": "listing", "language": "sh", "text": "cargo run\n" },
        { "tag": "quote", "nodes": [{ "tag": "paragraph", "nodes": [text("a note")] }] },
        { "tag": "table", "nodes": [
            { "tag": "row", "nodes": [cell("head")] }, { "tag": "row", "nodes": [cell("body")] },
        ] },
        { "tag": "rule" },
        { "tag": "of a later version", "nodes": [{ "tag": "paragraph", "nodes": [text("still read")] }] },
    ]));
    for words in [
        "plain soft loud x = 1\nnext line",
        "•",
        "a point",
        "4.",
        "a step",
        "5.",
        "another",
        "cargo run",
        "a note",
        "head",
        "body",
        "still read",
    ] {
        assert_eq!(harness.query_all_by_label(words).count(), 1, "{words}");
    }
    for (words, level) in [("The title", 1), ("a part", 3)] {
        let heading = harness.get_by_role_and_label(Role::Heading, words);
        assert_eq!(heading.accesskit_node().level(), Some(level), "{words}");
    }
}

#[test]
fn a_link_parts_the_text_around_it_and_is_one_thing_to_press() {
    let href = "https://bank.example/a";
    let words = json!([text("the "), { "tag": "strong", "nodes": [text("rules")] }]);
    let harness = drawn(json!([{ "tag": "paragraph", "nodes": [
        text("See "), { "tag": "link", "href": href, "nodes": words }, text(" first."),
    ] }]));
    harness.get_by_label("See ");
    harness.get_by_role_and_label(Role::Link, "the rules");
    harness.get_by_label(" first.");
}

/// Words as long as a column, a list in a list, and nothing at all.
#[test]
fn odd_articles_are_drawn_within_the_window() {
    drawn(json!([]));
    let deep = (0..12).fold(
        json!([text("deep")]),
        |nodes, _| json!([{ "tag": "bullets", "nodes": [{ "tag": "item", "nodes": nodes }] }]),
    );
    drawn(deep).get_by_label("deep");
    let long = "word ".repeat(400);
    let harness = drawn(json!([{ "tag": "steps", "number": 1, "nodes": [
        { "tag": "item", "nodes": [{ "tag": "paragraph", "nodes": [text(&long)] }] },
    ] }]));
    let right = harness.get_by_label(&long).rect().right();
    assert!(right <= 800.0, "the text runs out of the window, to {right}");
}
