//! Packs as devices get them: signed, in parts, from the service and from a folder.

use std::{collections::BTreeSet, path::Path, process::Output};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{ED25519, UnparsedPublicKey};
use unstuck_resolver::pack;

use crate::running::{KEY, Running, command, soon};

/// More solutions than one pack takes, of a size that people write.
fn many(count: usize) -> String {
    let line = |number: usize| {
        let steps: Vec<String> = (0..12)
            .map(|step| {
                format!("- Step {step}: look at setting {} of part {}.", number * 7 % 101, number * step % 89)
            })
            .collect();
        serde_json::json!({
            "id": format!("s{number}"), "title": format!("Part {number} does not answer"), "codes": [format!("E{number}")],
            "messages": [format!("part {number} did not answer within {{seconds}} seconds")], "body": steps.join("\n"),
        })
        .to_string()
    };
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

fn signed_by(key: &str, file: &[u8]) -> bool {
    let (message, signature) = pack::signed(file).unwrap();
    let key = URL_SAFE_NO_PAD.decode(key).unwrap();
    UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok()
}

fn run(arguments: &[&str]) -> Output {
    command().args(arguments).output().unwrap()
}

/// Makes a key file; its public key.
fn keygen(file: &Path) -> String {
    let made = run(&["keygen", file.to_str().unwrap()]);
    assert!(made.status.success(), "{made:?}");
    let said = String::from_utf8(made.stdout).unwrap();
    let line = said.lines().find(|line| line.starts_with("public key")).unwrap();
    line.split_whitespace().nth(2).unwrap().trim_end_matches(',').to_owned()
}

#[test]
fn a_key_is_made_once_and_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pack.key");
    let (first, text) = (keygen(&file), std::fs::read_to_string(&file).unwrap());
    assert_eq!((first.len(), text.trim().len()), (43, 43));
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = run(&["keygen", file.to_str().unwrap()]);
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("UNSTUCK-V020"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "the key is still there");
    assert_ne!(keygen(&folder.path().join("other.key")), first);
}

#[test]
fn a_product_too_large_for_one_pack_is_served_signed_and_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let key_file = folder.path().join("pack.key");
    let key = keygen(&key_file);
    let data = folder.path().join("data");
    let options = ["--signing-key", key_file.to_str().unwrap()];
    let service = Running::with(folder, &[("many.jsonl", &many(2_500))], &data, &options);
    let (status, head, root) = service.get(&format!("/v1/packs/{KEY}"), "");
    assert_eq!(status, 200);
    assert!(head.contains(&format!("etag: \"{}\"", pack::name(&root))), "{head}");
    assert!(signed_by(&key, &root));
    assert!(root.len() < 400_000, "{} bytes", root.len());
    assert_eq!(service.get(&format!("/v1/packs/{KEY}/pack"), "").2, root);
    let held = pack::decode(&root).unwrap();
    assert!(!held.is_whole() && held.catalogue.solutions().len() > 100);

    let mut holding = unstuck_resolver::Holding::new(held);
    let mut names = BTreeSet::new();
    for shard in 0..1_000 {
        let Some(name) = holding.claim(shard) else { continue };
        let (status, head, file) = service.get(&format!("/v1/packs/{KEY}/{name}"), "");
        assert_eq!(status, 200);
        assert!(head.contains("cache-control: public, max-age=31536000, immutable"), "{head}");
        assert!(head.contains(&format!("etag: \"{name}\"")) && signed_by(&key, &file));
        holding.hold(shard, &file).unwrap();
        names.insert(name);
    }
    assert!(names.len() > 10, "{} parts", names.len());
    assert_eq!(service.get(&format!("/v1/packs/{KEY}/{}", "0".repeat(32)), "").0, 404);
    let head =
        service.get(&format!("/v1/packs/{KEY}"), &format!("if-none-match: \"{}\"\r\n", pack::name(&root)));
    assert_eq!((head.0, head.2.len()), (304, 0));
}

