//! A solution with something active in it comes out harmless, for programs and for people.

use serde_json::Value;

use crate::{
    markup,
    running::{KEY, Running},
    shop::{LOCKED, Shop},
};

const VECTORS: &str = r#"---
id: active
title: 'Pay <img src=x onerror="alert(1)">'
codes: [ACTIVE]
---
<script>alert(2)</script>

Text <img src=x onerror=alert(3)> and <svg/onload=alert(4)>.

[a](javascript:alert(5)) [b](JaVaScRiPt:alert(6)) [c](data:text/html,<script>alert(7)</script>)
[d](vbscript:x) [e](//evil.example) [f](http://plain.example) [g](&#106;avascript:alert(8))
![h](javascript:alert(9))

<a href="javascript:alert(10)" onclick="alert(11)">i</a>

```html
</code></pre><script>alert(12)</script>
```

| a | b |
|---|---|
| <script>alert(13)</script> | `<b>` |

Good: [limits](https://bank.example/limits?a=1&b="x"), [here](/settings).
"#;

/// Every link target in a document's JSON.
fn targets(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Object(fields) => {
            for (name, inner) in fields {
                if name == "href" {
                    found.push(inner.as_str().unwrap_or("no text").to_owned());
                }
                targets(inner, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| targets(item, found)),
        _ => {}
    }
}

#[test]
fn links_into_the_app_lead_to_the_web_though_a_window_of_it_is_named_first() {
    let shop = Shop::new("https://shop.example/fix", false);
    let config = std::fs::read_to_string(&shop.config).unwrap();
    let origins = config.replace("['https://shop", "['tauri://localhost', 'https://shop");
    assert_ne!(origins, config);
    std::fs::write(&shop.config, origins).unwrap();
    std::fs::write(
        shop.folder.path().join("help/locked.md"),
        LOCKED.replace("It can", "[Here](/settings) it can"),
    )
    .unwrap();
    let service = shop.start();
    let (status, _, body) = service.get("/v1/solutions/locked?key=pk_shop", "accept: text/html\r\n");
    let page = String::from_utf8(body).unwrap();
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("href=\"https://shop.example/settings\""), "{page}");
}

#[test]
fn an_address_that_cannot_be_read_is_told_as_a_problem() {
    let service = Running::over(&[("active.md", VECTORS)]);
    for path in [
        format!("/v1/solutions/active?key={KEY}&key={KEY}"),
        format!("/v1/solutions/%ff?key={KEY}"),
        format!("/v1/solutions/active?key={KEY}&locale=en&locale=de"),
    ] {
        let (status, head, body) = service.get(&path, "");
        assert_eq!(status, 400, "{path}");
        assert!(head.contains("content-type: application/problem+json"), "{path}: {head}");
        let fault: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(fault["code"], "UNSTUCK-P002", "{path}: {fault}");
    }
}

#[test]
fn as_json_it_holds_text_and_harmless_links_alone() {
    let service = Running::over(&[("active.md", VECTORS)]);
    let (status, head, body) = service.get(&format!("/v1/solutions/active?key={KEY}"), "");
    assert_eq!(status, 200);
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(head.contains("x-content-type-options: nosniff"), "{head}");
    let article: Value = serde_json::from_slice(&body).unwrap();
    let mut links = Vec::new();
    targets(&article["body"], &mut links);
    assert!(links.contains(&"/settings".to_owned()), "{links:?}");
    for link in &links {
        assert!(link.starts_with("https://bank.example/") || link == "/settings", "{links:?}");
    }
}

#[test]
fn as_a_page_it_has_no_element_but_the_pages_own() {
    let service = Running::over(&[("active.md", VECTORS)]);
    let (status, head, body) =
        service.get(&format!("/v1/solutions/active?key={KEY}"), "accept: text/html\r\n");
    assert_eq!(status, 200);
    for needed in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'none'; style-src 'self'; base-uri 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
    ] {
        assert!(head.contains(needed), "{needed} in {head}");
    }
    let page = String::from_utf8(body).unwrap();
    let own = "html head meta link title body main div article h1 p a pre code table thead tbody tr th td";
    let elements = markup::elements(&page);
    for element in &elements {
        assert!(own.split(' ').any(|known| known == element.name), "<{}>", element.name);
        for (name, value) in &element.attributes {
            assert!(
                !name.starts_with("on") && !value.to_ascii_lowercase().contains("javascript:"),
                "{name}={value}"
            );
        }
    }
    assert!(elements.len() > 30, "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"/help/dev/s/active\">"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(2)&lt;/script&gt;"), "{page}");
}

#[test]
fn the_answer_to_an_error_is_as_harmless() {
    let service = Running::over(&[("active.md", VECTORS)]);
    let mut asked = crate::running::resolve("r1");
    asked["report"]["problem"]["code"] = "ACTIVE".into();
    let (status, _, resolution) = service.post("/v1/resolve", &asked);
    assert_eq!(status, 200);
    let mut links = Vec::new();
    targets(&resolution["answer"]["article"]["body"], &mut links);
    assert!(!links.is_empty() && links.iter().all(|link| !link.contains("script")), "{resolution}");
}
