//! What every version and every SDK must make of the same input, and links that no version may let through.

use unstuck_protocol::{
    Fingerprint, Problem,
    dialect::{from_json, thrown},
    document::Href,
    scrub,
};

#[derive(serde::Deserialize)]
struct Vector {
    problem: Problem,
    fingerprint: String,
}

#[derive(serde::Deserialize)]
struct Told {
    dialect: String,
    body: serde_json::Value,
    problem: Option<Problem>,
    fingerprint: Option<String>,
}

#[test]
fn each_dialect_is_read_as_published() {
    let vectors: Vec<Told> = serde_json::from_str(include_str!("../vectors/dialects.json")).unwrap();
    for Told { dialect, body, problem, fingerprint } in &vectors {
        let read = if dialect == "thrown" { thrown(body) } else { from_json(body) };
        assert_eq!(&read, problem, "{body}");
        let made = read.as_ref().map(|problem| Fingerprint::of(problem).as_str().to_owned());
        assert_eq!(&made, fingerprint, "{body}");
    }
    for known in ["rfc9457", "google", "stripe", "alibaba", "graphql", "plain", "thrown"] {
        assert!(vectors.iter().any(|vector| vector.dialect == known), "{known}");
    }
}

#[test]
fn texts_are_scrubbed_as_published() {
    let vectors: Vec<std::collections::BTreeMap<String, String>> =
        serde_json::from_str(include_str!("../vectors/scrub.json")).unwrap();
    for vector in &vectors {
        assert_eq!(scrub::text(&vector["in"]), vector["out"]);
        assert_eq!(scrub::text(&vector["out"]), vector["out"]);
    }
}

#[test]
fn fingerprints_never_change() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("../vectors/fingerprints.json")).unwrap();
    let made: Vec<_> =
        vectors.iter().map(|vector| Fingerprint::of(&vector.problem).as_str().to_owned()).collect();
    let kept: Vec<_> = vectors.iter().map(|vector| vector.fingerprint.clone()).collect();
    assert_eq!(made, kept);
    assert_eq!((&made[0], &made[2]), (&made[1], &made[3]), "same code, same form");
    assert_ne!(made[2], made[4], "another type");
}

#[test]
fn no_link_runs_code_or_leaves_by_a_trick() {
    for target in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "https:///evil",
        "http://example.com",
        "",
        "/a b",
        "https:evil",
        "/\t/evil.example",
    ] {
        assert_eq!(Href::new(target), None, "{target:?}");
        assert!(serde_json::from_value::<Href>(target.into()).is_err());
    }
    for target in ["https://example.com/a?b=c#d", "/help", "#top", "mailto:a@b.co", "tel:+123"] {
        assert_eq!(Href::new(target).unwrap().as_str(), target);
    }
    assert_eq!(Href::new("https://a@b.co:80/x").unwrap().host(), Some("b.co"));
}
