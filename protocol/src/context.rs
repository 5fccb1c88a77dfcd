//! What was going on around an error: the scope as it travels in a report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::UnixMillis;

/// What a breadcrumb tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BreadcrumbKind {
    /// A click or key press on a control: its role and accessible name, never a value.
    Click,
    /// A change of route.
    Route,
    /// A request: method, route template and status.
    Request,
    /// A message on the console or in the log.
    Console,
    /// Whatever the app adds itself.
    Custom,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// One step of the trail that led to an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breadcrumb {
    /// What it tells of.
    pub kind: BreadcrumbKind,
    /// The step in a line, such as `POST /api/transfers → 409`.
    pub message: String,
    /// When, by the sender's clock.
    pub at: UnixMillis,
}

/// The operation that failed, by which a later success is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// HTTP method, or empty where the app named the operation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// The request's path as a route template, or the name that the app gave.
    pub route: String,
    /// The HTTP status it ended with; none when no response came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

/// Who met the error, as far as the app says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct User {
    /// The app's id for the person, hashed before it leaves unless the team turned that off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Traits that answers may depend on, such as `plan = "pro"`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub traits: BTreeMap<String, String>,
}

/// Everything known about the moment of an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    /// The app's route, without query and fragment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// The app's version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// `production`, `staging`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// The languages the person reads, best first, as BCP 47 tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locales: Vec<String>,
    /// Who met it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// Short searchable facts.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
    /// Named facts that are shown to an agent, a JSON value each.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
    /// The trail, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breadcrumbs: Vec<Breadcrumb>,
    /// The operation that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
}
