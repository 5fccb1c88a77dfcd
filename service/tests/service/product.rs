//! Two products of one service: each has its key, its origins and its solutions, and sees nothing of the other.

use serde_json::json;

use crate::running::{Running, refused, report, soon};

const CONFIG: &str = "
[[product]]
id = 'shop'
key = 'pk_shop'
origins = ['https://shop.example', 'tauri://localhost']
solutions = 'shop'

[[product]]
id = 'bank'
key = 'pk_bank'
origins = ['https://bank.example']
solutions = 'bank'
";

fn start() -> Running {
    let folder = tempfile::tempdir().unwrap();
    for name in ["shop", "bank"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        // The same code in both: a search over all would find either.
        let text =
            format!("---\nid: {name}-card\ntitle: Of the {name}\ncodes: [CARD]\n---\nText of the {name}.\n");
        std::fs::write(folder.path().join(name).join("card.md"), text).unwrap();
    }
    let config = folder.path().join("unstuck.toml");
    std::fs::write(&config, CONFIG).unwrap();
    let data = folder.path().join("data");
    Running::with(folder, &[], &data, &["--config", &config.display().to_string()])
}

fn asked(key: &str, id: &str) -> String {
    let mut report = report(id);
    report["problem"]["code"] = "CARD".into();
    json!({ "v": 1, "key": key, "report": report }).to_string()
}

#[test]
fn a_product_answers_from_its_own_solutions_and_stores_under_its_own_name() {
    let service = start();
    for (name, key) in [("shop", "pk_shop"), ("bank", "pk_bank"), ("shop", "pk_shop")] {
        let origin = format!("origin: https://{name}.example\r\n");
        let (status, _, answer) = service.ask("POST", "/v1/resolve", &origin, &asked(key, "same-id"));
        assert_eq!((status, &answer["recorded"]), (200, &json!(true)));
        assert_eq!(answer["answer"]["article"]["solution"], format!("{name}-card"), "{answer}");
    }
    // One id in two products is two reports.
    assert!(soon(|| service.row::<i64>("SELECT count(*) FROM reports") == 2));
    assert_eq!(
        service.row::<String>("SELECT group_concat(product) FROM (SELECT product FROM reports ORDER BY 1)"),
        "bank,shop"
    );
}

#[test]
fn a_products_key_opens_nothing_of_another() {
    let service = start();
    let solution = |id: &str, key: &str| service.get(&format!("/v1/solutions/{id}?key={key}"), "").0;
    assert_eq!((solution("shop-card", "pk_shop"), solution("bank-card", "pk_bank")), (200, 200));
    assert_eq!((solution("shop-card", "pk_bank"), solution("bank-card", "pk_shop")), (404, 404));
    let pack = |key: &str| service.get(&format!("/v1/packs/{key}"), "");
    let (shop, bank) = (pack("pk_shop"), pack("pk_bank"));
    assert!(String::from_utf8_lossy(&shop.2).contains("shop-card"));
    assert!(!String::from_utf8_lossy(&shop.2).contains("bank-card"));
    let revision = |head: &str| head.split_once("etag: \"").unwrap().1.split('"').next().unwrap().to_owned();
    let (shop, bank) = (revision(&shop.1), revision(&bank.1));
    assert_eq!(service.get(&format!("/v1/packs/pk_shop/{shop}"), "").0, 200);
    assert_eq!(service.get(&format!("/v1/packs/pk_shop/{bank}"), "").0, 404);
    assert_eq!(pack("pk_none").0, 401);
}

#[test]
fn a_page_speaks_for_its_own_product_alone() {
    let service = start();
    for (key, origin, status) in [
        ("pk_shop", "https://shop.example", 200),
        ("pk_shop", "https://bank.example", 403),
        ("pk_bank", "https://shop.example", 403),
        ("pk_shop", "http://localhost:3000", 403),
        ("pk_shop", "tauri://localhost", 200),
        ("pk_shop", "tauri://localhost:80", 403),
        ("pk_shop", "null", 403),
        ("pk_bank", "tauri://localhost", 403),
    ] {
        let (got, head, _) =
            service.ask("POST", "/v1/resolve", &format!("origin: {origin}\r\n"), &asked(key, "r1"));
        assert_eq!(got, status, "{key} {origin}");
        assert_eq!(head.contains("access-control-allow-origin"), status == 200, "{head}");
    }
}

#[test]
fn a_service_without_solutions_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let said = String::from_utf8_lossy(&refused(folder.path(), folder.path()).stderr).into_owned();
    assert!(said.contains("UNSTUCK-V004") && said.contains("Write a first solution"), "{said}");
}
