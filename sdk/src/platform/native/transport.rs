//! Requests over ureq, blocking on the delivery thread.

use std::sync::Arc;

use crate::{Answered, Error, Transport, Waiting};

struct Native {
    #[cfg(feature = "http")]
    agent: ureq::Agent,
}

/// The built-in transport.
pub(crate) fn transport() -> Arc<dyn Transport> {
    #[cfg(feature = "http")]
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(std::time::Duration::from_secs(10)))
        .build()
        .new_agent();
    Arc::new(Native {
        #[cfg(feature = "http")]
        agent,
    })
}

impl Transport for Native {
    #[cfg(feature = "http")]
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let agent = self.agent.clone();
        Box::pin(async move {
            let answer = match body {
                Some(body) => agent.post(&url).header("content-type", "application/json").send(body),
                None => agent.get(&url).header("accept", "application/json").call(),
            };
            let mut answer = answer.map_err(|error| Error::new(error.to_string()))?;
            let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
            let retry_after = header("retry-after")
                .and_then(|when| super::retry::after(when, header("date"), std::time::SystemTime::now()));
            let limit = unstuck_protocol::limits::PACK_BYTES as u64;
            let body = answer.body_mut().with_config().limit(limit).read_to_vec();
            let status = answer.status();
            let body = match body {
                Ok(body) => body,
                // A refusal is one whatever it says of itself.
                Err(_) if !status.is_success() => Vec::new(),
                Err(error) => return Err(Error::new(error.to_string())),
            };
            Ok(Answered { status: status.as_u16(), retry_after, body })
        })
    }

    #[cfg(not(feature = "http"))]
    fn send(&self, _url: String, _body: Option<String>) -> Waiting {
        Box::pin(async {
            Result::<Answered, _>::Err(Error::new("no transport: turn on the feature `http` or give one"))
        })
    }
}
