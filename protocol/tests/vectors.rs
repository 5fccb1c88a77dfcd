//! Fingerprints that every version must make, and links that no version may let through.

use unstuck_protocol::{Fingerprint, Problem, document::Href};

#[derive(serde::Deserialize)]
struct Vector {
    problem: Problem,
    fingerprint: String,
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
