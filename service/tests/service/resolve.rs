//! An author asks what people will be told, why, and what would have changed it.

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

const PAGES: &[(&str, &str)] = &[
    (
        "daily",
        "title: You have reached today's limit\ncodes: [DAILY]\nmessages: ['daily limit of {amount} reached']",
    ),
    (
        "monthly",
        "title: You have reached this month's limit\ncodes: [MONTHLY]\nwhen: { route: '/withdraw/**', release: '>=2.0' }",
    ),
];
const ROWS: &str = "{\"id\":\"1\",\"text\":\"plastic thing does not beep\",\"gold_solution_ids\":[\"daily\"],\"split\":\"train\"}\n";

struct Help(TempDir);

impl Help {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (id, front) in PAGES {
            let text = format!("---\nid: {id}\n{front}\n---\nWhat to do.\n");
            std::fs::write(folder.path().join(format!("{id}.md")), text).unwrap();
        }
        Self(folder)
    }

    fn ask(&self, arguments: &[&str]) -> Result<String, String> {
        let mut resolve = crate::running::command();
        let output =
            resolve.arg("resolve").arg("--solutions").arg(self.0.path()).args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
    }
}

#[test]
fn an_answer_is_told_in_words_with_what_would_change_it() {
    let told = Help::new().ask(&["--code", "DAILY", "--message", "It failed"]).unwrap();
    assert!(
        told.starts_with(
            "answer: daily  You have reached today's limit\n  0.980 likely, 0.480 above the threshold"
        ),
        "{told}"
    );
    assert!(
        told.contains("because it names the code DAILY") && told.contains("without the code → no answer"),
        "{told}"
    );
}

#[test]
fn no_answer_says_what_is_missing_and_what_would_have_told() {
    let told = Help::new().ask(&["--message", "You have reached a limit", "--release", "1.4"]).unwrap();
    assert!(told.contains("daily") && !told.contains("  monthly"), "an older release rules it out: {told}");
    let told = Help::new().ask(&["--message", "reached", "--title", "Sorry", "--code", "OTHER"]).unwrap();
    assert!(told.starts_with("no answer: the best is 0.") && told.contains("below the threshold"), "{told}");
    assert!(told.contains("missing: a code that a solution names; none names OTHER"), "{told}");
    assert!(told.contains("with the code DAILY → daily (0.980)"), "{told}");
}

#[test]
fn json_has_the_same() {
    let told = Help::new().ask(&["--code", "DAILY", "--json"]).unwrap();
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["answer"], &told["threshold"], &told["missing"]),
        (&"daily".into(), &0.5.into(), &Value::Array(vec![]))
    );
    let best = &told["ranked"][0];
    assert_eq!((&best["confidence"], &best["reasons"][0]["by"]), (&0.98.into(), &"code".into()), "{best}");
    let change = &told["what_if"][0];
    assert_eq!(
        (&change["change"], &change["value"], &change["answer"]),
        (&"without_code".into(), &Value::Null, &Value::Null),
        "{change}"
    );
}

#[test]
fn history_is_learnt_first() {
    let help = Help::new();
    let rows: PathBuf = help.0.path().join("rows");
    std::fs::write(&rows, ROWS).unwrap();
    let asked = ["--message", "plastic thing does not beep"];
    assert!(help.ask(&asked).unwrap().starts_with("no answer"));
    let learned = help.ask(&[&asked[..], &["--learn", rows.to_str().unwrap()]].concat()).unwrap();
    assert!(
        learned.starts_with("answer: daily") && learned.contains("because it helped once before"),
        "{learned}"
    );
    let refused = help.ask(&[&asked[..], &["--learn", "nowhere.jsonl"]].concat()).unwrap_err();
    assert!(refused.contains("UNSTUCK-V008") && refused.contains("--learn"), "{refused}");
    assert!(help.ask(&[]).is_err(), "neither a message nor a code");
}

/// Trails whose route tells what is wanted, and errors whose cause changes half-way.
#[test]
fn recorded_moments_are_replayed_in_their_order() {
    let help = Help::new();
    let file = |rows: String| {
        let path = help.0.path().join("rows.json");
        std::fs::write(&path, rows).unwrap();
        path
    };
    let row = |n: usize, id: &str, scene: &str| {
        let split = if n < 20 { "train" } else { "dev" };
        format!(
            "{{\"id\":\"{n}\",\"text\":\"it was {n}\",\"gold_solution_ids\":[\"{id}\"],\"split\":\"{split}\",\"scene\":[{scene}]}}\n"
        )
    };
    let eval = |mode: &str, rows: &PathBuf, more: &[&str]| {
        let mut eval = crate::running::command();
        eval.args(["eval", "--mode", mode, "--solutions"]).arg(help.0.path()).arg("--queries").arg(rows);
        let output = eval.args(more).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
    };
    let places = [("daily", "\"route /pay\""), ("monthly", "\"route /withdraw/x\"")];
    let rows = file((0..80).map(|n| row(n, places[n % 2].0, places[n % 2].1)).collect());
    let told = eval("predict", &rows, &[]).unwrap();
    let line = |name: &str| {
        let line = told.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{told}"));
        line[24..].split_whitespace().map(|figure| figure.parse().unwrap()).collect::<Vec<f64>>()
    };
    assert_eq!(line("everything learnt")[..4], [60.0, 1.0, 1.0, 1.0], "{told}");
    assert!(line("popularity alone")[1] < 0.6 && line("the route alone")[1] == 1.0, "{told}");
    let object: Value = serde_json::from_str(&eval("predict", &rows, &["--json"]).unwrap()).unwrap();
    assert_eq!((&object[0]["by"], &object[0]["hit3"]), (&"predicted".into(), &1.0.into()));
    let none = eval("predict", &rows, &["--split", "test"]).unwrap_err();
    assert!(none.contains("UNSTUCK-V008") && none.contains("scene"), "{none}");

    let rows = file((0..300).map(|n| row(n, if n < 150 { "daily" } else { "monthly" }, "")).collect());
    let told = eval("learning", &rows, &[]).unwrap();
    assert!(told.contains("in all") && told.contains("regret of each hundred  "), "{told}");
    let object: Value = serde_json::from_str(&eval("learning", &rows, &["--json"]).unwrap()).unwrap();
    let right = |at: usize| object[at]["right"].as_u64().unwrap();
    assert!(right(2) > 90 && object[2]["regret"].as_i64().unwrap() < 0, "{object}");
}
