//! The body of an answer: as it came, or with its solution.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::call::Call;
use crate::Scope;

/// A body as the service gave it, or one that the layer wrote.
#[derive(Debug)]
pub struct Body<B: http_body::Body> {
    kind: Kind<B, B::Error>,
    /// That of the request: what a stream says while it is read belongs there.
    scope: Scope,
}

#[derive(Debug)]
pub(super) enum Kind<B, E> {
    /// As it came; what was read of it ahead comes first.
    Given(Option<Bytes>, B),
    /// That of a call, as it came until its status does.
    Called(Call, B),
    /// What came of one that broke off, and how it did.
    Broken(Option<Bytes>, Option<E>),
    Written(Option<Bytes>),
}

impl<B: http_body::Body> Body<B> {
    /// A body of the request in whose scope this is called.
    pub(super) fn new(kind: Kind<B, B::Error>) -> Self {
        Self { kind, scope: Scope::current() }
    }
}

impl<B: http_body::Body<Data = Bytes, Error: Unpin> + Unpin> http_body::Body for Body<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let _entered = self.scope.enter_itself();
        match &mut self.kind {
            Kind::Broken(ahead, error) => {
                let told = ahead.take().map(|ahead| Ok(Frame::data(ahead)));
                Poll::Ready(told.or_else(|| error.take().map(Err)))
            }
            Kind::Written(text) => Poll::Ready(text.take().map(|text| Ok(Frame::data(text)))),
            Kind::Given(ahead, body) => match ahead.take() {
                Some(ahead) => Poll::Ready(Some(Ok(Frame::data(ahead)))),
                None => Pin::new(body).poll_frame(context),
            },
            Kind::Called(call, body) => call.poll_frame(body, context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Broken(_, error) => error.is_none(),
            Kind::Written(text) => text.is_none(),
            Kind::Given(ahead, body) => ahead.is_none() && body.is_end_stream(),
            Kind::Called(call, body) => !call.waits() && body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Written(text) => SizeHint::with_exact(text.as_ref().map_or(0, |text| text.len() as u64)),
            Kind::Given(None, body) | Kind::Called(_, body) => body.size_hint(),
            Kind::Given(Some(_), _) | Kind::Broken(..) => SizeHint::default(),
        }
    }
}
