//! Requests that mean harm, and products that must not see each other.

use super::{product, visit};
use crate::running::Running;

const TEXTS: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'-alert(1)-' </title></textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "\u{202e}lanosrep\u{202c} \u{2066}hidden",
    "a\0b\u{1}\u{7f}",
    "{{7*7}} ${7*7} %s %n &lt;b&gt; &#60;",
    "../../etc/passwd",
    "\r\nset-cookie: a=b\r\n\r\n<html>",
];

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

fn card() -> Running {
    Running::over(&[("card.md", "---\ntitle: The card failed\ncodes: [CARD]\n---\nWait.\n")])
}

#[test]
fn whatever_is_sent_is_shown_as_text_or_not_at_all() {
    let service = card();
    for text in TEXTS {
        let text = encoded(text);
        for path in [
            format!("/help/dev?q={text}"),
            format!("/help/dev?q=card+{text}&lang={text}&page={text}"),
            format!("/help/dev/e/{text}"),
            format!("/help/dev/e/CARD?lang={text}"),
            format!("/help/dev/s/{text}?lang={text}"),
            format!("/help/{text}"),
            format!("/help/{text}/s/card"),
            format!("/help/dev/{text}/x"),
        ] {
            // The page is read strictly: a mark of HTML that came from outside would make it unreadable.
            let page = visit(&service, &path, &"x".repeat(300));
            assert!([200, 404].contains(&page.status), "{path}");
            assert!(
                page.elements.iter().all(|one| !["script", "img", "svg"].contains(&one.name.as_str())),
                "{path}"
            );
            let seen =
                |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!page.body.contains(seen), "{path}: {}", page.body);
            assert!(!page.head.contains("set-cookie"), "{path}: {}", page.head);
            for link in page.all("a").filter_map(|link| link.get("href")) {
                assert!(link.starts_with("/help") || link == "#content", "{path}: {link}");
                assert!(!link.contains("lang="), "{path}: no such language goes on in {link}");
            }
        }
    }
    let page = visit(&service, &format!("/help/dev?q={}", encoded(TEXTS[0])), "en");
    assert!(page.text().contains("<script>alert(1)</script>"), "{}", page.text());
    assert_eq!(page.all("input").next().unwrap().get("value"), Some("<script>alert(1)</script>"));
    let unknown = visit(&service, &format!("/help/{}", encoded(TEXTS[0])), "en");
    assert!(!unknown.body.contains("alert"), "{}", unknown.body);
}

#[test]
fn length_is_no_way_to_harm() {
    let service = card();
    let long = |letters: usize| format!("/help/dev?q={}", "card+failed+".repeat(letters / 12));
    let page = visit(&service, &long(50_000), "en");
    assert_eq!((page.status, page.listed()), (200, vec!["/help/dev/s/card"]));
    assert!(page.body.len() < 40_000, "{} bytes of what was sent come back", page.body.len());
    let (status, _, _) = service.get(&long(100_000), super::HTML);
    assert!([414, 431].contains(&status), "{status}");
    let parts = "-a".repeat(30_000);
    for path in
        [format!("/help/dev?lang=aa{parts}"), format!("/help/dev/e/{parts}"), format!("/help/dev/s/{parts}")]
    {
        let page = visit(&service, &path, &format!("aa{parts}"));
        assert!([200, 404].contains(&page.status) && page.body.len() < 5_000, "{}", page.body.len());
    }
    assert_eq!(visit(&service, "/help/dev", "en").status, 200, "it goes on");
}

const PRODUCTS: &str = "
[[product]]
id = 'shop'
title = 'The <b>Shop</b>'
key = 'pk_shop'
solutions = 'help/shop.jsonl'

[[product]]
id = 'team/bank'
key = 'pk_bank'
solutions = 'help/bank.jsonl'
";

#[test]
fn a_products_pages_show_nothing_of_another() {
    let line = |name: &str, codes: &str| {
        format!(
            "{{\"id\":\"{name}\",\"title\":\"The {name} broke\",\"codes\":{codes},\"body\":\"Mend the {name}.\"}}\n"
        )
    };
    let service = product(
        PRODUCTS,
        &[
            ("shop.jsonl", &line("basket", "[\"BROKE\"]")),
            ("bank.jsonl", &line("vault", "[\"BROKE\",\"VAULT\"]")),
        ],
    );
    let start = visit(&service, "/help?lang=ar", "en");
    assert_eq!(start.link("The <b>Shop</b>"), Some("/help/shop?lang=ar"));
    assert_eq!(start.link("team/bank"), Some("/help/team%2Fbank?lang=ar"), "an id with a slash is one part");
    let (status, head, _) = service.get("/help/pk_bank/e/BROKE?lang=ar", "");
    assert!(status == 308 && head.contains("location: /help/team%2fbank/e/broke?lang=ar\r\n"), "{head}");
    for (path, own, other) in [("/help/shop", "basket", "vault"), ("/help/team%2Fbank", "vault", "basket")] {
        for end in
            ["", "?q=broke", &format!("?q={other}"), "/e/BROKE", &format!("/s/{own}"), "/e/NONE", "/s/none"]
        {
            let page = visit(&service, &format!("{path}{end}"), "en");
            let shown = page.body.replace(&format!("value=\"{other}\""), "");
            let asked = end.ends_with(other);
            assert!(asked || !shown.contains(other), "{path}{end}: {shown}");
            assert!(page.listed().iter().all(|link| link.contains(own)), "{path}{end}: {:?}", page.listed());
        }
        assert_eq!(
            visit(&service, &format!("{path}/e/BROKE"), "en").one("h1").text,
            format!("The {own} broke")
        );
        assert_eq!(visit(&service, &format!("{path}/s/{other}"), "en").status, 404);
    }
    assert_eq!(visit(&service, "/help/shop/e/VAULT", "en").status, 404);
    assert!(visit(&service, "/help/shop", "en").one("title").text.contains("The <b>Shop</b>"));
}
