//! Every page that a link leads to, and what holds on each of them.

use std::collections::{BTreeSet, VecDeque};

use serde_json::json;

use super::{Page, demo, product, visit};
use crate::running::{KEY, Running};

/// What holds on every page.
fn sound(path: &str, page: &Page) {
    for needed in [
        "content-security-policy: default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "vary: accept, accept-language",
    ] {
        assert!(page.head.contains(needed), "{path}: {needed} in {}", page.head);
    }
    let mut ids = BTreeSet::new();
    for element in &page.elements {
        assert!(
            !["script", "style", "iframe", "img"].contains(&element.name.as_str()),
            "{path}: {element:?}"
        );
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && name != "style", "{path}: {element:?}");
            assert!(name != "id" || ids.insert(value.clone()), "{path}: two of #{value}");
        }
    }
    for label in page.elements.iter().filter_map(|one| one.get("aria-labelledby").or(one.get("for"))) {
        assert!(ids.contains(label), "{path}: nothing is #{label}");
    }
    let html = page.one("html");
    assert!(html.get("lang").is_some() && html.get("dir").is_some(), "{path}");
    assert!(!page.one("h1").text.trim().is_empty(), "{path}");
    assert_eq!((page.all("main").count(), page.all("header").count()), (1, 1), "{path}");
    assert_eq!(page.all("a").next().and_then(|link| link.get("href")), Some("#content"), "{path}");
    let mut level = 0;
    for heading in page.elements.iter().filter(|one| one.name.len() == 2 && one.name.starts_with('h')) {
        let Ok(next) = heading.name[1..].parse::<u32>() else { continue };
        assert!(next <= level + 1, "{path}: <{}> after <h{level}>", heading.name);
        level = next;
    }
}

/// All addresses that can be reached from one, each of which answers.
fn walk(service: &Running, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut next = VecDeque::from([from.to_owned()]);
    while let Some(path) = next.pop_front() {
        let page = visit(service, &path, "en");
        assert_eq!(page.status, 200, "{path}");
        sound(&path, &page);
        let links = page.elements.iter().filter_map(|one| one.get("href").or(one.get("action")));
        for link in links.filter(|link| !link.starts_with("https://") && !link.starts_with('#')) {
            assert!(link.starts_with('/'), "{path}: {link}");
            if link == "/help.css" {
                assert!(seen.insert(link.to_owned()) || service.get(link, "").0 == 200);
            } else if seen.insert(link.to_owned()) {
                next.push_back(link.to_owned());
            }
        }
    }
    seen
}

#[test]
fn every_link_of_the_demos_help_leads_somewhere() {
    let service = demo(&[]);
    let seen = walk(&service, "/help");
    // The list, 24 solutions and their codes, each as they are and in three languages.
    assert!(seen.len() > 4 * 40, "{} pages", seen.len());
    for wanted in ["/help/dev/s/card-expired?lang=zh-Hant", "/help/dev/e/RP_LIMIT_DAILY"] {
        assert!(seen.contains(wanted), "{wanted} in {seen:?}");
    }
    let (status, head, style) = service.get("/help.css", "");
    assert!(status == 200 && head.contains("content-type: text/css"), "{head}");
    let style = String::from_utf8(style).unwrap();
    for needed in ["prefers-color-scheme: dark", "@media print", "forced-colors: active", ":focus-visible"] {
        assert!(style.contains(needed), "{needed}");
    }
}

