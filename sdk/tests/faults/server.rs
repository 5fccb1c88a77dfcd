//! A small HTTP service on loopback that answers as it is told.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum How {
    /// It is answered as the service would.
    Well,
    /// A status, with further headers, each with its line's end.
    Status(u16, String),
    /// Headers that come a byte at a time, without an end.
    Drips,
    /// The connection is reset in the middle of the answer.
    Resets,
    /// The answer ends before its length.
    Halves,
    /// These bytes, whatever they are.
    Says(&'static str),
    /// A body of 100 MB.
    Endless(u16),
}

pub(crate) const HUNDRED_MB: u64 = 100 * 1024 * 1024;

type Rule = Box<dyn Fn(&str, &str) -> How + Send>;

pub(crate) struct Server {
    pub(crate) url: String,
    rule: Mutex<Rule>,
    asked: Mutex<Vec<(String, String, Instant)>>,
    /// Ids of reports and outcomes that were confirmed.
    stored: Mutex<Vec<String>>,
    lost: AtomicU64,
    pub(crate) written: AtomicU64,
    ended: AtomicBool,
}

impl Server {
    pub(crate) fn start(how: How) -> Arc<Self> {
        Self::at("127.0.0.1:0", how)
    }

    pub(crate) fn at(address: &str, how: How) -> Arc<Self> {
        let listener = TcpListener::bind(address).unwrap();
        let server = Arc::new(Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            rule: Mutex::new(Box::new(move |_, _| how.clone())),
            asked: Mutex::default(),
            stored: Mutex::default(),
            lost: AtomicU64::new(0),
            written: AtomicU64::new(0),
            ended: AtomicBool::new(false),
        });
        let serving = Arc::clone(&server);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = Arc::clone(&serving);
                // Whoever hangs up meanwhile is no matter here.
                thread::spawn(move || server.serve(stream));
            }
        });
        server
    }

    /// What it does from now on, by path and body.
    pub(crate) fn rule(&self, rule: impl Fn(&str, &str) -> How + Send + 'static) {
        *self.rule.lock().unwrap() = Box::new(rule);
    }

    pub(crate) fn becomes(&self, how: How) {
        self.ended.store(true, Ordering::SeqCst);
        self.rule(move |_, _| how.clone());
    }

    /// When it was asked on a path, and with what.
    pub(crate) fn asked(&self, path: &str) -> Vec<(String, Instant)> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(at, ..)| at == path).map(|(_, body, when)| (body.clone(), *when)).collect()
    }

    pub(crate) fn stored(&self) -> Vec<String> {
        self.stored.lock().unwrap().clone()
    }

    /// How many it was told were lost.
    pub(crate) fn lost(&self) -> u64 {
        self.lost.load(Ordering::SeqCst)
    }

    fn serve(&self, stream: TcpStream) -> Option<()> {
        // A byte at a time, so that the rest stays with the connection.
        let mut reader = BufReader::with_capacity(1, stream.try_clone().ok()?);
        let (mut line, mut length) = (String::new(), 0);
        reader.read_line(&mut line).ok()?;
        let path = line.split_whitespace().nth(1)?.to_owned();
        loop {
            line.clear();
            reader.read_line(&mut line).ok()?;
            let lower = line.to_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        if (self.rule.lock().unwrap())(&path, "") == How::Resets {
            self.asked.lock().unwrap().push((path, String::new(), Instant::now()));
            // What is not read resets the connection when it is closed.
            (&stream).write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"reports").ok()?;
            return None;
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let body = String::from_utf8(body).ok()?;
        self.asked.lock().unwrap().push((path.clone(), body.clone(), Instant::now()));
        let how = (self.rule.lock().unwrap())(&path, &body);
        self.answer(stream, &how, &path, &body)
    }

    fn answer(&self, mut stream: TcpStream, how: &How, path: &str, body: &str) -> Option<()> {
        let said: Value = serde_json::from_str(body).unwrap_or_default();
        match how {
            How::Well => self.confirm(stream, path, &said)?,
            How::Status(status, headers) => {
                let text = format!(
                    "HTTP/1.1 {status} So\r\n{headers}content-length: 4\r\nconnection: close\r\n\r\nwhy?"
                );
                stream.write_all(text.as_bytes()).ok()?;
            }
            How::Drips => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nx-slow: ").ok()?;
                while !self.ended.load(Ordering::SeqCst) {
                    stream.write_all(b"x").ok()?;
                    thread::sleep(Duration::from_millis(20));
                }
            }
            How::Resets => {}
            How::Halves => {
                let half = "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"reports\":[";
                stream.write_all(half.as_bytes()).ok()?;
            }
            How::Says(bytes) => stream.write_all(bytes.as_bytes()).ok()?,
            How::Endless(status) => {
                let head = format!("HTTP/1.1 {status} So\r\ncontent-length: {HUNDRED_MB}\r\n\r\n");
                stream.write_all(head.as_bytes()).ok()?;
                let part = vec![b' '; 64 * 1024];
                for _ in 0..HUNDRED_MB / part.len() as u64 {
                    stream.write_all(&part).ok()?;
                    self.written.fetch_add(part.len() as u64, Ordering::SeqCst);
                }
            }
        }
        Some(())
    }

    /// Says what is stored, and counts it as confirmed before the other side can know.
    fn confirm(&self, mut stream: TcpStream, path: &str, said: &Value) -> Option<()> {
        let ids = |name: &str| -> Vec<Value> {
            said[name].as_array().into_iter().flatten().map(|one| one["id"].clone()).collect()
        };
        let (answer, new) = if path == "/v1/resolve" {
            let id = said["report"]["id"].clone();
            (serde_json::json!({ "report": id, "by": "service", "recorded": true }), vec![id])
        } else {
            let (reports, outcomes) = (ids("reports"), ids("outcomes"));
            (serde_json::json!({ "reports": reports, "outcomes": outcomes }), [reports, outcomes].concat())
        };
        self.stored.lock().unwrap().extend(new.iter().map(|id| id.as_str().unwrap().to_owned()));
        for loss in said["losses"].as_array().into_iter().flatten() {
            self.lost.fetch_add(loss["count"].as_u64().unwrap(), Ordering::SeqCst);
        }
        let answer = answer.to_string();
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
        stream.write_all([head, answer].concat().as_bytes()).ok()
    }
}
