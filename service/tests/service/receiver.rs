//! A product's own service, small: it hears webhooks on loopback and answers as the test says.

use std::{
    io::{BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, mpsc},
    thread,
};

/// What it does with a request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// A status, further header lines, and a body.
    Say(u16, &'static str, String),
    /// Nothing, for as long as the other side waits.
    Hang,
    /// These words, once nobody holds them back any more.
    Held(Arc<Mutex<mpsc::Receiver<()>>>, String),
    /// The connection ends.
    Close,
}

impl Reply {
    pub(crate) fn ok(body: &str) -> Self {
        Self::Say(200, "", body.to_owned())
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::Say(status, "", r#"{ "message": "hidden from pages" }"#.to_owned())
    }
}

/// A request as it came: the head in lower case but for values, and the body.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
    }
}

pub(crate) struct Receiver {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Receiver {
    /// Gives these replies in turn, the last one again and again.
    pub(crate) fn with(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (all, replies) = (Arc::clone(&all), replies.clone());
                thread::spawn(move || serve(stream.unwrap(), &all, &replies));
            }
        });
        Self { port, heard }
    }

    /// Says this, once the second part is dropped.
    pub(crate) fn held(body: &str) -> (Self, mpsc::Sender<()>) {
        let (hold, held) = mpsc::channel();
        (Self::with(vec![Reply::Held(Arc::new(Mutex::new(held)), body.to_owned())]), hold)
    }

    /// What came so far.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, all: &Mutex<Vec<Heard>>, replies: &[Reply]) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let Some(heard) = read(&mut lines) else { return };
    let reply = {
        let mut all = all.lock().unwrap();
        all.push(heard);
        replies[(all.len() - 1).min(replies.len() - 1)].clone()
    };
    let mut say = |status: u16, headers: &str, body: &str| {
        let length = body.len();
        let _ = write!(
            stream,
            "HTTP/1.1 {status} so\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
        );
    };
    match reply {
        Reply::Say(status, headers, body) => say(status, headers, &body),
        Reply::Held(held, body) => {
            let _ = held.lock().unwrap().recv();
            say(200, "", &body);
        }
        Reply::Hang => {
            // Until the other side goes.
            let _ = stream.read(&mut [0]);
        }
        Reply::Close => {}
    }
}

/// None where something else than HTTP comes, such as a greeting of TLS.
fn read(lines: &mut impl std::io::BufRead) -> Option<Heard> {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok().filter(|read| *read > 0)?;
        if line.trim_end().is_empty() {
            break;
        }
        head.push(line.trim_end().to_owned());
    }
    let line = head.remove(0);
    let headers = head.iter().filter_map(|line| line.split_once(": "));
    let headers: Vec<_> =
        headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    Some(Heard { line, headers, body: String::from_utf8(body).ok()? })
}
