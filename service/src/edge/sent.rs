//! Tells whether anything of a request was sent, so that what broke before is told from what broke after.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use ureq::{
    Error,
    unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport},
};

/// Watches connections, behind their TLS where they have it: a handshake is not yet the request.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent(Arc<AtomicBool>);

impl Sent {
    /// Whether any part of a request was sent.
    pub(super) fn any(&self) -> bool {
        self.0.load(Relaxed)
    }
}

impl<In: Transport> Connector<In> for Sent {
    type Out = Watched<In>;

    fn connect(&self, _: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Watched<In>>, Error> {
        Ok(chained.map(|inner| Watched { inner, sent: self.clone() }))
    }
}

/// A connection that is watched.
#[derive(Debug)]
pub(super) struct Watched<In> {
    inner: In,
    sent: Sent,
}

impl<In: Transport> Transport for Watched<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.inner.transmit_output(amount, timeout)?;
        self.sent.0.store(true, Relaxed);
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead as _, BufReader},
        net::TcpListener,
        thread,
    };

    use ureq::{
        Agent,
        config::Config,
        unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
    };

    use super::*;

    #[test]
    fn a_request_is_sent_once_a_connection_stands_and_a_greeting_of_tls_is_none() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        // Reads a line of whatever comes, and says what is neither HTTP nor TLS.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = BufReader::new(&stream).fill_buf();
                let _ = std::io::Write::write_all(&mut &stream, b"what?\r\n\r\n");
            }
        });
        for (url, sent) in [
            (format!("http://127.0.0.1:{port}/"), true),
            (format!("https://127.0.0.1:{port}/"), false),
            ("http://127.0.0.1:1/".into(), false),
        ] {
            let watch = Sent::default();
            let connector = DefaultConnector::default().chain(watch.clone());
            let agent = Agent::with_parts(Config::default(), connector, DefaultResolver::default());
            assert!(agent.post(&url).send("{}").is_err());
            assert_eq!(watch.any(), sent, "{url}");
        }
    }
}
