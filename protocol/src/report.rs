//! A report: one captured error with its context, scrubbed, on its way to the service.

use serde::{Deserialize, Serialize};

use crate::{Context, Fingerprint, Problem, ReportId, Revision, SolutionId, UnixMillis};

/// Where a person saw the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SurfaceKind {
    /// A dialog or alert dialog.
    Dialog,
    /// An alert, toast or other live region.
    Alert,
    /// An element that the app declared with `<unstuck-help>` or `data-unstuck-code`.
    Declared,
    /// An error page or boundary that replaces a part of the app.
    Page,
    /// No surface: captured in code.
    None,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// The surface on which a person saw the error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surface {
    /// What kind of surface.
    pub kind: SurfaceKind,
}

/// What the device answered before the service was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OnDevice {
    /// The solution that was shown; none where the device abstained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionId>,
    /// The pack's revision.
    pub revision: Revision,
}

/// One captured error with its context.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Made by the SDK; the service stores a report once however often it arrives.
    pub id: ReportId,
    /// When, by the sender's clock.
    pub at: UnixMillis,
    /// The error.
    pub problem: Problem,
    /// Made from code, type and the message's template; the service makes it again and trusts its own.
    pub fingerprint: Fingerprint,
    /// What was going on.
    #[serde(default)]
    pub context: Context,
    /// Where it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<Surface>,
    /// What the device answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_device: Option<OnDevice>,
    /// Name and version of the SDK, such as `unstuck.rust/0.1.0`.
    #[serde(default)]
    pub sdk: String,
}