#[test]
fn words_find_their_solution_and_other_words_none() {
    let service = demo(&[]);
    let found = |words: &str| visit(&service, &format!("/help/dev?q={words}"), "en");
    for (words, solution) in [
        ("my+card+expired", "/help/dev/s/card-expired"),
        ("rp-limit-daily", "/help/dev/s/red-packet-daily-limit"),
        ("It+failed+with+RP_LIMIT_DAILY.", "/help/dev/s/red-packet-daily-limit"),
        (
            "%e4%bb%8a%e5%a4%a9%e4%b8%ba%e4%bb%80%e4%b9%88%e4%b8%8d%e8%83%bd%e5%86%8d%e5%8f%91%e7%ba%a2%e5%8c%85",
            "/help/dev/s/red-packet-daily-limit",
        ),
    ] {
        let page = found(words);
        assert_eq!(page.status, 200);
        assert_eq!(page.listed().first(), Some(&solution), "{words}: {}", page.text());
        assert!(page.text().contains("This fits"), "{words}: {}", page.text());
        // What somebody asked is theirs: nobody keeps it, and it stays in the field.
        assert!(
            page.head.contains("cache-control: no-store") && !page.head.contains("etag"),
            "{}",
            page.head
        );
        assert!(page.all("meta").any(|meta| meta.get("content") == Some("noindex")));
        assert_eq!(page.all("input").next().unwrap().get("value").map(str::is_empty), Some(false));
        sound(words, &page);
    }
    let unsure = found("limit");
    assert!(unsure.text().contains("Nothing fits for certain"), "{}", unsure.text());
    assert!((2..=10).contains(&unsure.listed().len()), "{:?}", unsure.listed());
    let nothing = found("pizza+oven");
    assert!(
        nothing.text().contains("Nothing here fits.") && nothing.listed().is_empty(),
        "{}",
        nothing.text()
    );
    assert_eq!(nothing.link("All topics"), Some("/help/dev"));
}

#[test]
fn a_code_leads_to_its_solution_a_choice_or_an_honest_page() {
    let text = |title: &str, codes: &str, when: &str| {
        format!("---\ntitle: {title}\ncodes: [{codes}]\n{when}---\nWhat to do about {title}.\n")
    };
    let service = Running::over(&[
        ("old.md", &text("The old card limit", "CARD_LIMIT, 'auth/card'", "when: { release: '<2.0' }\n")),
        ("new.md", &text("The new card limit", "card-limit", "")),
        ("pin.md", &text("The wrong pin", "PIN_WRONG, 'a b?c#d%<e>'", "")),
    ]);
    for code in ["PIN_WRONG", "pin-wrong", "PinWrong", "a%20b%3Fc%23d%25%3Ce%3E"] {
        let page = visit(&service, &format!("/help/dev/e/{code}"), "en");
        assert_eq!((page.status, page.one("h1").text.as_str()), (200, "The wrong pin"), "{code}");
        assert_eq!(page.relation("canonical"), ["/help/dev/s/pin"], "{code}");
        sound(code, &page);
    }
    assert_eq!(visit(&service, "/help/dev/e/auth/card", "en").one("h1").text, "The old card limit");
    let choice = visit(&service, "/help/dev/e/CARD_LIMIT", "en");
    assert_eq!((choice.status, choice.listed()), (200, vec!["/help/dev/s/new", "/help/dev/s/old"]));
    assert!(choice.text().contains("Versions: <2.0"), "{}", choice.text());
    sound("choice", &choice);
    let unknown = visit(&service, "/help/dev/e/WRONG_PINS", "en");
    assert_eq!((unknown.status, unknown.listed()), (404, vec!["/help/dev/s/pin"]), "{}", unknown.text());
    assert!(unknown.text().contains("WRONG_PINS"), "{}", unknown.text());
    sound("unknown", &unknown);
    // Who asks for no page hears of what is missing as of every other fault.
    let (status, head, fault) = service.ask("GET", "/help/dev/e/NOPE", "accept: */*\r\n", "");
    assert!(status == 404 && head.contains("application/problem+json"), "{head}");
    assert_eq!(fault["code"], "UNSTUCK-P006");
    let (status, head, _) = service.get("/help/dev/e/PIN_WRONG", "");
    assert!(
        status == 200 && head.contains("text/html"),
        "a link in a terminal is opened by anything: {head}"
    );
}

#[test]
fn an_error_whose_type_is_the_address_of_its_page_is_answered() {
    let service = demo(&[]);
    let answer = |kind: &str| {
        let mut asked = crate::running::resolve("r1");
        asked["report"]["problem"] = json!({ "message": "It failed", "type": kind });
        let resolution = service.post("/v1/resolve", &asked).2;
        resolution["answer"]["article"]["solution"].as_str().map(str::to_owned)
    };
    let address = "https://help.example/help/dev/e/RP_LIMIT_DAILY";
    assert_eq!(answer(address).as_deref(), Some("red-packet-daily-limit"));
    assert_eq!(answer(&address.replace("RP_LIMIT_DAILY", "NOPE")), None);
}

