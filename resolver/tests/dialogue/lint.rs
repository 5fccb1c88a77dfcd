//! What is wrong in a flow, by code, place and remedy.

use unstuck_resolver::author::{Diagnostic, Source, read, read_flows};

use crate::wallet::{FLOW, catalogue};

/// The findings in a flow of this text, each as its line and code.
fn found(text: &str) -> Vec<(u32, &'static str)> {
    list(&[("money.flow.md", text)]).iter().map(|one| (one.line, one.code)).collect()
}

fn list(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let source = |(path, text): &(&str, &str)| Source { path: (*path).into(), text: (*text).into() };
    let sources: Vec<Source> = files.iter().map(source).collect();
    let found = read_flows(&sources, &catalogue()).err().unwrap_or_default();
    for one in &found {
        assert!(!one.help.is_empty() && files.iter().any(|(path, _)| *path == one.path), "{one}");
    }
    found
}

/// A flow of these steps, which begin on line 4.
fn steps(steps: &str) -> Vec<(u32, &'static str)> {
    found(&format!("---\ntitle: T\n---\n{steps}"))
}

#[test]
fn a_good_flow_has_no_findings_and_is_no_solution() {
    assert_eq!(found(FLOW), []);
    let sources = [
        Source { path: "a.flow.md".into(), text: FLOW.into() },
        Source { path: "a.flow.de.md".into(), text: "anything".into() },
        Source { path: "b.md".into(), text: "---\ntitle: B\n---\nText.\n".into() },
    ];
    assert_eq!(read(&sources).unwrap().solutions().len(), 1);
}

#[test]
fn steps_lead_somewhere() {
    assert_eq!(steps("## a\nWords.\n"), [(4, "UNSTUCK-S024")]);
    assert_eq!(steps("## a\n- Yes → b\n- No → person\n"), [(5, "UNSTUCK-S022")]);
    assert_eq!(steps("## a\n- Yes → solution: gone\n- No → person\n"), [(5, "UNSTUCK-S023")]);
    assert_eq!(steps("## a\n→ not a place\n"), [(5, "UNSTUCK-S020")]);
    assert_eq!(steps("Only words.\n"), [(4, "UNSTUCK-S020")]);
}

#[test]
fn steps_have_names_of_their_own() {
    assert_eq!(steps("## two words\n→ person\n"), [(4, "UNSTUCK-S021")]);
    assert_eq!(steps("## person\n→ person\n"), [(4, "UNSTUCK-S021")]);
    assert_eq!(steps("## a\n→ person\n\n## a\n→ person\n"), [(7, "UNSTUCK-S021"), (7, "UNSTUCK-S025")]);
}

#[test]
fn every_step_and_branch_is_in_reach() {
    assert_eq!(steps("## a\n→ person\n\n## b\n→ person\n"), [(7, "UNSTUCK-S025")]);
    assert_eq!(
        steps("## a\n- if code X → person\n- if code X → unknown\n- else → person\n"),
        [(6, "UNSTUCK-S025")]
    );
    assert_eq!(steps("## a\n- Yes → person\n- yes → unknown\n"), [(4, "UNSTUCK-S025")]);
}

#[test]
fn facts_are_known_ones_and_have_another_way() {
    assert_eq!(steps("## a\n- if the moon is full → person\n- else → unknown\n"), [(5, "UNSTUCK-S026")]);
    assert_eq!(steps("## a\n- if code X → person\n"), [(4, "UNSTUCK-S026")]);
    assert_eq!(steps("## a\n- do raise → person\n"), [(4, "UNSTUCK-S026")]);
}

#[test]
fn every_walk_may_end_and_none_runs_without_asking() {
    assert_eq!(
        steps("## a\n- Yes → b\n- No → b\n\n## b\n- Yes → a\n- No → a\n"),
        [(4, "UNSTUCK-S027"), (8, "UNSTUCK-S027")]
    );
    assert_eq!(
        steps("## a\n- if code X → b\n- else → person\n\n## b\nWords.\n\n→ a\n"),
        [(4, "UNSTUCK-S027"), (8, "UNSTUCK-S027")]
    );
    assert_eq!(steps("## a\nAgain?\n\n- Yes → a\n- No → person\n"), []);
}

