//! What became of fixes is there for an audit, and is nobody's vote.

use serde_json::{Value, json};

use crate::running::{KEY, Running, reports};

fn outcome(id: &str, run: &str, state: &str, name: &str) -> Value {
    json!({ "id": id, "report": "r1", "solution": "card-expired", "kind": "silent", "at": 5,
        "reason": format!("no rights for {id}, ask jo@example.com"),
        "run": { "id": run, "kind": "app", "name": name, "state": state, "millis": 120 } })
}

fn tell(service: &Running, outcomes: &[Value]) {
    let ids: Vec<_> = outcomes.iter().map(|outcome| outcome["id"].clone()).collect();
    let (status, _, receipt) =
        service.post("/v1/outcomes", &json!({ "v": 1, "key": KEY, "outcomes": outcomes }));
    assert_eq!((status, receipt), (200, json!({ "outcomes": ids })));
}

const ROW: &str = "SELECT group_concat(run || ' ' || state || ' ' || report || ' ' || solution || ' ' || kind || ' ' || name || ' ' ||
    millis || ' ' || told || ' ' || at || ' ' || reason, '; ') FROM (SELECT * FROM runs ORDER BY run, state)";

#[test]
fn a_run_is_a_row_for_each_state_however_often_it_is_told() {
    let service = Running::start();
    for _ in 0..3 {
        tell(
            &service,
            &[outcome("o1", "f1", "done", "raise-limit"), outcome("o2", "f1", "undone", "raise-limit")],
        );
    }
    tell(
        &service,
        &[outcome("o3", "f1", "done", "another"), outcome("o4", "f2", "failed", "to jo@example.com")],
    );
    assert_eq!(
        service.row::<String>(ROW),
        "f1 done r1 card-expired app raise-limit 120 page 5 no rights for o1, ask [email]; \
         f1 undone r1 card-expired app raise-limit 120 page 5 no rights for o2, ask [email]; \
         f2 failed r1 card-expired app to [email] 120 page 5 no rights for o4, ask [email]"
    );
    let metrics = String::from_utf8(service.get("/metrics", "").2).unwrap();
    for (state, count) in [("done", 1), ("failed", 1), ("undone", 1)] {
        let line = format!("unstuck_runs_total{{kind=\"app\",state=\"{state}\"}} {count}\n");
        assert!(metrics.contains(&line), "{line} in {metrics}");
    }
}

#[test]
fn a_run_is_no_outcome_and_no_vote() {
    let service = Running::start();
    assert_eq!(service.post("/v1/reports", &reports(&["r1"])).0, 200);
    let mut verified = outcome("o1", "f1", "done", "raise-limit");
    verified["kind"] = "verified".into();
    let mut late = outcome("o2", "f2", "done", "raise-limit");
    late["report"] = "later".into();
    tell(&service, &[verified, late]);
    let count = |table: &str| service.row::<i64>(&format!("SELECT count(*) FROM {table}"));
    assert_eq!((count("runs"), count("outcomes"), count("votes"), count("waiting")), (2, 0, 0, 0));
    // Beside them an outcome of the same report and solution is one.
    let mut plain = outcome("o3", "f1", "done", "raise-limit");
    plain.as_object_mut().unwrap().remove("run");
    plain["kind"] = "claimed".into();
    tell(&service, &[plain]);
    assert_eq!((count("runs"), count("outcomes"), count("votes")), (2, 1, 1));
}

#[test]
fn a_database_of_the_form_before_takes_runs() {
    let data = tempfile::tempdir().unwrap();
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/solutions/card-expired.md");
    let text = std::fs::read_to_string(demo).unwrap();
    let start =
        || Running::with(tempfile::tempdir().unwrap(), &[("card-expired.md", &text)], data.path(), &[]);
    let service = start();
    assert_eq!(service.post("/v1/reports", &reports(&["r1"])).0, 200);
    drop(service);
    let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    // As the third form was.
    database
        .execute_batch(
            "DROP TABLE runs; DROP TABLE webhooks; DROP TABLE conversations; PRAGMA user_version = 3;",
        )
        .unwrap();
    drop(database);
    let again = start();
    tell(&again, &[outcome("o1", "f1", "done", "raise-limit")]);
    assert_eq!(again.row::<i64>("SELECT (SELECT count(*) FROM runs) + (SELECT count(*) FROM reports)"), 2);
    assert_eq!(again.row::<i64>("PRAGMA user_version"), 5);
}
