//! A conversation goes on where it was, also after the service was started anew.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    conversation::{say, turn},
    running::{KEY, Running, soon},
};

const CARD: &str = "---\ntitle: Your card has expired\n---\nOrder a new one.\n";
const FLOW: &str = "---\ntitle: Which card?\ncodes: [WHICH]\n---\n## kind\nIs it a bank card?\n\n- Yes → old\n- No → person\n\n## old\nIs it old?\n\n- Yes → solution: card\n- No → unknown\n";

fn start(data: &std::path::Path) -> Running {
    let files = [("card.md", CARD), ("which.flow.md", FLOW)];
    Running::with(tempfile::tempdir().unwrap(), &files, data, &[])
}

fn kept(service: &Running, holding: &str) -> bool {
    let count = format!("SELECT count(*) FROM conversations WHERE state LIKE '%{holding}%'");
    soon(|| service.row::<i64>(&count) == 1)
}

#[test]
fn a_restart_in_the_middle_goes_on() {
    let data = tempfile::tempdir().unwrap();
    let service = start(data.path());
    say(&service, "c", "Which card?");
    assert_eq!(say(&service, "c", "yes")["kind"], "ask");
    assert!(kept(&service, "\"step\":\"old\""));
    // Ended without a farewell.
    drop(service);
    let again = start(data.path());
    let answer = say(&again, "c", "yes");
    assert_eq!(answer["article"]["solution"], "card", "{answer}");
    assert_eq!(turn(&again, "c", json!({ "by": "back" }))["kind"], "ask", "also what was before is there");
    assert_eq!(say(&again, "other", "yes")["kind"], "chitchat");
    assert!(soon(|| again.row::<i64>("SELECT count(*) FROM conversations") == 2));
}

#[test]
fn what_cannot_be_read_begins_anew_and_says_so() {
    let data = tempfile::tempdir().unwrap();
    for broken in ["{", "7", "{\"now\":{\"elsewhere\":1}}"] {
        let service = start(data.path());
        say(&service, "c", "Which card?");
        assert!(kept(&service, "kind"));
        drop(service);
        let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
        database.execute("UPDATE conversations SET state = ?1", [broken]).unwrap();
        drop(database);
        let again = start(data.path());
        let lost = say(&again, "c", "yes");
        assert_eq!((&lost["kind"], &lost["says"][0]["key"]), (&json!("mishap"), &json!("lost")), "{lost}");
        assert_eq!(lost["says"][0]["says"], "Sorry, we lost the thread on our side. Let us begin again.");
        assert_eq!(say(&again, "c", "Which card?")["kind"], "ask", "and goes on from there");
        assert!(kept(&again, "kind"));
    }
    // A start needs nothing of what was.
    let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    database.execute("UPDATE conversations SET state = ''", []).unwrap();
    drop(database);
    let again = start(data.path());
    assert_eq!(turn(&again, "c", json!({ "by": "start" }))["kind"], "welcome");
}

#[test]
fn a_database_of_the_form_before_keeps_conversations_from_now_on() {
    let data = tempfile::tempdir().unwrap();
    drop(start(data.path()));
    let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    // As the form before this one was.
    database.execute_batch("DROP TABLE conversations; PRAGMA user_version = 4;").unwrap();
    drop(database);
    let service = start(data.path());
    say(&service, "c", "Which card?");
    assert!(kept(&service, "kind"));
    assert_eq!(service.row::<i64>("PRAGMA user_version"), 5);
}

#[test]
fn a_disk_that_cannot_be_read_for_a_moment_takes_no_conversation_away() {
    let data = tempfile::tempdir().unwrap();
    let service = start(data.path());
    say(&service, "c", "Which card?");
    assert_eq!(say(&service, "c", "yes")["kind"], "ask");
    assert!(kept(&service, "\"step\":\"old\""));
    drop(service);
    let again = start(data.path());
    let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    database.execute_batch("ALTER TABLE conversations RENAME TO away").unwrap();
    let body = json!({ "v": 1, "key": KEY, "conversation": "c", "turn": { "by": "text", "says": "yes" } });
    let (status, _, fault) = again.post("/v1/conversations", &body);
    assert_eq!((status, &fault["code"]), (503, &json!("UNSTUCK-D001")), "{fault}");
    database.execute_batch("ALTER TABLE away RENAME TO conversations").unwrap();
    let answer = say(&again, "c", "yes");
    assert_eq!(answer["article"]["solution"], "card", "{answer}");
}

#[test]
fn what_is_too_old_leaves_each_day_whosever_it_is_and_not_with_each_row() {
    let data = tempfile::tempdir().unwrap();
    drop(start(data.path()));
    let database = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    let old = "INSERT INTO conversations VALUES ('another', 'old', '{}', 1);
        INSERT INTO waiting VALUES ('another', 'old', 'card', 'claimed', NULL, 1)";
    database.execute_batch(old).unwrap();
    let service = start(data.path());
    let wait = |id: &str| {
        let outcome = json!({ "id": id, "report": id, "solution": "card", "kind": "claimed", "at": 1 });
        assert_eq!(
            service.post("/v1/outcomes", &json!({ "v": 1, "key": KEY, "outcomes": [outcome] })).0,
            200
        );
    };
    let count = |table: &str| service.row::<i64>(&format!("SELECT count(*) FROM {table}"));
    wait("r1");
    assert_eq!((count("conversations"), count("waiting")), (0, 1));
    database.execute_batch(old).unwrap();
    wait("r2");
    assert_eq!((count("conversations"), count("waiting")), (1, 3), "once a day is enough");
}

#[test]
fn what_is_typed_is_kept_without_its_secrets() {
    let data = tempfile::tempdir().unwrap();
    let service = start(data.path());
    assert_eq!(say(&service, "c", "has my card mei@example.com expired")["kind"], "clarify");
    assert!(kept(&service, "has my card"));
    let leaked = "SELECT count(*) FROM conversations WHERE state LIKE '%example.com%'";
    assert_eq!(service.row::<i64>(leaked), 0);
}

#[test]
fn a_reply_waits_for_no_disk_and_what_was_not_written_comes_with_the_next_turn() {
    let data = tempfile::tempdir().unwrap();
    let service = start(data.path());
    say(&service, "c", "Which card?");
    assert!(kept(&service, "\"step\":\"kind\""));
    // Another program holds the database for longer than the writer has patience.
    let other = rusqlite::Connection::open(data.path().join("unstuck.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let asked = Instant::now();
    for _ in 0..8 {
        assert_eq!(turn(&service, "c", json!({ "by": "repeat" }))["kind"], "ask");
    }
    assert_eq!(say(&service, "c", "yes")["kind"], "ask");
    // Nine waits for the writer would take more than as many seconds.
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert!(soon(|| service.get("/readyz", "").0 == 503), "meanwhile the writer could not write");
    other.execute_batch("ROLLBACK").unwrap();
    turn(&service, "c", json!({ "by": "repeat" }));
    assert!(kept(&service, "\"step\":\"old\""));
}
