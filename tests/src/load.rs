//! A bounded load over loopback: how many answers a second, and which of them said that their report is recorded.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::Walked;

/// What came of a load.
#[derive(Debug, Default)]
pub struct Tally {
    /// Answers a second.
    pub rate: f64,
    /// The numbers of the requests whose answer said that their report is recorded.
    pub recorded: Vec<u64>,
    /// The numbers of the others.
    pub unrecorded: Vec<u64>,
}

/// Posts `body(n)` to `http://{address}{path}` over `connections` kept-alive connections for `span`.
///
/// # Errors
/// When an answer is not `200`, or a connection breaks.
pub async fn rate(
    address: &str,
    path: &str,
    connections: usize,
    span: Duration,
    body: impl Fn(u64) -> String + Send + Sync + 'static,
) -> Walked<Tally> {
    let (body, number) = (Arc::new(body), Arc::new(AtomicU64::new(0)));
    let started = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let (body, number) = (Arc::clone(&body), Arc::clone(&number));
        let (address, path) = (address.to_owned(), path.to_owned());
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(&address).await?;
            let mut tally = Tally::default();
            while started.elapsed() < span {
                let n = number.fetch_add(1, Ordering::Relaxed);
                let answer = connection.post(&path, &body(n)).await?;
                let recorded = std::str::from_utf8(answer)?.contains("\"recorded\":true");
                if recorded { &mut tally.recorded } else { &mut tally.unrecorded }.push(n);
            }
            Walked::Ok(tally)
        }));
    }
    let mut all = Tally::default();
    for task in tasks {
        let tally = task.await??;
        all.recorded.extend(tally.recorded);
        all.unrecorded.extend(tally.unrecorded);
    }
    all.rate = (all.recorded.len() + all.unrecorded.len()) as f64 / started.elapsed().as_secs_f64();
    Ok(all)
}

/// One kept-alive connection.
#[derive(Debug)]
pub struct Connection {
    address: String,
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects to `host:port`.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn open(address: &str) -> Walked<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { address: address.to_owned(), stream, buffer: Vec::new() })
    }

    /// Posts a JSON body as a page on loopback would, and gives the answer's body.
    ///
    /// # Errors
    /// When the answer is not `200`, or the connection breaks.
    pub async fn post(&mut self, path: &str, body: &str) -> Walked<&[u8]> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\norigin: http://127.0.0.1\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
            if !head.starts_with("http/1.1 200") {
                return Err(format!("not answered: {}", String::from_utf8_lossy(&self.buffer)).into());
            }
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse().ok())
                .ok_or("an answer without a length")?;
            if self.buffer.len() >= end + 4 + length {
                return Ok(&self.buffer[end + 4..end + 4 + length]);
            }
        }
    }
}
