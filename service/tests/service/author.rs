//! A mistake in a solution is named by file and line, at the start and while an earlier set serves.

use serde_json::Value;

use crate::running::{KEY, Running, refused, soon};

const BROKEN: &str = "---\nid: broken\ntitle: Broken\ncodes: [\n---\nText.\n";
const GOOD: &str = "---\nid: good\ntitle: Good\ncodes: [GOOD]\n---\nText.\n";

/// Whether a text names the file with a line, and says what to do.
fn names(text: &str, file: &str) -> bool {
    text.split(&format!("{file}:"))
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit() && c != '0'))
        && text.contains("help: ")
        && text.contains("UNSTUCK-S")
}

#[test]
fn a_broken_file_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let help = folder.path().join("help");
    std::fs::create_dir(&help).unwrap();
    for (name, text) in [
        ("front.md", BROKEN),
        ("unknown.md", "---\nid: u\ntitle: U\ncolour: red\n---\nText.\n"),
        ("unclosed.md", "---\nid: u\ntitle: U\n"),
        ("when.md", "---\nid: w\ntitle: W\nwhen: { release: 'newest' }\n---\nText.\n"),
        ("line.jsonl", "{\"id\": \"a\", \"title\": \"A\", \"body\": \"Text\"}\n{\"id\":\n"),
    ] {
        let file = help.join(name);
        std::fs::write(&file, text).unwrap();
        let output = refused(&help, folder.path());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name}: {said}");
        assert!(names(&said, name), "{name}: {said}");
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn every_broken_file_is_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one.md", "two.md"] {
        std::fs::write(folder.path().join(name), BROKEN).unwrap();
    }
    let said = String::from_utf8_lossy(&refused(folder.path(), folder.path()).stderr).into_owned();
    assert!(names(&said, "one.md") && names(&said, "two.md"), "{said}");
}

#[test]
fn a_bad_file_is_named_while_the_last_good_set_serves() {
    let service = Running::over(&[("good.md", GOOD)]);
    let problem = || -> Value { service.ask("GET", "/readyz", "", "").2["products"][0]["problem"].clone() };
    let solution = |id: &str| service.get(&format!("/v1/solutions/{id}?key={KEY}"), "").0;
    let broken = service.folder.path().join("help/broken.md");
    std::fs::write(&broken, BROKEN).unwrap();
    assert!(soon(|| problem().as_str().is_some_and(|why| names(why, "broken.md"))), "{}", problem());
    assert_eq!(solution("good"), 200);
    std::fs::write(&broken, BROKEN.replace("[", "[BROKEN]")).unwrap();
    assert!(soon(|| solution("broken") == 200), "mended, it serves: {}", problem());
    assert_eq!(problem(), Value::Null);
}

#[test]
fn check_warns_of_twins_and_is_strict_where_asked() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one", "other"] {
        let text = format!("---\nid: {name}\ntitle: Your card has expired\n---\nOrder a new one.\n");
        std::fs::write(folder.path().join(format!("{name}.md")), text).unwrap();
    }
    let check = |strict: &[&str]| {
        crate::running::command().arg("check").arg(folder.path()).args(strict).output().unwrap()
    };
    let lenient = check(&[]);
    let told = String::from_utf8(lenient.stdout).unwrap();
    assert!(
        lenient.status.success() && told.contains("UNSTUCK-S015") && told.contains("UNSTUCK-S016"),
        "{told}"
    );
    assert!(told.contains("2 solutions") && told.contains("2 warnings"), "{told}");
    let strict = check(&["--strict"]);
    assert!(!strict.status.success());
    assert!(String::from_utf8(strict.stderr).unwrap().contains("UNSTUCK-V009"));
}

#[test]
fn check_names_codes_of_the_sources_that_no_solution_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| {
        std::fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        std::fs::write(path(name), text).unwrap();
    };
    write("app/help/known.md", "---\nid: known\ntitle: Known\ncodes: [KNOWN_CODE, GONE_CODE]\n---\nText.\n");
    write(
        "app/a.ts",
        "// it fails\n\nthrow new Fault({ code: 'KNOWN_CODE' })\nthrow new Fault({ code: 'NEW_CODE' })\n",
    );
    write("app/b.ts", "if (error.code === 'NEW_CODE' || error.code === 'INTERNAL_ONE') retry()\n");
    write("app/made/c.ts", "throw new Fault({ code: 'BUILT_CODE' })\n");
    write("app/a.test.ts", "throw new Fault({ code: 'TESTED_CODE' })\n");
    write("app/.gitignore", "/made\n");
    let check = |more: &[&str]| {
        let mut check = crate::running::command();
        check.arg("check").arg(path("app/help")).arg("--sources").arg(path("app"));
        let output = check.args(["--ignore-code", "internal_*"]).args(more).output().unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (well, told, _) = check(&[]);
    let place = format!(
        "warning UNSTUCK-S017: no solution names `NEW_CODE`, which stands in {}:4, and on one more line\n",
        path("app/a.ts").display()
    );
    assert!(well && told.contains(&place), "{told}");
    assert!(
        told.contains("note UNSTUCK-S018: no source mentions `GONE_CODE`, which `known` names"),
        "{told}"
    );
    assert!(told.contains("3 source files, 1 warnings"), "{told}");
    let (well, json, why) = check(&["--strict", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert!(
        !well && why.contains("UNSTUCK-V009") && json["warnings"] == 1 && json["source_files"] == 3,
        "{json}"
    );
    let found = &json["findings"][0];
    let wanted = ("warning", "UNSTUCK-S017", "NEW_CODE", 4, 2);
    assert!(
        found["level"] == wanted.0
            && found["rule"] == wanted.1
            && found["code"] == wanted.2
            && found["line"] == wanted.3
            && found["places"] == wanted.4,
        "{found}"
    );
    let (well, told, _) = check(&["--strict", "--pattern", "retry(\\(\\))x"]);
    assert!(well, "another pattern finds nothing: {told}");
    let (well, _, why) = check(&["--pattern", "("]);
    assert!(!well && why.contains("UNSTUCK-V010"), "{why}");
}
