//! Errors that are too long, too large, round, or fail themselves.

use std::{error::Error, fmt, time::Instant};

use unstuck_protocol::limits;

use super::{
    SOON, capture, journey, options,
    server::{How, Server},
};

struct Link(usize, Option<Box<Link>>);

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link")
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "link {}", self.0)
    }
}

impl Error for Link {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|link| link as _)
    }
}

/// Says so much, then does what it is told.
#[derive(Debug)]
struct Says(&'static str, End);

#[derive(Debug, Clone, Copy)]
enum End {
    Well,
    Fails,
    Panics,
    Round,
    PanicsAtItsCause,
}

impl fmt::Display for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        match self.1 {
            End::Fails => Err(fmt::Error),
            End::Panics => panic!("it panics at what it says"),
            _ => Ok(()),
        }
    }
}

impl Error for Says {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.1 {
            End::Round => Some(self),
            End::PanicsAtItsCause => panic!("it panics at its cause"),
            _ => None,
        }
    }
}

/// Captures it quickly and has it arrive; gives the payload.
fn told(error: &(dyn Error + 'static)) -> serde_json::Value {
    let started = Instant::now();
    let sighting = unstuck::capture(error);
    assert!(started.elapsed() < SOON / 10, "{:?}", started.elapsed());
    assert!(sighting.resolution_blocking(SOON).recorded);
    serde_json::from_str(sighting.payload().unwrap()).unwrap()
}

#[test]
fn errors_of_any_kind_are_told_in_bounded_room() {
    journey(|| {
        let server = Server::start(How::Well);
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        let mut chain = (0..10_000).fold(None, |inner, n| Some(Box::new(Link(n, inner)))).unwrap();
        let payload = told(&*chain);
        assert_eq!(payload["problem"]["message"], "link 9999");
        assert_eq!(payload["problem"]["causes"].as_array().unwrap().len(), limits::CAUSES);
        // Its links are dropped one by one, since ten thousand at once are a deep stack.
        while let Some(next) = chain.1.take() {
            chain = next;
        }
        let payload = told(&Says("round and round", End::Round));
        assert!(payload["problem"]["causes"].as_array().is_none_or(Vec::is_empty), "{payload}");
        let large = "word ".repeat(2 << 20).leak();
        let payload = told(&Says(large, End::Well));
        assert!(payload.to_string().len() <= limits::MESSAGE_BYTES + 2_000);
    });
}

#[test]
fn an_error_that_fails_or_panics_at_what_it_says_is_told_as_far_as_it_came() {
    journey(|| {
        let server = Server::start(How::Well);
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        for end in [End::Fails, End::Panics, End::PanicsAtItsCause] {
            let text = match end {
                End::Fails => "half a word",
                End::Panics => "half a sentence",
                _ => "half a story",
            };
            assert_eq!(told(&Says(text, end))["problem"]["message"], text);
        }
        // Nothing was harmed by it, here or elsewhere.
        std::thread::spawn(|| assert!(capture(1).resolution_blocking(SOON).recorded)).join().unwrap();
        assert!(unstuck::flush(SOON));
        assert_eq!(server.stored().len(), 4);
    });
}
