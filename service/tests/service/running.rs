//! The service as a process of its own, on a free port, with a data folder that goes with the test.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// The key of the built-in product.
pub(crate) const KEY: &str = "pk_dev_local";

/// The command as a test runs it.
pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_unstuck"))
}

/// A running service.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) address: String,
    pub(crate) folder: tempfile::TempDir,
    data: PathBuf,
}

impl Running {
    /// Over one of the demo's solutions, in `help/`.
    pub(crate) fn start() -> Self {
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/solutions/card-expired.md");
        let text = std::fs::read_to_string(demo).unwrap();
        Self::over(&[("card-expired.md", &text)])
    }

    /// Over these files, in `help/`.
    pub(crate) fn over(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_owned();
        Self::with(folder, files, &data, &[])
    }

    /// Over these files, with data in a folder of the test's own, or with further options.
    pub(crate) fn with(
        folder: tempfile::TempDir,
        files: &[(&str, &str)],
        data: &Path,
        options: &[&str],
    ) -> Self {
        let help = folder.path().join("help");
        std::fs::create_dir_all(&help).unwrap();
        for (name, text) in files {
            std::fs::write(help.join(name), text).unwrap();
        }
        let mut serve = command();
        serve.args(["serve", "--listen", "127.0.0.1:0", "--solutions"]).arg(&help).arg("--data").arg(data);
        serve.args(options);
        Self::by(serve, folder, data)
    }

    /// As this command says, with data there.
    pub(crate) fn by(mut serve: Command, folder: tempfile::TempDir, data: &Path) -> Self {
        let mut child = serve.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Self { child, address, folder, data: data.to_owned() }
    }

    /// One request on a connection of its own; the answer's status, head in lower case, and body.
    pub(crate) fn raw(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        // A refusal of a large body may come before all of it was taken.
        let _ = write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
        );
        let _ = stream.write_all(body);
        answer(stream)
    }

    /// One request, with the answer's body as JSON; null where it is none.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String, Value) {
        let (status, head, body) = self.raw(method, path, headers, body.as_bytes());
        (status, head, serde_json::from_slice(&body).unwrap_or_default())
    }

    pub(crate) fn get(&self, path: &str, headers: &str) -> (u16, String, Vec<u8>) {
        self.raw("GET", path, headers, b"")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, String, Value) {
        self.ask("POST", path, "", &body.to_string())
    }

    /// Asks SIGTERM of it.
    pub(crate) fn terminate(&self) {
        let status = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits until it has ended, for `patience` at most.
    pub(crate) fn ended(&mut self, patience: Duration) -> Option<ExitStatus> {
        let started = Instant::now();
        loop {
            match self.child.try_wait().unwrap() {
                None if started.elapsed() < patience => std::thread::sleep(Duration::from_millis(20)),
                ended => return ended,
            }
        }
    }

    /// The first column of the query's first row.
    pub(crate) fn row<T: rusqlite::types::FromSql>(&self, query: &str) -> T {
        let database = rusqlite::Connection::open(self.data.join("unstuck.db")).unwrap();
        database.busy_timeout(Duration::from_secs(10)).unwrap();
        database.query_row(query, [], |row| row.get(0)).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads an answer to its end.
pub(crate) fn answer(mut stream: TcpStream) -> (u16, String, Vec<u8>) {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(answer.len());
    let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, head, answer.get(end + 4..).unwrap_or_default().to_vec())
}

/// Runs `serve` where it must refuse to start.
pub(crate) fn refused(solutions: &Path, data: &Path) -> Output {
    let mut serve = command();
    serve.args(["serve", "--listen", "127.0.0.1:0", "--solutions"]).arg(solutions).arg("--data").arg(data);
    refuses(serve)
}

/// Runs a command that must refuse to start; it is killed where it does start.
pub(crate) fn refuses(mut serve: Command) -> Output {
    let mut child = serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..500 {
        if child.try_wait().unwrap().is_some() {
            return child.wait_with_output().unwrap();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    panic!("it started: {:?}", child.wait_with_output().unwrap());
}

/// Looks again and again, for 10 s at most, until it is so.
pub(crate) fn soon(mut so: impl FnMut() -> bool) -> bool {
    (0..100).any(|_| {
        so() || {
            std::thread::sleep(Duration::from_millis(100));
            false
        }
    })
}

pub(crate) fn report(id: &str) -> Value {
    json!({ "id": id, "at": 1, "problem": { "message": "Your card has expired" }, "fingerprint": "0".repeat(32) })
}

pub(crate) fn resolve(id: &str) -> Value {
    json!({ "v": 1, "key": KEY, "report": report(id) })
}

pub(crate) fn reports(ids: &[&str]) -> Value {
    json!({ "v": 1, "key": KEY, "reports": ids.iter().map(|id| report(id)).collect::<Vec<_>>() })
}