#[test]
fn what_is_not_here_is_said_on_a_page_of_the_same_look() {
    let service = demo(&[]);
    for path in [
        "/help/nobody",
        "/help/nobody/s/card-expired",
        "/help/nobody/e/X",
        "/help/nobody/sitemap.xml",
        "/help/dev/s/nothing",
        "/help/dev/s/",
        "/help/dev/e/",
        "/help/dev/else",
        "/help/dev/s/%20",
        "/help/dev?page=2",
        "/help/%ff",
        "/help/dev/e/%ff",
    ] {
        let page = visit(&service, path, "en");
        assert_eq!(page.status, 404, "{path}");
        assert!(page.head.contains("cache-control: no-store"), "{path}: {}", page.head);
        assert!(
            page.relation("stylesheet") == ["/help.css"] && page.relation("canonical").is_empty(),
            "{path}"
        );
        sound(path, &page);
    }
    let close = visit(&service, "/help/dev/s/red-packet", "en");
    assert!(close.listed().contains(&"/help/dev/s/red-packet-amount"), "{:?}", close.listed());
    let (status, _, fault) = service.ask("GET", "/help/nobody", "", "");
    assert_eq!((status, &fault["code"]), (404, &"UNSTUCK-P006".into()));
    assert_eq!(service.raw("POST", "/help/dev", "", b"").0, 405);
    for (path, target) in [("/help/", "../help"), ("/help/dev/?lang=ar&q=a", "../dev?lang=ar&q=a")] {
        let (status, head, _) = service.get(path, "");
        assert!(status == 308 && head.contains(&format!("location: {target}")), "{path}: {head}");
    }
}

#[test]
fn a_page_that_is_held_is_not_sent_again() {
    let service = demo(&[]);
    for path in ["/help", "/help/dev/s/card-expired", "/help/dev/e/CARD_EXPIRED", "/help.css"] {
        let (_, head, _) = service.get(path, "");
        let etag = head.split_once("etag: ").unwrap().1.lines().next().unwrap().to_owned();
        let (status, head, body) = service.get(path, &format!("if-none-match: {etag}\r\n"));
        assert_eq!((status, body.len()), (304, 0), "{path}");
        assert!(head.contains(&etag), "{head}");
        assert_eq!(service.get(path, "if-none-match: \"other\"\r\n").0, 200, "{path}");
    }
}

#[test]
fn paths_of_the_app_lead_to_the_app_and_pages_know_their_public_address() {
    let text = "---\ntitle: A\ncodes: [A]\n---\nOpen [cards](/cards#limits), or see [the bank](https://bank.example/a).\n";
    let service = product(
        "[[product]]\nid = 'bank'\ntitle = 'The Bank'\nkey = 'k'\norigins = ['loopback', 'https://bank.example']\nsolutions = 'help'\npublic_url = 'https://bank.example/support'\n",
        &[("a.md", text)],
    );
    let page = visit(&service, "/help/bank/s/a", "en");
    assert_eq!(page.link("cards"), Some("https://bank.example/cards#limits"));
    assert_eq!(page.relation("canonical"), ["https://bank.example/support/help/bank/s/a"]);
    assert_eq!(page.link("The Bank"), Some("/support/help/bank"));
    assert_eq!(page.one("form").get("action"), Some("/support/help/bank"));
    assert_eq!(page.relation("stylesheet"), ["/support/help.css"]);
    assert_eq!(visit(&service, "/help/nobody", "en").relation("stylesheet"), ["/support/help.css"]);
    let (_, _, article) = service.get("/v1/solutions/a?key=k", super::HTML);
    let article = String::from_utf8(article).unwrap();
    assert!(article.contains("href=\"https://bank.example/support/help/bank/s/a\""), "{article}");
    assert!(article.contains("href=\"/support/help.css\""), "{article}");
    assert!(article.contains("href=\"https://bank.example/cards#limits\""), "{article}");
    let demo = demo(&[]);
    assert_eq!(visit(&demo, &format!("/v1/solutions/card-expired?key={KEY}"), "en").link("Cards"), None);
}
