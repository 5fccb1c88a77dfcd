//! A report: one captured error with its context, scrubbed, on its way to the service.

use serde::Deserialize;

use crate::{
    Context, Fingerprint, Problem, ReportId, Revision, SolutionId, UnixMillis, read::words, write::written,
};

/// Where a person saw the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Unknown,
}

words!(SurfaceKind { Dialog = "dialog", Alert = "alert", Declared = "declared", Page = "page", None = "none" } else Unknown);

/// The surface on which a person saw the error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Surface {
    /// What kind of surface.
    pub kind: SurfaceKind,
}

written!(Surface { kind });

/// What the device answered before the service was asked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OnDevice {
    /// The solution that was shown; none where the device abstained.
    #[serde(default)]
    pub solution: Option<SolutionId>,
    /// The pack's revision.
    pub revision: Revision,
}

written!(OnDevice { revision } maybe { solution });

/// One captured error with its context.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
    #[serde(default)]
    pub surface: Option<Surface>,
    /// What the device answered.
    #[serde(default)]
    pub on_device: Option<OnDevice>,
    /// Name and version of the SDK, such as `unstuck.rust/0.1.0`.
    #[serde(default)]
    pub sdk: String,
}

written!(Report { id, at, problem, fingerprint, context, sdk } maybe { surface, on_device });
