//! What goes wrong, as an RFC 9457 problem document with a stable code.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{Fault, limits};

mod webhook;

pub use webhook::{failed, hurried, no_webhook, reused, unconfigured};

/// How soon to ask again where it is not known better, seconds.
const SOON: u64 = 5;

/// A fault on its way to the client.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What is said.
    pub fault: Box<Fault>,
    /// When it may be asked again, seconds from now.
    pub retry_after: Option<u64>,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self.fault)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

fn refused(code: &str, status: u16, title: &str, help: &str, detail: impl Into<String>) -> Refused {
    Refused { fault: Box::new(Fault::new(code, status, title, help).detail(detail)), retry_after: None }
}

impl Refused {
    fn after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

/// The body or the batch is larger than the protocol allows.
#[must_use]
pub fn too_large(detail: impl Into<String>) -> Refused {
    let help = format!(
        "Send at most {} bytes and {} items in one request.",
        limits::REQUEST_BYTES,
        limits::BATCH_ITEMS
    );
    refused("UNSTUCK-P001", 413, "The request is too large", &help, detail)
}

/// The body is not what the request takes.
#[must_use]
pub fn malformed(detail: impl Into<String>) -> Refused {
    refused(
        "UNSTUCK-P002",
        400,
        "The request is malformed",
        "Compare the body with the schema in /openapi.json.",
        detail,
    )
}

/// The body speaks another version.
#[must_use]
pub fn version(asked: u64) -> Refused {
    refused(
        "UNSTUCK-P003",
        400,
        "The request speaks an unknown version",
        &format!("Send \"v\": {}, or update the service.", limits::WIRE_VERSION),
        format!("v is {asked}"),
    )
}

/// No product has this key.
#[must_use]
pub fn key() -> Refused {
    refused(
        "UNSTUCK-P004",
        401,
        "No product has this key",
        "Use the public key (pk_…) from the service's configuration.",
        "",
    )
}

/// The product does not take requests from this origin.
#[must_use]
pub fn origin(origin: &str) -> Refused {
    refused(
        "UNSTUCK-P005",
        403,
        "This origin is not allowed",
        "Add the page's origin to the product's `origins` in the service's configuration.",
        origin.chars().take(200).collect::<String>(),
    )
}

/// There is nothing at this address.
#[must_use]
pub fn not_found(detail: impl Into<String>) -> Refused {
    refused("UNSTUCK-P006", 404, "Nothing is here", "/openapi.json lists every address.", detail)
}

/// The address takes other methods.
#[must_use]
pub fn method() -> Refused {
    refused(
        "UNSTUCK-P007",
        405,
        "This address takes other methods",
        "/openapi.json lists each address with its methods.",
        "",
    )
}

/// The body's media type or coding is not one that the service reads.
#[must_use]
pub fn media_type(given: impl Into<String>) -> Refused {
    let given: String = given.into();
    refused(
        "UNSTUCK-P008",
        415,
        "The body's media type or coding is not known",
        "Send application/json or text/plain, without a content-encoding.",
        given.chars().take(200).collect::<String>(),
    )
}

/// Nothing could be stored; nothing was acknowledged.
#[must_use]
pub fn store(detail: impl Into<String>) -> Refused {
    refused(
        "UNSTUCK-D001",
        503,
        "Nothing can be stored at the moment",
        "Send it again later; /readyz says what the store lacks.",
        detail,
    )
    .after(SOON)
}

/// The service was built without the widget.
#[must_use]
pub fn assets() -> Refused {
    refused(
        "UNSTUCK-P009",
        404,
        "The widget is not in this build",
        "Run `cargo xtask build`, then build the service again.",
        "",
    )
}

/// The sitemap needs the address that people use, and a request can't be believed about it.
#[must_use]
pub fn public_url() -> Refused {
    refused(
        "UNSTUCK-P010",
        404,
        "The service does not know its public address",
        "Name it with `public_url` of the product in the configuration, or with --public-url.",
        "",
    )
}
