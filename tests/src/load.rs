//! A bounded load over loopback: how many answers a second.

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

/// Posts `body(n)` to `http://{address}{path}` over `connections` kept-alive connections for `span`; answers a second.
///
/// # Errors
/// When an answer is not `200`, or a connection breaks.
pub async fn rate(
    address: &str,
    path: &str,
    connections: usize,
    span: Duration,
    body: impl Fn(u64) -> String + Send + Sync + 'static,
) -> Walked<f64> {
    let (body, number) = (Arc::new(body), Arc::new(AtomicU64::new(0)));
    let started = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let (body, number) = (Arc::clone(&body), Arc::clone(&number));
        let (address, path) = (address.to_owned(), path.to_owned());
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(&address).await?;
            stream.set_nodelay(true)?;
            let mut buffer = Vec::new();
            let mut done = 0_u64;
            while started.elapsed() < span {
                let text = body(number.fetch_add(1, Ordering::Relaxed));
                let request = format!(
                    "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://127.0.0.1\r\ncontent-type: application/json\r\n\
                     content-length: {}\r\n\r\n{text}",
                    text.len()
                );
                stream.write_all(request.as_bytes()).await?;
                answer(&mut stream, &mut buffer).await?;
                done += 1;
            }
            Walked::Ok(done)
        }));
    }
    let mut total = 0;
    for task in tasks {
        total += task.await??;
    }
    Ok(total as f64 / started.elapsed().as_secs_f64())
}

/// Reads one whole answer with a `content-length`.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Walked {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
        if !head.starts_with("http/1.1 200") {
            return Err(format!("not answered: {}", String::from_utf8_lossy(buffer)).into());
        }
        let length: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .and_then(|length| length.trim().parse().ok())
            .ok_or("an answer without a length")?;
        if buffer.len() >= end + 4 + length {
            return Ok(());
        }
    }
}
