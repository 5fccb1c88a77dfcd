//! The service as a client meets it: every fault has its problem document, and what was acknowledged survives.
#![allow(clippy::unwrap_used)]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

struct Running {
    child: Child,
    address: String,
    folder: tempfile::TempDir,
}

impl Running {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let help = folder.path().join("help");
        std::fs::create_dir(&help).unwrap();
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/solutions/card-expired.md");
        std::fs::copy(demo, help.join("card-expired.md")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_unstuck"))
            .args(["serve", "--listen", "127.0.0.1:0", "--solutions"])
            .arg(&help)
            .arg("--data")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Self { child, address, folder }
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String, Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        // A refusal of a large body may come before all of it was taken.
        let _ = write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
        );
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_ascii_lowercase(), serde_json::from_str(body).unwrap_or_default())
    }

    fn post(&self, path: &str, body: &Value) -> (u16, String, Value) {
        self.ask("POST", path, "", &body.to_string())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn report(id: &str) -> Value {
    json!({ "id": id, "at": 1, "problem": { "message": "Your card has expired" }, "fingerprint": "0".repeat(32) })
}

fn reports(id: &str) -> Value {
    json!({ "v": 1, "key": "pk_dev_local", "reports": [report(id)] })
}

#[test]
fn every_fault_is_a_problem_document() {
    let service = Running::start();
    let resolve = |v: u16, key: &str| json!({ "v": v, "key": key, "report": report("r1") }).to_string();
    let good = resolve(1, "pk_dev_local");
    let large = " ".repeat(70_000);
    for (method, path, headers, body, status, code) in [
        ("POST", "/v1/resolve", "", large.as_str(), 413, "UNSTUCK-P001"),
        ("POST", "/v1/resolve", "", "{\"v\": 1,", 400, "UNSTUCK-P002"),
        ("POST", "/v1/resolve", "", &resolve(9, "pk_dev_local"), 400, "UNSTUCK-P003"),
        ("POST", "/v1/resolve", "", &resolve(1, "pk_other"), 401, "UNSTUCK-P004"),
        ("POST", "/v1/resolve", "origin: null\r\n", &good, 403, "UNSTUCK-P005"),
        ("POST", "/v1/resolve", "origin: http://localhost.evil.example\r\n", &good, 403, "UNSTUCK-P005"),
        ("GET", "/nowhere/at/all", "", "", 404, "UNSTUCK-P006"),
        ("GET", "/v1/solutions/none?key=pk_dev_local", "", "", 404, "UNSTUCK-P006"),
        ("DELETE", "/v1/resolve", "", "", 405, "UNSTUCK-P007"),
        ("POST", "/v1/resolve", "content-type: text/html\r\n", &good, 415, "UNSTUCK-P008"),
    ] {
        let (got, head, problem) = service.ask(method, path, headers, body);
        assert_eq!((got, problem["code"].as_str()), (status, Some(code)), "{method} {path} {headers}");
        assert!(head.contains("content-type: application/problem+json"), "{head}");
        assert!(problem["help"].as_str().is_some_and(|help| !help.is_empty()));
    }
    let (status, head, resolution) =
        service.ask("POST", "/v1/resolve", "origin: http://localhost:5173\r\n", &good);
    assert_eq!((status, &resolution["recorded"]), (200, &json!(true)));
    assert!(head.contains("access-control-allow-origin: http://localhost:5173"), "{head}");
    assert_eq!(resolution["answer"]["article"]["solution"], "card-expired", "{resolution}");
}

#[test]
fn an_acknowledged_report_survives_a_kill() {
    let mut service = Running::start();
    let (status, _, receipt) = service.post("/v1/reports", &reports("kept"));
    assert_eq!((status, receipt), (200, json!({ "reports": ["kept"] })));
    service.child.kill().unwrap();
    service.child.wait().unwrap();
    let database = rusqlite::Connection::open(service.folder.path().join("unstuck.db")).unwrap();
    let count: i64 =
        database.query_row("SELECT count(*) FROM reports WHERE id = 'kept'", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn a_locked_database_acknowledges_nothing_and_says_so() {
    let service = Running::start();
    let lock = rusqlite::Connection::open(service.folder.path().join("unstuck.db")).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (status, head, problem) = service.post("/v1/reports", &reports("refused"));
    assert_eq!((status, problem["code"].as_str()), (503, Some("UNSTUCK-S001")));
    assert!(head.contains("retry-after:"), "{head}");
    assert_eq!(service.ask("GET", "/readyz", "", "").0, 503);
    let (status, _, resolution) =
        service.post("/v1/resolve", &json!({ "v": 1, "key": "pk_dev_local", "report": report("r2") }));
    assert_eq!((status, &resolution["recorded"]), (200, &json!(false)));
    lock.execute_batch("ROLLBACK").unwrap();
    let ready = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        service.ask("GET", "/readyz", "", "").0 == 200
    });
    assert!(ready, "the store is tried again by itself");
    assert_eq!(service.post("/v1/reports", &reports("again")).0, 200);
}

#[test]
fn a_bad_file_is_named_while_the_last_good_set_serves() {
    let service = Running::start();
    std::fs::write(service.folder.path().join("help/broken.md"), "---\ncodes: [\n---\n# Broken\n").unwrap();
    let named = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        service.ask("GET", "/readyz", "", "").2["products"][0]["problem"]
            .as_str()
            .is_some_and(|why| why.contains("broken.md:"))
    });
    assert!(named);
    assert_eq!(service.ask("GET", "/v1/solutions/card-expired?key=pk_dev_local", "", "").0, 200);
}
