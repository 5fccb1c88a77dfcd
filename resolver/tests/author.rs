//! What authors write, well and badly, and what hostile text becomes.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "author")]

use unstuck_protocol::{Action, ActionKind, Node, Tag, limits};
use unstuck_resolver::author::{Diagnostic, Source, read};

fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

fn body(markdown: &str) -> Vec<Node> {
    let text = format!("---\nid: a\ntitle: A\n---\n{markdown}");
    let catalogue = read(&[source("a.md", &text)]).unwrap();
    catalogue.solutions()[0].texts[0].body.0.to_vec()
}

fn wrong(text: &str) -> Diagnostic {
    let found = read(&[source("solutions/a.md", text)]).unwrap_err();
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn scripts_become_text() {
    let blocks = body("<script>alert(1)</script>\n\nBefore <img src=x onerror=alert(1)> after");
    let text = |text: &str| Node::of(Tag::Paragraph, vec![Node::text(text)]);
    assert_eq!(blocks[0], text("<script>alert(1)</script>"));
    assert_eq!(blocks[1], text("Before <img src=x onerror=alert(1)> after"));
}

#[test]
fn links_that_could_do_harm_are_their_text() {
    let bad = "[run](javascript:alert(1)) [run](JaVaScRiPt:alert(1)) [run](data:text/html,x) ![run](//evil.example/x.png)";
    let blocks = body(bad);
    assert_eq!(blocks, [Node::of(Tag::Paragraph, vec![Node::text("run run run run")])]);
    let [Node { tag: Tag::Paragraph, nodes: inlines, .. }] =
        &body("![a diagram](https://example.com/a.png)")[..]
    else {
        panic!()
    };
    let Node { tag: Tag::Link, href: Some(href), nodes: alt, .. } = &inlines[0] else {
        panic!("{inlines:?}")
    };
    assert_eq!((href.as_str(), alt), ("https://example.com/a.png", &vec![Node::text("a diagram")]));
}

#[test]
fn steps_tables_and_code_keep_their_form() {
    let blocks = body(
        "## Do this\n\n3. one\n4. two\n   - `x`\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n```rust,ignore\nfn f() {}\n```\n> note\n\n---\n",
    );
    assert_eq!((blocks[0].tag, blocks[0].number), (Tag::Heading, 2));
    assert_eq!((blocks[1].tag, blocks[1].number), (Tag::Steps, 3));
    let code = Node::of(Tag::Paragraph, vec![Node::code("x")]);
    let inner = Node::of(Tag::Bullets, vec![Node::of(Tag::Item, vec![code])]);
    assert_eq!(blocks[1].nodes[1].nodes[1], inner);
    assert!(blocks[1].nodes.iter().all(|item| item.tag == Tag::Item));
    let [head, row] = &blocks[2].nodes[..] else { panic!("{blocks:?}") };
    assert_eq!((blocks[2].tag, head.tag, row.tag, head.nodes.len()), (Tag::Table, Tag::Row, Tag::Row, 2));
    assert_eq!(row.nodes[1], Node::of(Tag::Cell, vec![Node::of(Tag::Strong, vec![Node::text("2")])]));
    assert_eq!(blocks[3], Node::listing("rust", "fn f() {}"));
    assert_eq!((blocks[4].tag, blocks[4].nodes.len()), (Tag::Quote, 1));
    assert_eq!(blocks[5], Node::of(Tag::Rule, vec![]));
}

#[test]
fn broken_front_matter_is_named_by_line() {
    let unknown = wrong("---\nid: a\ntitle: A\ntitel: B\n---\nText\n");
    assert_eq!((unknown.code, unknown.line), ("UNSTUCK-S003", 4), "{unknown}");
    assert!(unknown.message.contains("titel") && unknown.help.contains("questions"), "{unknown}");
    let syntax = wrong("---\nid: a\ncodes: [A, B\ntitle: A\n---\nText\n");
    assert_eq!(syntax.code, "UNSTUCK-S003");
    assert!((3..=5).contains(&syntax.line), "{syntax}");
    assert_eq!(wrong("# no front matter\n").code, "UNSTUCK-S001");
    assert_eq!(wrong("---\nid: a\n").code, "UNSTUCK-S002");
    let id = wrong("---\ntitle: A\nid: not an id\n---\n");
    assert_eq!((id.code, id.line), ("UNSTUCK-S004", 3));
    assert_eq!(wrong("---\nid: a\n---\n").code, "UNSTUCK-S006");
    let when = wrong("---\nid: a\ntitle: A\nwhen: { release: \"soon\" }\n---\n");
    assert_eq!((when.code, when.line), ("UNSTUCK-S009", 4));
    assert_eq!(wrong("---\nid: a\ntitle: A\nmessages: [\"{x}\"]\n---\n").code, "UNSTUCK-S013");
    assert!(when.to_string().starts_with("solutions/a.md:4:1: UNSTUCK-S009: "));
}

#[test]
fn too_deep_and_too_large_is_refused_where_it_begins() {
    let deep =
        wrong(&format!("---\nid: a\ntitle: A\n---\nfine\n\n{} x\n", ">".repeat(limits::DOCUMENT_DEPTH + 1)));
    assert_eq!((deep.code, deep.line), ("UNSTUCK-S010", 7), "{deep}");
    let many = "*a* ".repeat(limits::DOCUMENT_NODES);
    assert_eq!(wrong(&format!("---\nid: a\ntitle: A\n---\n{many}")).code, "UNSTUCK-S010");
    let large = "a ".repeat(limits::SOLUTION_BYTES);
    assert_eq!(wrong(&format!("---\nid: a\ntitle: A\n---\n{large}")).code, "UNSTUCK-S010");
}

#[test]
fn languages_stand_beside_their_default() {
    let sources = [
        source("s/limit.zh-Hant.md", "---\ntitle: 今日限額\n---\n午夜更新。\n"),
        source("s/limit.md", "---\ntitle: Your daily limit\n---\nRenewed at midnight.\n"),
        source("s/README.md", "How to write these.\n"),
    ];
    let catalogue = read(&sources).unwrap();
    let [solution] = catalogue.solutions() else { panic!() };
    assert_eq!(solution.id.as_str(), "limit");
    assert_eq!(solution.article(&["zh-HK".into()]).title, "今日限額");
    assert_eq!(solution.article(&["fr".into()]).title, "Your daily limit");
    let orphan = read(&sources[..1]).unwrap_err();
    assert_eq!(orphan[0].code, "UNSTUCK-S008");
}

#[test]
fn json_lines_are_named_by_line_and_joined_by_id() {
    let good = r#"{"id":"a","product":"p","locale":"en","title":"A","body":"*Do* it","codes":["E1"]}
{"id":"a","locale":"zh-Hans","title":"甲","body":"","codes":[]}
"#;
    let catalogue = read(&[source("s.jsonl", good)]).unwrap();
    assert_eq!(catalogue.solutions()[0].texts.len(), 2);
    let bad = format!("{good}\n{{\"id\": 5}}\n{{\"id\":\"a\",\"title\":\"A\"}}\n");
    let found = read(&[source("s.jsonl", &bad)]).unwrap_err();
    let named: Vec<(u32, &str)> = found.iter().map(|d| (d.line, d.code)).collect();
    assert_eq!(named, [(4, "UNSTUCK-S011"), (5, "UNSTUCK-S005")]);
}

#[test]
fn each_language_names_its_fixes_and_places_or_has_the_default_ones() {
    let text = |more: &str, steps: &str| format!("---\nid: a\ntitle: A\n{more}---\n{steps}");
    let first = text(
        "actions:\n  - raise-limit\n  - { open: /cards, at: { role: button, name: Raise } }\nsteps: [{ role: link, name: Cards }]\n",
        "1. Open Cards\n2. Look\n",
    );
    let own =
        text("actions: [{ run: raise-limit, label: 提高限额 }]\n", "1. 打开\n").replacen("id: a\n", "", 1);
    let none = text("", "Text\n").replacen("id: a\n", "", 1);
    let sources = [source("a.md", &first), source("a.zh-Hans.md", &own), source("a.de.md", &none)];
    let catalogue = read(&sources).unwrap();
    let article = |tag: &str| catalogue.solutions()[0].article(&[tag.to_owned()]);
    assert_eq!(article("en").actions[0], Action::new(ActionKind::App, "raise-limit"));
    assert_eq!(article("en").actions[1].at.as_ref().unwrap().name, "Raise");
    assert_eq!(
        article("zh-CN").actions.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(),
        ["提高限额"]
    );
    assert_eq!((article("zh-CN").steps.len(), article("de").actions.len()), (1, 2));
    let carried = unstuck_resolver::pack::decode(&unstuck_resolver::pack::encode(&catalogue)).unwrap();
    assert_eq!(carried.catalogue.solutions(), catalogue.solutions());
}

#[test]
fn a_fix_or_place_that_is_none_is_named_with_its_line() {
    let of = |more: &str| wrong(&format!("---\nid: a\ntitle: A\n{more}\n---\n1. One\n"));
    for (more, line, says) in [
        ("actions: [{ run: a, copy: b }]", 4, "one of run"),
        ("codes: [A]\nactions: [{ open: 'javascript:alert(1)' }]", 5, "no page"),
        ("steps: [{ role: button }]", 4, "neither a name"),
        ("steps: [{ name: a }, { name: b }]", 4, "ties 2 places"),
        ("actions: [a, b, c, d, e, f, g, h, i]", 4, "offers 9 fixes"),
    ] {
        let found = of(more);
        assert_eq!((found.code, found.line), ("UNSTUCK-S030", line), "{more}");
        assert!(found.message.contains(says), "{more}: {found:?}");
    }
}
