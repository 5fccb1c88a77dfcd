//! What may be kept, for how long, and in which coding it comes.

use std::io::Read as _;

use crate::running::{KEY, Running};

/// A header's value in a head that is in lower case.
fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

fn unbrotli(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    brotli::BrotliDecompress(&mut bytes, &mut out).unwrap();
    out
}

/// The three codings say the same, each under its name; a client that holds the version gets none of them.
fn codings_and_versions(service: &Running, path: &str, cache: &str) {
    let (status, head, plain) = service.get(path, "");
    assert_eq!((status, header(&head, "content-encoding")), (200, None), "{path}");
    assert_eq!(header(&head, "cache-control"), Some(cache), "{path}");
    assert!(!plain.is_empty());
    for (accepts, coding, open) in [
        ("br, gzip", Some("br"), unbrotli as fn(&[u8]) -> Vec<u8>),
        ("gzip, deflate, br;q=0", Some("gzip"), gunzip),
        ("GZIP", Some("gzip"), gunzip),
        ("identity", None, <[u8]>::to_vec),
    ] {
        let (status, head, body) = service.get(path, &format!("accept-encoding: {accepts}\r\n"));
        assert_eq!((status, header(&head, "content-encoding")), (200, coding), "{path} {accepts}");
        assert_eq!(header(&head, "vary"), Some("accept-encoding"), "{path} {accepts}");
        assert!(open(&body) == plain, "{path} {accepts} says something else");
    }
    let etag = header(&head, "etag").expect("a version");
    for held in [etag.to_owned(), format!("W/{etag}"), format!("\"other\", {etag}"), "*".to_owned()] {
        let (status, head, body) = service.get(path, &format!("if-none-match: {held}\r\n"));
        assert_eq!((status, body.len()), (304, 0), "{path} {held}");
        assert_eq!(header(&head, "etag"), Some(etag), "{path}");
        assert_eq!(header(&head, "cache-control"), Some(cache), "{path}");
    }
    assert_eq!(service.get(path, "if-none-match: \"other\"\r\n").0, 200);
}

#[test]
fn a_pack_comes_in_three_codings_and_by_its_version() {
    let service = Running::start();
    let path = format!("/v1/packs/{KEY}");
    codings_and_versions(&service, &path, "public, max-age=0, must-revalidate");
    let head = service.get(&path, "").1;
    let revision = header(&head, "etag").unwrap().trim_matches('"').to_owned();
    codings_and_versions(&service, &format!("{path}/{revision}"), "public, max-age=31536000, immutable");
    let (status, head, _) = service.get(&format!("{path}/{}", "0".repeat(32)), "");
    assert_eq!((status, header(&head, "cache-control")), (404, Some("no-store")));
}

#[test]
fn the_widget_comes_in_three_codings_and_its_hashed_files_never_change() {
    let service = Running::start();
    let (status, _, loader) = service.get("/unstuck.js", "");
    if status == 404 {
        assert!(String::from_utf8_lossy(&loader).contains("UNSTUCK-P009"));
        eprintln!("skipped: the widget is not in this build; `cargo xtask build` makes it");
        return;
    }
    codings_and_versions(&service, "/unstuck.js", "public, max-age=300");
    let loader = String::from_utf8(loader).unwrap();
    let mut hashed = 0;
    for name in loader.split(['"', '\'', '`', '/']).filter(|name| name.starts_with("unstuck-")) {
        let kind = if name.ends_with(".wasm") { "application/wasm" } else { "text/javascript" };
        if name.ends_with(".js") || name.ends_with(".wasm") {
            let head = service.get(&format!("/{name}"), "").1;
            assert!(header(&head, "content-type").unwrap().starts_with(kind), "{head}");
            assert_eq!(header(&head, "access-control-allow-origin"), Some("*"));
            codings_and_versions(&service, &format!("/{name}"), "public, max-age=31536000, immutable");
            hashed += 1;
        }
    }
    assert!(hashed > 0, "the loader names no hashed file");
}

#[test]
fn an_answer_to_one_person_is_kept_by_nobody() {
    let service = Running::start();
    let head = service.get("/readyz", "").1;
    assert_eq!(header(&head, "cache-control"), Some("no-store"));
    let head = service.ask("POST", "/v1/resolve", "", "{").1;
    assert_eq!(header(&head, "cache-control"), Some("no-store"));
}
