//! What was going on around an error: the scope as it travels in a report.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    Facts, UnixMillis,
    read::{exchanged, words},
    write::written,
};

/// What a breadcrumb tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Unknown,
}

words!(BreadcrumbKind { Click = "click", Route = "route", Request = "request", Console = "console", Custom = "custom" } else Unknown);

/// One step of the trail that led to an error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Breadcrumb {
    /// What it tells of.
    pub kind: BreadcrumbKind,
    /// The step in a line, such as `POST /api/transfers → 409`.
    pub message: String,
    /// When, by the sender's clock.
    pub at: UnixMillis,
}

written!(Breadcrumb { kind, message, at });

/// The operation that failed, by which a later success is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Operation {
    /// HTTP method, or empty where the app named the operation.
    #[serde(default)]
    pub method: String,
    /// The request's path as a route template, or the name that the app gave.
    pub route: String,
    /// The HTTP status it ended with; none when no response came.
    #[serde(default)]
    pub status: Option<u16>,
}

written!(Operation { route } maybe { method, status });

/// Who met the error, as far as the app says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct User {
    /// The app's id for the person, hashed before it leaves.
    pub id: Option<String>,
    /// Traits that answers may depend on, such as `plan = "pro"`.
    pub traits: Facts,
}

exchanged!("user", User {} maybe { id, traits });

/// Everything known about the moment of an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct Context {
    /// The app's route, without query and fragment.
    pub route: Option<String>,
    /// The app's version.
    pub release: Option<String>,
    /// `production`, `staging`, …
    pub environment: Option<String>,
    /// The languages the person reads, best first, as BCP 47 tags.
    pub locales: Vec<String>,
    /// Who met it.
    pub user: Option<User>,
    /// Short searchable facts.
    pub tags: Facts,
    /// Named facts that are shown to an agent, a JSON value each.
    pub extra: BTreeMap<String, serde_json::Value>,
    /// The trail, oldest first.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// The operation that failed.
    pub operation: Option<Operation>,
}

written!(Context {} maybe { route, release, environment, locales, user, tags, extra, breadcrumbs, operation });
