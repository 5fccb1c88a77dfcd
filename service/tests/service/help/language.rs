//! Each reader in their language, as far as it is spoken.

use super::{demo, visit};
use crate::running::Running;

#[test]
fn the_address_chooses_before_the_browser_and_goes_on() {
    let service = demo(&[]);
    let browser = visit(&service, "/help/dev", "fr, zh-TW;q=0.8, en;q=0.9");
    assert_eq!(browser.one("html").get("lang"), Some("en"));
    let browser = visit(&service, "/help/dev", "fr, zh-TW;q=0.9, en;q=0.8");
    assert_eq!(browser.one("html").get("lang"), Some("zh-Hant"));
    assert!(browser.head.contains("content-language: zh-hant"), "{}", browser.head);
    assert!(browser.listed().contains(&"/help/dev/s/card-expired"), "nobody chose: links choose nothing");
    let address = visit(&service, "/help/dev?lang=zh_cn", "ar");
    assert_eq!(address.one("html").get("lang"), Some("zh-Hans"));
    assert!(
        address.text().contains("全部主题") && address.text().contains("您已达到今天的红包限额"),
        "{}",
        address.text()
    );
    assert!(address.listed().contains(&"/help/dev/s/card-expired?lang=zh-Hans"), "{:?}", address.listed());
    assert!(
        address
            .all("input")
            .any(|one| (one.get("name"), one.get("value")) == (Some("lang"), Some("zh-Hans")))
    );
    let solution = visit(&service, "/help/dev/s/red-packet-daily-limit?lang=zh-Hans", "en");
    assert_eq!(solution.one("article").get("lang"), Some("zh-Hans"));
    assert_eq!(solution.one("h1").text, "您已达到今天的红包限额");
}

#[test]
fn languages_are_offered_by_their_own_names() {
    let service = demo(&["--public-url", "https://help.example"]);
    let page = visit(&service, "/help/dev/s/card-expired?lang=zh-Hant", "en");
    let offered: Vec<_> = page.all("a").filter(|link| link.get("hreflang").is_some()).collect();
    let told: Vec<_> = offered.iter().map(|link| (link.text.as_str(), link.get("aria-current"))).collect();
    assert_eq!(told, [("English", None), ("简体中文", None), ("繁體中文", Some("true"))]);
    assert_eq!(offered[0].get("href"), Some("/help/dev/s/card-expired?lang=en"));
    assert_eq!(page.relation("canonical"), ["https://help.example/help/dev/s/card-expired?lang=zh-Hant"]);
    let alternates = ["?lang=en", "?lang=zh-Hans", "?lang=zh-Hant", ""];
    let alternates = alternates.map(|end| format!("https://help.example/help/dev/s/card-expired{end}"));
    assert_eq!(page.relation("alternate"), alternates);
    let search = visit(&service, "/help/dev?q=a+%26+b&lang=en", "en");
    assert_eq!(search.link("简体中文"), Some("/help/dev?q=a%20%26%20b&lang=zh-Hans"), "the words stay");
}

#[test]
fn a_text_that_is_there_in_another_language_only_says_which_it_is() {
    let service = Running::over(&[
        ("a.md", "---\ntitle: The card is lost\ncodes: [LOST]\n---\nBlock it.\n"),
        ("a.he.md", "---\ntitle: הכרטיס אבד\n---\nחסמו אותו.\n"),
        ("b.md", "---\ntitle: The bank is closed\ncodes: [SHUT]\n---\nCome back later.\n"),
    ]);
    // The words around it in Arabic, the text in English: each runs its own way.
    let page = visit(&service, "/help/dev/s/b", "ar-EG");
    assert_eq!((page.one("html").get("lang"), page.one("html").get("dir")), (Some("ar"), Some("rtl")));
    assert_eq!((page.one("article").get("lang"), page.one("article").get("dir")), (Some("en"), Some("ltr")));
    let page = visit(&service, "/help/dev/s/a?lang=he", "en");
    assert_eq!((page.one("html").get("lang"), page.one("html").get("dir")), (Some("en"), Some("ltr")));
    assert_eq!((page.one("article").get("lang"), page.one("article").get("dir")), (Some("he"), Some("rtl")));
    let fallback = visit(&service, "/help/dev/s/b?lang=he", "en");
    assert_eq!(fallback.one("article").get("lang"), Some("en"));
    assert!(fallback.text().contains("not available in the language of your choice"), "{}", fallback.text());
    assert!(!page.text().contains("not available"), "{}", page.text());
    let list = visit(&service, "/help/dev?lang=he", "en");
    let title = list.elements.iter().find(|one| one.text == "הכרטיס אבד" && one.name == "span").unwrap();
    assert_eq!((title.get("lang"), title.get("dir")), (Some("he"), Some("rtl")));
    // A language without texts is carried on for the words around them.
    let arabic = visit(&service, "/help/dev?lang=ar", "en");
    assert_eq!(arabic.one("html").get("dir"), Some("rtl"));
    assert!(arabic.listed().contains(&"/help/dev/s/a?lang=ar"), "{:?}", arabic.listed());
}
