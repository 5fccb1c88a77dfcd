//! Long lists: what is asked for most, pages, and the list for crawlers.

use serde_json::json;

use super::{demo, visit};
use crate::running::{Running, soon};

/// So many solutions in one file, the last title first.
fn many(count: usize) -> String {
    let line = |n: usize| json!({ "id": format!("s{n}"), "title": format!("Topic {:05}", count - n), "codes": [format!("C{n}")], "body": "Text." });
    (0..count).map(|n| format!("{}\n", line(n))).collect()
}

#[test]
fn what_is_asked_for_most_comes_first() {
    let data = tempfile::tempdir().unwrap();
    let lines = many(9);
    let start =
        || Running::with(tempfile::tempdir().unwrap(), &[("all.jsonl", lines.as_str())], data.path(), &[]);
    let service = start();
    let page = visit(&service, "/help", "en");
    assert_eq!(page.listed()[..2], ["/help/dev/s/s8", "/help/dev/s/s7"], "by title");
    assert!(!page.text().contains("Asked for most"), "{}", page.text());
    for (id, code) in [("r1", "C3"), ("r2", "C5"), ("r3", "C5")] {
        let mut asked = crate::running::resolve(id);
        asked["report"]["problem"] = json!({ "message": "It failed", "code": code });
        assert_eq!(service.post("/v1/resolve", &asked).2["recorded"], true);
    }
    drop(service);
    let service = start();
    assert!(soon(|| visit(&service, "/help", "en").text().contains("Asked for most")));
    let page = visit(&service, "/help", "en");
    assert_eq!(page.listed()[..3], ["/help/dev/s/s5", "/help/dev/s/s3", "/help/dev/s/s8"], "{}", page.text());
    assert_eq!(page.listed().len(), 2 + 9, "all of them stand under their titles too");
}

#[test]
fn a_long_list_has_pages_and_a_long_sitemap_parts() {
    let lines = many(7_000);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let service =
        Running::with(folder, &[("all.jsonl", &lines)], &data, &["--public-url", "https://help.example"]);
    let first = visit(&service, "/help/dev", "en");
    assert_eq!((first.listed().len(), first.link("Next page")), (50, Some("/help/dev?page=2")));
    assert!(first.link("Previous page").is_none() && first.text().contains("Page 1 of 140"));
    let second = visit(&service, "/help/dev?page=2&lang=en", "en");
    assert_eq!(second.link("Previous page"), Some("/help/dev?lang=en"));
    assert_eq!(second.relation("canonical"), ["https://help.example/help/dev?page=2&lang=en"]);
    assert_eq!(second.listed()[0], "/help/dev/s/s6949?lang=en");
    let last = visit(&service, "/help/dev?page=140", "en");
    assert!(last.status == 200 && last.link("Next page").is_none());
    assert_eq!(visit(&service, "/help/dev?page=141", "en").status, 404);
    let parts = addresses(&service, "/help/dev/sitemap.xml", "sitemapindex");
    assert_eq!(parts.len(), 2, "{parts:?}");
    let pages: Vec<String> = parts.iter().flat_map(|part| addresses(&service, part, "urlset")).collect();
    assert_eq!(pages.len(), 7_000 + 1);
    for part in ["0", "3"] {
        assert_eq!(service.get(&format!("/help/dev/sitemap.xml?part={part}"), "").0, 404, "{part}");
    }
}

#[test]
fn a_crawler_finds_every_page_in_each_language() {
    let service = demo(&["--public-url", "https://help.example"]);
    let (_, _, robots) = service.get("/robots.txt", "");
    assert!(
        String::from_utf8(robots).unwrap().contains("Sitemap: https://help.example/help/dev/sitemap.xml\n")
    );
    let pages = addresses(&service, "/help/dev/sitemap.xml", "urlset");
    let solutions = pages.iter().filter(|page| page.contains("/s/")).count();
    assert_eq!((solutions % 3, pages.len()), (0, solutions + 3), "{pages:?}");
    for page in &pages {
        assert_eq!(visit(&service, page, "en").status, 200, "{page}");
    }
}

#[test]
fn without_a_public_address_there_is_no_sitemap_and_it_says_why() {
    let service = demo(&[]);
    let (status, _, fault) = service.ask("GET", "/help/dev/sitemap.xml", "host: evil.example\r\n", "");
    assert_eq!((status, &fault["code"]), (404, &"UNSTUCK-P010".into()), "{fault}");
    assert!(fault["help"].as_str().unwrap().contains("--public-url"), "{fault}");
    let (_, _, robots) = service.get("/robots.txt", "");
    assert!(!String::from_utf8(robots).unwrap().contains("Sitemap"));
}

/// The addresses in a sitemap, as paths; it is read as strictly as XML wants.
fn addresses(service: &Running, path: &str, root: &str) -> Vec<String> {
    let (status, head, body) = service.get(path, "");
    assert!(status == 200 && head.contains("content-type: application/xml"), "{path}: {head}");
    let text = String::from_utf8(body).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    assert!(document.root_element().has_tag_name((namespace, root)), "{text}");
    let path = |address: &str| address.strip_prefix("https://help.example").unwrap().to_owned();
    let links =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "link")));
    assert!(links.into_iter().all(|link| !path(link.attribute("href").unwrap()).is_empty()));
    let places = document.descendants().filter(|node| node.has_tag_name((namespace, "loc")));
    places.map(|node| path(node.text().unwrap())).collect()
}

#[test]
fn every_language_of_a_page_is_told_in_the_sitemap() {
    let service = demo(&["--public-url", "https://help.example"]);
    let (_, _, body) = service.get("/help/dev/sitemap.xml", "");
    let text = String::from_utf8(body).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    for url in document.descendants().filter(|node| node.tag_name().name() == "url") {
        let mut told: Vec<_> = url.children().filter_map(|link| link.attribute("hreflang")).collect();
        told.sort_unstable();
        assert_eq!(told, ["en", "x-default", "zh-Hans", "zh-Hant"]);
    }
}
