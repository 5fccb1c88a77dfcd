//! How requests leave: the built-in way by platform, or one that the app gives.

use std::{future::Future, pin::Pin, sync::Arc};

use crate::Error;

/// What came back: the status and the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// Milliseconds of a `Retry-After` header.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// A request under way.
pub type Waiting = Pin<Box<dyn Future<Output = Result<Answered, Error>>>>;

/// A way to reach the service. It is called on the delivery thread natively, so it may block there.
pub trait Transport: Send + Sync {
    /// Sends a request: a `POST` where there is a body, otherwise a `GET`.
    fn send(&self, url: String, body: Option<String>) -> Waiting;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        (**self).send(url, body)
    }
}
