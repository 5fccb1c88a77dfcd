//! A webhook is one that a solution of the product offers, and that its configuration has.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    receiver::Receiver,
    running::{command, refuses, soon},
    shop::{KEY, LOCKED, Shop, asked, fixed, run, told},
};

#[test]
fn only_what_a_solution_of_the_product_offers_is_carried_out() {
    let receiver = Receiver::with(vec![fixed("Unlocked.")]);
    let shop = Shop::over(&receiver);
    let service = shop.start();
    let with = |field: &str, value: &str| {
        let mut asked = asked("f_2");
        asked[field] = value.into();
        told(service.post("/v1/webhooks", &asked))
    };
    let refused = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(with("solution", "frozen"), refused(404, "UNSTUCK-F001"));
    assert_eq!(with("solution", "none"), refused(404, "UNSTUCK-F001"));
    assert_eq!(with("name", "lock"), refused(404, "UNSTUCK-F001"));
    assert_eq!(with("name", "elsewhere"), refused(409, "UNSTUCK-F002"));
    assert_eq!(with("run", "f.2"), refused(400, "UNSTUCK-P002"));
    assert_eq!(with("key", "pk_none"), refused(401, "UNSTUCK-P004"));
    assert_eq!(with("key", "pk_bank"), refused(404, "UNSTUCK-F001"));
    let ask = |headers: &str| told(service.ask("POST", "/v1/webhooks", headers, &asked("f_2").to_string()));
    assert_eq!(ask("origin: https://evil.example\r\n"), refused(403, "UNSTUCK-P005"));
    assert_eq!(service.ask("OPTIONS", "/v1/webhooks", "origin: https://shop.example\r\n", "").0, 204);
    assert!(receiver.heard().is_empty());

    assert_eq!(run(&service, "f_1"), (200, "Unlocked.".to_owned()));
    let mut other = asked("f_1");
    other["report"] = "r2".into();
    assert_eq!(told(service.post("/v1/webhooks", &other)), refused(409, "UNSTUCK-F003"));
    // What was done stays done when the solution no longer offers it.
    let changed = LOCKED.replace("webhook: unlock", "webhook: open");
    std::fs::write(shop.folder.path().join("help/locked.md"), changed).unwrap();
    assert!(soon(|| with("name", "open") == refused(409, "UNSTUCK-F002")));
    assert_eq!(with("name", "unlock"), refused(404, "UNSTUCK-F001"));
    assert_eq!(run(&service, "f_1"), (200, "Unlocked.".to_owned()));
    assert_eq!(receiver.heard().len(), 1);
}

#[test]
fn a_configuration_that_can_t_be_used_is_told_without_its_secret() {
    let shop = Shop::new("http://shop.example/hidden", false);
    let output = refuses(shop.serve());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("UNSTUCK-V003") && said.contains("`unlock` has a `url` without https"), "{said}");
    assert!(!said.contains("hidden") && !said.contains(&STANDARD.encode(KEY)), "{said}");
}

#[test]
fn a_check_names_webhooks_that_the_configuration_lacks() {
    let shop = Shop::new("https://shop.example/", false);
    // What signs need not be where solutions are checked.
    let text = std::fs::read_to_string(&shop.config).unwrap();
    let (before, after) = text.split_once("secret = ").unwrap();
    let (_, after) = after.split_once('\n').unwrap();
    std::fs::write(&shop.config, format!("{before}secret_file = 'elsewhere.key'\n{after}")).unwrap();
    let check = |folder: &str, strict: &[&str]| {
        let mut check = command();
        check.arg("check").arg(shop.data().join(folder)).arg("--config").arg(&shop.config);
        let output = check.args(strict).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    let (good, said) = check("help", &[]);
    assert!(good && said.contains("UNSTUCK-S031: `locked` offers the webhook `elsewhere`, which"), "{said}");
    assert_eq!(said.matches("UNSTUCK-S031").count(), 1, "{said}");
    let (good, said) = check("help", &["--strict"]);
    assert!(!good && said.contains("UNSTUCK-V009"), "{said}");
    std::fs::create_dir(shop.data().join("other")).unwrap();
    std::fs::copy(shop.data().join("help/locked.md"), shop.data().join("other/locked.md")).unwrap();
    let (good, said) = check("other", &[]);
    assert!(!good && said.contains("UNSTUCK-V003") && said.contains("no product has"), "{said}");
}
