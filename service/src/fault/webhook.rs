//! Why a webhook was not carried out. A page hears neither its address nor what the product's own service said.

use super::{Refused, refused};
use crate::webhook::Failure;

/// The product has no such solution, or it offers no such webhook.
#[must_use]
pub fn no_webhook(detail: impl Into<String>) -> Refused {
    refused(
        "UNSTUCK-F001",
        404,
        "No solution offers this webhook",
        "Load the solution again; its file says which webhooks it offers.",
        detail,
    )
}

/// The solution offers it, and the configuration does not have it.
#[must_use]
pub fn unconfigured(name: &str) -> Refused {
    refused(
        "UNSTUCK-F002",
        409,
        "The webhook is not configured",
        "Add [[product.webhook]] with this name to the service's configuration.",
        name,
    )
}

/// The run's id belongs to another one.
#[must_use]
pub fn reused() -> Refused {
    refused(
        "UNSTUCK-F003",
        409,
        "This run is another one",
        "Make a new run id with each click; ask again with the same report, solution and name only.",
        "",
    )
}

/// More is asked for than may be begun now.
#[must_use]
pub fn hurried(seconds: u64) -> Refused {
    refused(
        "UNSTUCK-F004",
        429,
        "Too many fixes are asked for at the moment",
        "Ask again after the time that Retry-After names; nothing was carried out.",
        "",
    )
    .after(seconds)
}

/// It was tried, and was not done as far as is known.
#[must_use]
pub fn failed(failure: Failure) -> Refused {
    let (code, status, title, help) = match failure {
        Failure::Unreached => (
            "UNSTUCK-F005",
            502,
            "The product's own service could not be reached",
            "Nothing was carried out. Click again later; the service's log says why.",
        ),
        Failure::Refused => (
            "UNSTUCK-F006",
            502,
            "The product's own service did not carry it out",
            "Go on with the solution's text; the service's log says what it answered.",
        ),
        Failure::Unanswered => (
            "UNSTUCK-F007",
            504,
            "The product's own service did not answer in time",
            "It may have been carried out: look whether it helped before another click.",
        ),
        Failure::Lost => (
            "UNSTUCK-F008",
            409,
            "It is not known whether it was carried out",
            "The service ended before the answer came: look whether it helped before another click.",
        ),
    };
    refused(code, status, title, help, "")
}
