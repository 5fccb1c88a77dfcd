//! The body of an answer: as it came, or with its solution.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

/// A body as the service gave it, or one that the layer wrote.
#[derive(Debug)]
pub struct Body<B: http_body::Body>(pub(super) Kind<B, B::Error>);

#[derive(Debug)]
pub(super) enum Kind<B, E> {
    /// As it came; what was read of it ahead comes first.
    Given(Option<Bytes>, B),
    /// What came of one that broke off, and how it did.
    Broken(Option<Bytes>, Option<E>),
    Written(Option<Bytes>),
}

impl<B: http_body::Body<Data = Bytes, Error: Unpin> + Unpin> http_body::Body for Body<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        match &mut self.0 {
            Kind::Broken(ahead, error) => {
                let told = ahead.take().map(|ahead| Ok(Frame::data(ahead)));
                Poll::Ready(told.or_else(|| error.take().map(Err)))
            }
            Kind::Written(text) => Poll::Ready(text.take().map(|text| Ok(Frame::data(text)))),
            Kind::Given(ahead, body) => match ahead.take() {
                Some(ahead) => Poll::Ready(Some(Ok(Frame::data(ahead)))),
                None => Pin::new(body).poll_frame(context),
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Broken(_, error) => error.is_none(),
            Kind::Written(text) => text.is_none(),
            Kind::Given(ahead, body) => ahead.is_none() && body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Written(text) => SizeHint::with_exact(text.as_ref().map_or(0, |text| text.len() as u64)),
            Kind::Given(None, body) => body.size_hint(),
            Kind::Given(Some(_), _) | Kind::Broken(..) => SizeHint::default(),
        }
    }
}
