//! A posted body: read, checked, and matched to its product.

use axum::{
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, StatusCode, header},
};
use serde::{Deserialize, de::DeserializeOwned};
use unstuck_protocol::{
    ConversationRequest, IntentRequest, OutcomesRequest, PredictRequest, PublicKey, Report, ReportsRequest,
    ResolveRequest, WebhookRequest, limits, scrub,
};

use super::Service;
use crate::{
    fault::{self, Refused},
    product::Product,
};

/// What every posted body has.
pub(crate) trait Posted: DeserializeOwned {
    fn version(&self) -> u16;
    fn key(&self) -> &PublicKey;
    fn items(&self) -> usize;
}

impl Posted for ReportsRequest {
    fn version(&self) -> u16 {
        self.v
    }
    fn key(&self) -> &PublicKey {
        &self.key
    }
    fn items(&self) -> usize {
        self.reports.len().max(self.losses.len())
    }
}

impl Posted for OutcomesRequest {
    fn version(&self) -> u16 {
        self.v
    }
    fn key(&self) -> &PublicKey {
        &self.key
    }
    fn items(&self) -> usize {
        self.outcomes.len()
    }
}

/// Bodies of one item.
macro_rules! single {
    ($($request:ty),*) => {$(
        impl Posted for $request {
            fn version(&self) -> u16 {
                self.v
            }
            fn key(&self) -> &PublicKey {
                &self.key
            }
            fn items(&self) -> usize {
                1
            }
        }
    )*};
}

single!(ConversationRequest, IntentRequest, PredictRequest, ResolveRequest, WebhookRequest);

#[derive(Deserialize)]
struct Version {
    v: u64,
}

/// Reads a body, and finds the product that it and its page may speak for.
pub(crate) fn admit<'s, T: Posted>(
    service: &'s Service,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(T, &'s Product), Refused> {
    let body = body.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            fault::too_large(format!("the body is larger than {} bytes", limits::REQUEST_BYTES))
        } else {
            fault::malformed(rejection.body_text())
        }
    })?;
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        let kind = kind.to_str().unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if essence != "application/json" && essence != "text/plain" {
            return Err(fault::media_type(format!("content-type: {kind}")));
        }
    }
    // Opening a compressed body would let a small one become a large one.
    if let Some(coding) = headers.get(header::CONTENT_ENCODING).filter(|coding| *coding != "identity") {
        return Err(fault::media_type(format!(
            "content-encoding: {}",
            coding.to_str().unwrap_or("not text")
        )));
    }
    let asked: T = serde_json::from_slice(&body).map_err(|error| refusal(&body, &error))?;
    if asked.version() != limits::WIRE_VERSION {
        return Err(fault::version(asked.version().into()));
    }
    if asked.items() > limits::BATCH_ITEMS {
        return Err(fault::too_large(format!("{} items", asked.items())));
    }
    let product = service.product(asked.key().as_str())?;
    // Browsers always name the origin of a POST; a native client has none.
    if let Some(origin) = headers.get(header::ORIGIN) {
        let origin = origin.to_str().unwrap_or("not text");
        if !product.admits(origin) {
            return Err(fault::origin(origin));
        }
    }
    Ok((asked, product))
}

/// Why a body cannot be read: one of another version may be malformed in this one, and then the version is what counts.
fn refusal(body: &[u8], error: &serde_json::Error) -> Refused {
    match serde_json::from_slice(body) {
        Ok(Version { v }) if v != u64::from(limits::WIRE_VERSION) => fault::version(v),
        _ => fault::malformed(error.to_string()),
    }
}

/// Makes a report safe to keep and names its error anew, whatever the client did.
pub(crate) fn clean(report: &mut Report) {
    scrub::report(report);
}
