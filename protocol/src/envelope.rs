//! The bodies of requests and receipts.

use serde::{Deserialize, Serialize};

use crate::{Outcome, OutcomeId, PublicKey, Report, ReportId};

/// `POST /v1/resolve`: which solution fits this report?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResolveRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// The error with its context.
    pub report: Report,
}

/// Reports that never made it to the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Why, such as `queue-full` or `too-large`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// `POST /v1/reports`: reports that the device answered, or that are delivered late.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportsRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// At most [`crate::limits::BATCH_ITEMS`].
    pub reports: Vec<Report>,
    /// What was lost since the last delivery.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<Loss>,
}

/// `POST /v1/outcomes`: how sightings ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomesRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// At most [`crate::limits::BATCH_ITEMS`].
    pub outcomes: Vec<Outcome>,
}

/// What is durable now; whatever is not named here may be sent again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// Reports on disk.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportId>,
    /// Outcomes on disk.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<OutcomeId>,
}