#[test]
fn a_folder_of_packs_is_written_signed_and_what_was_reported_most_comes_first() {
    let service = Running::over(&[("many.jsonl", &many(60))]);
    for (id, part) in [("r1", 41), ("r2", 41), ("r3", 7), ("r4", 41)] {
        let mut report = crate::running::report(id);
        report["problem"]["code"] = format!("E{part}").into();
        let body = serde_json::json!({ "v": 1, "key": KEY, "reports": [report] });
        assert_eq!(service.post("/v1/reports", &body).0, 200);
    }
    assert!(soon(|| service.row::<i64>("SELECT count(*) FROM reports") == 4));
    let path = |name: &str| service.folder.path().join(name).to_str().unwrap().to_owned();
    let key = keygen(Path::new(&path("pack.key")));
    let (help, out, file) = (path("help"), path("out"), path("pack.key"));
    let data = path("");
    let pack_of = |hot: &str| {
        let arguments = ["pack", &help, "--out", &out, "--key", &file, "--data", &data, "--hot", hot];
        let said = run(&arguments);
        assert!(said.status.success(), "{said:?}");
        String::from_utf8(said.stdout).unwrap()
    };
    let said = pack_of("2000");
    assert!(said.contains(&key) && said.contains("60, 2 of them in the pack"), "{said}");
    let root = std::fs::read(Path::new(&out).join("pack")).unwrap();
    assert!(signed_by(&key, &root));
    let held = pack::decode(&root).unwrap();
    let ids: Vec<&str> = held.catalogue.solutions().iter().map(|solution| solution.id.as_str()).collect();
    assert_eq!(ids, ["s41", "s7"]);
    // Every file stands there with its brotli, under the name by which the root asks for it.
    let mut holding = unstuck_resolver::Holding::new(held);
    let mut parts = 0;
    for shard in 0..1_000 {
        let Some(name) = holding.claim(shard) else { continue };
        let packed = std::fs::read(Path::new(&out).join(format!("{name}.br"))).unwrap();
        let mut file = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut file).unwrap();
        holding.hold(shard, &file).unwrap();
        parts += 1;
    }
    assert!(parts > 0 && said.contains(&format!("{parts}: ")), "{said}");
    let whole = pack_of("1000000");
    assert!(whole.contains("60, 60 of them in the pack"), "{whole}");
    assert!(pack::decode(&std::fs::read(Path::new(&out).join("pack")).unwrap()).unwrap().is_whole());
}

#[test]
fn packs_follow_what_is_reported_and_who_holds_the_pack_before_is_served_on() {
    use std::sync::Arc;
    use unstuck_service::{
        catalogue::Live,
        edge::packing::{Packing, Packs},
    };

    let service = Running::over(&[("many.jsonl", &many(60))]);
    let folder = service.folder.path();
    let plan = pack::Plan { whole: 2_000, hot: 2_000, ..pack::Plan::default() };
    let reports = Some((folder.to_owned(), unstuck_protocol::ProductId::new("dev").unwrap()));
    let packing = Packing { plan, reports, ..Packing::default() };
    let live = Live::open(folder.join("help"), packing, None, None).unwrap();
    let first = live.current();
    assert!(!live.repack(), "nothing was reported meanwhile");
    let mut report = crate::running::report("r1");
    report["problem"]["code"] = "E41".into();
    let body = serde_json::json!({ "v": 1, "key": KEY, "reports": [report] });
    assert_eq!(service.post("/v1/reports", &body).0, 200);
    assert!(live.repack());
    let now = live.current();
    assert_ne!(now.packs.root.name, first.packs.root.name);
    let holds = |packs: &Packs| {
        let held = pack::decode(&packs.root.plain).unwrap().catalogue;
        held.solutions().iter().any(|solution| solution.id.as_str() == "s41")
    };
    assert!(holds(&now.packs) && !holds(&first.packs));
    assert!(first.packs.shards.keys().all(|name| now.packs.shard(name).is_some()));
    assert!(first.packs.shards.keys().any(|name| !now.packs.shards.contains_key(name)));
    // What was learnt meanwhile keeps the new packs.
    live.publish(now.resolver.clone());
    assert!(Arc::ptr_eq(&live.current().packs, &now.packs));
}
