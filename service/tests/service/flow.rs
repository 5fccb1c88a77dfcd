//! Flows beside the solutions: checked with them, drawn, and never served as solutions.

use crate::running::command;

const SOLUTION: &str = "---\ntitle: Your card has expired\n---\nOrder a new one.\n";
const FLOW: &str = "---\ntitle: 'What is \"it\"?'\n---\n## kind\nIs it <b>a card</b>?\n\n- Yes → solution: card\n- No → person\n";

/// A folder with a solution and this flow.
fn folder(flow: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("card.md"), SOLUTION).unwrap();
    std::fs::write(folder.path().join("kind.flow.md"), flow).unwrap();
    folder
}

fn run(arguments: &[&str], folder: &tempfile::TempDir) -> (bool, String, String) {
    let output = command().arg(arguments[0]).arg(folder.path()).args(&arguments[1..]).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn check_counts_flows_and_names_what_is_wrong_in_one() {
    let (well, told, _) = run(&["check"], &folder(FLOW));
    assert!(well && told.contains("1 solutions, 1 flow, revision "), "{told}");
    let (well, _, said) = run(&["check"], &folder(&FLOW.replace("solution: card", "solution: cart")));
    assert!(
        !well && said.contains("kind.flow.md:7:1: UNSTUCK-S023: there is no solution `cart`\n  help: "),
        "{said}"
    );
    let (well, _, said) = run(&["pack", "--out", "packs"], &folder(&FLOW.replace("→ person", "→ somewhere")));
    assert!(!well && said.contains("UNSTUCK-S022"), "{said}");
}

#[test]
fn a_flow_is_drawn_with_its_labels_escaped() {
    let (well, drawn, _) = run(&["flow", "kind", "--mermaid"], &folder(FLOW));
    let wanted = "flowchart TD\n  start([\"What is #quot;it#quot;?\"]) --> s0\n  s0[\"kind: Is it #lt;b#gt;a card#lt;/b#gt;?\"]\n  s0 -->|\"Yes\"| e0\n  s0 -->|\"No\"| e1\n  e0([\"solution: card\"])\n  e1([\"a person\"])\n";
    assert!(well && drawn == wanted, "{drawn}");
    let (well, page, _) = run(&["flow", "--mermaid"], &folder(FLOW));
    assert!(well && page.starts_with("## What is \"it\"?\n\n```mermaid\nflowchart TD\n"), "{page}");
    let (well, outline, _) = run(&["flow"], &folder(FLOW));
    assert!(well && outline.contains("  kind\n    Yes → solution: card\n    No → person\n"), "{outline}");
    let (well, _, said) = run(&["flow", "gone"], &folder(FLOW));
    assert!(!well && said.contains("UNSTUCK-V030") && said.contains("kind"), "{said}");
}

#[test]
fn dialogues_are_replayed_from_recorded_queries() {
    let folder = folder(FLOW);
    let queries = folder.path().join("queries.txt");
    let rows = [
        r#"{"id":"1","text":"Your card has expired","gold_solution_ids":["card"],"split":"dev"}"#,
        r#"{"id":"2","text":"expired card","gold_solution_ids":["card"],"split":"dev"}"#,
        r#"{"id":"3","text":"the weather in spring","gold_solution_ids":[],"split":"dev"}"#,
    ];
    std::fs::write(&queries, rows.join("\n")).unwrap();
    let output = command()
        .args(["eval", "--mode", "dialogue", "--json", "--solutions"])
        .arg(folder.path())
        .arg("--queries")
        .arg(&queries)
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["solved"], 1.0, "{told}");
    assert_eq!(
        (&told["at_once"], &told["invented"], &told["person"]),
        (&0.5.into(), &0.0.into(), &1.0.into()),
        "{told}"
    );
    assert_eq!(told["median_turns"], 1, "{told}");
}
