//! The bodies of requests and receipts.

use serde::Deserialize;

use crate::{Outcome, OutcomeId, PublicKey, Report, ReportId, read::exchanged, write::written};

/// `POST /v1/resolve`: which solution fits this report?
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ResolveRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// The error with its context.
    pub report: Report,
}

written!(ResolveRequest { v, key, report });

/// Reports that never made it to the service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Loss {
    /// Why, such as `queue-full` or `too-large`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

written!(Loss { reason, count });

/// `POST /v1/reports`: reports that the device answered, or that are delivered late.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ReportsRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// At most [`crate::limits::BATCH_ITEMS`].
    pub reports: Vec<Report>,
    /// What was lost since the last delivery.
    #[serde(default)]
    pub losses: Vec<Loss>,
}

written!(ReportsRequest { v, key, reports } maybe { losses });

/// `POST /v1/outcomes`: how sightings ended.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutcomesRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// At most [`crate::limits::BATCH_ITEMS`].
    pub outcomes: Vec<Outcome>,
}

written!(OutcomesRequest { v, key, outcomes });

/// What is durable now; whatever is not named here may be sent again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// Reports on disk.
    pub reports: Vec<ReportId>,
    /// Outcomes on disk.
    pub outcomes: Vec<OutcomeId>,
}

exchanged!("receipt", Receipt {} maybe { reports, outcomes });