#[test]
fn a_step_does_one_thing() {
    for ways in [
        "- Yes → person\n- if code X → unknown\n- else → person\n",
        "→ person\n→ unknown\n",
        "- do a → person\n- do b → person\n- else → unknown\n",
        "- Yes → person\n- else → person\n- else → unknown\n",
    ] {
        assert_eq!(steps(&format!("## a\n{ways}")), [(4, "UNSTUCK-S020")], "{ways}");
    }
    assert_eq!(steps("## a\n- Yes → person\n\nWords behind.\n"), [(7, "UNSTUCK-S020")]);
}

#[test]
fn arrows_in_code_and_in_plain_lists_are_words() {
    assert_eq!(steps("## a\n- a plain item\n\n```\n- x → nowhere\n## no step\n```\n\n→ person\n"), []);
    assert_eq!(steps("## a\n- Yes -> person\n* No -> unknown\n"), []);
}

#[test]
fn a_translation_has_the_same_steps_and_ways() {
    let own = "---\ntitle: T\n---\n## a\nSure?\n\n- Yes → b\n- No → person\n\n## b\nWait.\n\n→ solution: on-its-way\n";
    let other = |text: &str| {
        let text = format!("---\ntitle: Ü\n---\n{text}");
        let found = list(&[("m.flow.md", own), ("m.flow.de.md", &text)]);
        assert!(found.iter().all(|one| one.path == "m.flow.de.md"), "{found:?}");
        found.iter().map(|one| (one.line, one.code)).collect::<Vec<_>>()
    };
    assert_eq!(other("## a\nSicher?\n\n- Ja → b\n- Nein → person\n\n## b\nWarte.\n"), []);
    assert_eq!(other("## a\nSicher?\n\n- Ja → b\n- Nein → person\n"), [(1, "UNSTUCK-S028")]);
    assert_eq!(other("## a\nSicher?\n\n- Ja → b\n\n## b\nWarte.\n"), [(4, "UNSTUCK-S028")]);
    assert_eq!(
        other("## a\n- Nein → person\n- Ja → b\n\n## b\n"),
        [(5, "UNSTUCK-S028"), (6, "UNSTUCK-S028")]
    );
    assert_eq!(
        other("## a\n- Ja → b\n- Nein → person\n\n## b\n→ person\n\n## c\n"),
        [(9, "UNSTUCK-S028"), (11, "UNSTUCK-S028")]
    );
    let orphan = list(&[("m.flow.de.md", own)]);
    assert_eq!(orphan[0].code, "UNSTUCK-S008");
}

#[test]
fn front_matter_is_held_to_the_same_rules_as_a_solution_s() {
    for (text, code) in [
        ("## a\n→ person\n", "UNSTUCK-S001"),
        ("---\ntitle: T\n", "UNSTUCK-S002"),
        ("---\ntitle: T\nactions: [a]\n---\n## a\n→ person\n", "UNSTUCK-S003"),
        ("---\nid: not an id\ntitle: T\n---\n## a\n→ person\n", "UNSTUCK-S004"),
        ("---\nid: a\n---\n## a\n→ person\n", "UNSTUCK-S006"),
        ("---\ntitle: T\nlocale: nowhere\n---\n## a\n→ person\n", "UNSTUCK-S007"),
        ("---\ntitle: T\nwhen: { route: here }\n---\n## a\n→ person\n", "UNSTUCK-S009"),
        ("---\ntitle: T\nquestions: ['']\n---\n## a\n→ person\n", "UNSTUCK-S012"),
    ] {
        assert_eq!(found(text).iter().map(|(_, code)| *code).collect::<Vec<_>>(), [code], "{text}");
    }
    let twice = list(&[("a/m.flow.md", FLOW), ("b/m.flow.md", FLOW)]);
    assert_eq!((twice[0].path.as_str(), twice[0].code), ("b/m.flow.md", "UNSTUCK-S005"));
}
