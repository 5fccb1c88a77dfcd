//! Posts a webhook: to no address but the one that was checked, within its time, at most three times.
//!
//! ureq on a thread that may wait, since a run is rare and is settled on the disk before anybody hears of it; hyper
//! would ask for a connector, a resolver and roots of its own.

use std::{
    fmt,
    io::ErrorKind,
    net::SocketAddr,
    thread::sleep,
    time::{Duration, Instant},
};

use unstuck_protocol::limits;
use ureq::{
    Agent, Error, Timeout,
    config::Config,
    http::{Uri, uri::Scheme},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{Connector as _, DefaultConnector, NextTimeout},
    },
};

use super::{clock, sent::Sent};
use crate::webhook::{Failure, Missed, Webhook, again, reachable, said};

/// Largest head of an answer, bytes.
const HEAD: usize = 16 * 1024;
/// Longest time to look its host up, and to connect.
const REACH: Duration = Duration::from_secs(4);

/// Looks a host up and lets nobody connect unless each of its addresses may be reached: a host of which one is private is
/// not asked by way of the others.
#[derive(Debug)]
pub(super) struct Checked {
    private: bool,
    resolver: DefaultResolver,
}

impl Checked {
    /// For who may be on this machine or in a private network.
    pub(super) fn private(resolver: DefaultResolver) -> Self {
        Self { private: true, resolver }
    }
}

/// An address that may not be reached.
#[derive(Debug)]
struct Unreachable(SocketAddr);

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its host is at {}, which may not be reached", self.0.ip())
    }
}

impl std::error::Error for Unreachable {}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, left: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let looked = self.resolver.resolve(uri, config, left);
        let addresses = looked.map_err(|error| match error {
            Error::Io(_) => Error::HostNotFound,
            other => other,
        })?;
        let plain = uri.scheme() != Some(&Scheme::HTTPS);
        match addresses.iter().find(|address| !reachable(address.ip(), self.private, plain)) {
            Some(address) => Err(Error::Other(Box::new(Unreachable(*address)))),
            None => Ok(addresses),
        }
    }
}

/// Has the product's own service carry out a run, and answers what it said to the person. It blocks for at most
/// [`limits::WEBHOOK_MILLIS`].
///
/// # Errors
/// What is known of a run that was not done.
pub fn call(webhook: &Webhook, run: &str, body: &str) -> Result<String, Missed> {
    let (began, whole) = (Instant::now(), Duration::from_millis(limits::WEBHOOK_MILLIS));
    let left = || whole.saturating_sub(began.elapsed());
    let (mut tries, mut earlier) = (0, None);
    loop {
        tries += 1;
        let missed = match once(webhook, run, body, left()) {
            Ok(message) => return Ok(message),
            Err(missed) => missed.after(earlier.as_ref()),
        };
        match again(tries, &missed, left()) {
            Some(pause) => sleep(pause),
            None => return Err(missed),
        }
        earlier = Some(missed);
    }
}

fn once(webhook: &Webhook, run: &str, body: &str, left: Duration) -> Result<String, Missed> {
    // Less than all of it, so that what was never reached is told from what never answered.
    let reach = REACH.min(left * 3 / 4);
    let config = Config::builder()
        .https_only(!webhook.private)
        .http_status_as_error(false)
        .max_redirects(0)
        // A proxy would look the host up by itself, and connect to what nobody checked.
        .proxy(None)
        .max_response_header_size(HEAD)
        .max_idle_connections(0)
        .timeout_resolve(Some(reach))
        .timeout_connect(Some(reach))
        .timeout_global(Some(left))
        .user_agent(concat!("unstuck/", env!("CARGO_PKG_VERSION")))
        .build();
    let resolver = Checked { private: webhook.private, resolver: DefaultResolver::default() };
    let sent = Sent::default();
    let agent = Agent::with_parts(config, DefaultConnector::default().chain(sent.clone()), resolver);
    // The time of this try: a signature that is late is refused as a replay.
    let seconds = clock::now() / 1_000;
    let request = agent
        .post(&webhook.url)
        .header("content-type", "application/json")
        .header("webhook-id", run)
        .header("webhook-timestamp", seconds.to_string())
        .header("webhook-signature", webhook.secrets.sign(run, seconds, body));
    let mut answer = request.send(body).map_err(|error| missed(&error, sent.any()))?;
    let status = answer.status();
    if !status.is_success() {
        let reason = if status.is_redirection() {
            format!("it answered {}, and redirects are not followed", status.as_u16())
        } else {
            format!("it answered {}", status.as_u16())
        };
        return Err(Missed { failure: Failure::Refused, reason, passing: status.is_server_error() });
    }
    // It is done, whatever becomes of its words.
    let limit = limits::WEBHOOK_ANSWER_BYTES as u64;
    Ok(answer
        .body_mut()
        .with_config()
        .limit(limit)
        .read_to_vec()
        .map(|answer| said(&answer))
        .unwrap_or_default())
}

/// What is known after an error: whether the request can have come through, and whether another try may go better.
fn missed(error: &Error, sent: bool) -> Missed {
    use ErrorKind::{
        ConnectionRefused, HostUnreachable, InvalidData, NetworkDown, NetworkUnreachable, NotFound,
    };
    let (failure, passing) = match error {
        Error::Io(error) => match error.kind() {
            ConnectionRefused | HostUnreachable | NetworkDown | NetworkUnreachable | NotFound => {
                (Failure::Unreached, true)
            }
            // A certificate that nobody vouches for, before anything was asked.
            InvalidData => (Failure::Unreached, false),
            _ => (Failure::Unanswered, true),
        },
        Error::HostNotFound | Error::ConnectionFailed => (Failure::Unreached, true),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => (Failure::Unreached, true),
        Error::Timeout(_) | Error::Protocol(_) | Error::LargeResponseHeader(..) => {
            (Failure::Unanswered, false)
        }
        _ => (Failure::Unreached, false),
    };
    // A connection may break for any reason once the request is on its way.
    let failure = if sent && failure == Failure::Unreached { Failure::Unanswered } else { failure };
    let reason = match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => "its host was not reached in time".to_owned(),
        Error::Timeout(_) => "it did not answer in time".to_owned(),
        Error::Other(inner) => inner.to_string(),
        error => error.to_string(),
    };
    Missed { failure, reason, passing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_breaks_after_the_request_was_sent_may_have_done_it() {
        for kind in [ErrorKind::InvalidData, ErrorKind::HostUnreachable, ErrorKind::ConnectionReset] {
            let error = Error::Io(kind.into());
            assert_eq!(missed(&error, true).failure, Failure::Unanswered, "{kind}");
        }
        assert_eq!(missed(&Error::Io(ErrorKind::InvalidData.into()), false).failure, Failure::Unreached);
    }
}
