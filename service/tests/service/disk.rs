//! Whatever the disk does, what was acknowledged is there, and what is not there was not acknowledged.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use crate::running::{Running, refused, report, reports, resolve, soon};

/// A small file system in memory, unmounted when it is dropped.
struct Small(PathBuf);

impl Small {
    /// `None`, with a word, where this machine does not let a test mount one.
    fn mount(at: &Path, options: &str) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at.to_owned()));
        }
        eprintln!("skipped: mounting a small file system takes root");
        None
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // Lazily, since a process that was just killed may still hold a file of it.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A report of about 50 kB.
fn large(id: &str) -> Value {
    let mut report = report(id);
    let extra: serde_json::Map<String, Value> =
        (0..12).map(|n| (format!("page {n}"), "word ".repeat(800).into())).collect();
    report["context"] = json!({ "extra": extra });
    json!({ "v": 1, "key": crate::running::KEY, "reports": [report] })
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged_and_says_so() {
    let outside = tempfile::tempdir().unwrap();
    let data = outside.path().join("data");
    let Some(_disk) = Small::mount(&data, "size=3m") else { return };
    std::fs::write(data.join("ballast"), vec![0; 1024 * 1024]).unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/solutions/card-expired.md");
    let text = std::fs::read_to_string(demo).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut service = Running::with(folder, &[("card-expired.md", &text)], &data, &[]);
    let mut acknowledged = Vec::new();
    let refusal = (0..200).find_map(|n| {
        let id = format!("r{n}");
        let (status, _, answer) = service.post("/v1/reports", &large(&id));
        if status == 200 {
            assert_eq!(answer["reports"][0], id);
            acknowledged.push(id);
            return None;
        }
        Some((status, answer["code"].clone()))
    });
    assert_eq!(refusal, Some((503, "UNSTUCK-D001".into())), "after {}", acknowledged.len());
    assert!(acknowledged.len() > 5, "{acknowledged:?}");

    // The small write by which the store is tried again may find room where the next report does not.
    let full = || {
        let (status, _, ready) = service.ask("GET", "/readyz", "", "");
        status == 503 && ready["store"].as_str().is_some_and(|why| why.contains("full"))
    };
    assert!(soon(|| service.post("/v1/reports", &large("more")).0 == 503 && full()), "/readyz says why");
    let (status, _, answer) = service.post("/v1/resolve", &resolve("answered"));
    assert_eq!((status, &answer["answer"]["article"]["solution"]), (200, &"card-expired".into()));
    if answer["recorded"] == true {
        acknowledged.push("answered".into());
    }

    std::fs::remove_file(data.join("ballast")).unwrap();
    assert!(soon(|| service.ask("GET", "/readyz", "", "").0 == 200), "with room it goes on by itself");
    assert_eq!(service.post("/v1/reports", &reports(&["after"])).0, 200);
    acknowledged.push("after".into());

    service.child.kill().unwrap();
    service.child.wait().unwrap();
    let stored =
        |id: &String| service.row::<i64>(&format!("SELECT count(*) FROM reports WHERE id = '{id}'")) == 1;
    assert!(acknowledged.iter().all(stored), "{acknowledged:?}");
    let rows: i64 = service.row("SELECT count(*) FROM reports");
    assert_eq!(service.row::<i64>("SELECT sum(reports) FROM counters"), rows);
    assert_eq!(service.row::<String>("PRAGMA integrity_check"), "ok");
}

#[test]
fn a_folder_that_takes_no_data_is_told_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let help = folder.path().join("help");
    std::fs::create_dir(&help).unwrap();
    std::fs::write(help.join("a.md"), "---\nid: a\ntitle: A\n---\nText.\n").unwrap();
    let told = |data: &Path| {
        let output = refused(&help, data);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{said}");
        assert!(said.contains("UNSTUCK-V005"), "{said}");
        assert!(said.contains(&data.display().to_string()) && said.contains("--data DIR"), "{said}");
    };
    let file = folder.path().join("file");
    std::fs::write(&file, "no folder").unwrap();
    told(&file);
    let Some(read_only) = Small::mount(&folder.path().join("read-only"), "size=1m,ro") else { return };
    told(&read_only.0);
    told(&read_only.0.join("below"));
}

#[test]
fn an_acknowledged_report_survives_a_kill() {
    let mut service = Running::start();
    let (status, _, receipt) = service.post("/v1/reports", &reports(&["kept"]));
    assert_eq!((status, receipt), (200, json!({ "reports": ["kept"] })));
    assert_eq!(service.post("/v1/resolve", &resolve("answered")).2["recorded"], true);
    service.child.kill().unwrap();
    service.child.wait().unwrap();
    assert_eq!(service.row::<i64>("SELECT count(*) FROM reports WHERE id IN ('kept', 'answered')"), 2);
}

#[test]
fn a_locked_database_acknowledges_nothing_and_says_so() {
    let service = Running::start();
    let lock = rusqlite::Connection::open(service.folder.path().join("unstuck.db")).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (status, head, problem) = service.post("/v1/reports", &reports(&["refused"]));
    assert_eq!((status, problem["code"].as_str()), (503, Some("UNSTUCK-D001")));
    assert!(head.contains("retry-after:"), "{head}");
    assert_eq!(service.ask("GET", "/readyz", "", "").0, 503);
    let asked = std::time::Instant::now();
    let (status, _, resolution) = service.post("/v1/resolve", &resolve("r2"));
    assert_eq!((status, &resolution["recorded"]), (200, &json!(false)));
    assert_eq!(resolution["answer"]["article"]["solution"], "card-expired");
    assert!(asked.elapsed().as_millis() < 200, "a store that is known to fail is not waited for");
    lock.execute_batch("ROLLBACK").unwrap();
    assert!(soon(|| service.ask("GET", "/readyz", "", "").0 == 200), "the store is tried again by itself");
    assert_eq!(service.post("/v1/reports", &reports(&["again"])).0, 200);
    assert_eq!(service.row::<i64>("SELECT count(*) FROM reports WHERE id = 'r2'"), 0);
}
