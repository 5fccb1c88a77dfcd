//! Records the context of an error, sends it, and brings the resolution back.
//!
//! ```
//! use unstuck::{Options, Problem, SurfaceKind};
//!
//! let _guard = unstuck::init(Options::new("pk_dev_local").endpoint("http://127.0.0.1:9").in_memory());
//! unstuck::set_tag("plan", "pro");
//! let sighting = unstuck::capture_problem(Problem::new("card expired").code("CARD_EXPIRED"), SurfaceKind::None);
//! // Nobody listens on that port, so the answer is an honest "could not ask"; the report waits in the queue.
//! let resolution = sighting.resolution_blocking(std::time::Duration::from_secs(5));
//! assert!(resolution.answer.is_none());
//! ```

mod address;
mod attempt;
mod backoff;
mod bounds;
mod capture;
mod chain;
mod client;
mod consent;
mod conversation;
mod delivery;
#[cfg(feature = "device")]
mod device;
mod error;
mod fix;
mod flood;
mod flush;
mod guard;
pub mod integrations;
mod letter;
mod loss;
mod options;
mod pace;
mod place;
mod platform;
mod predict;
mod queue;
mod request;
mod scope;
mod sensitive;
mod sighting;
mod slot;
#[cfg(feature = "test")]
pub mod test;
mod transport;
mod verification;

pub use address::{code_url, solution_url};
pub use attempt::{Attempt, operation, operation_succeeded};
pub use capture::{age, capture, capture_problem, outcome};
pub use consent::{Consent, set_consent};
pub use conversation::{Conversation, conversation};
pub use delivery::{article, warm};
pub use error::Error;
pub use fix::{ran, webhook};
pub use flush::{flush, flush_async};
pub use guard::{Guard, init};
pub use options::Options;
pub use platform::js;
pub use predict::{chosen, predict};
pub use scope::{
    Entered, InScope, Scope, Scoped, add_breadcrumb, add_breadcrumb_at, set_context, set_operation,
    set_route, set_tag, set_user,
};
pub use sensitive::Sensitive;
pub use sighting::Sighting;
pub use transport::{Answered, Transport, Waiting};
pub use unstuck_protocol as protocol;
pub use unstuck_protocol::{
    Article, Breadcrumb, BreadcrumbKind, Operation, OutcomeKind, Problem, Report, ReportId, Resolution,
    Severity, SolutionId, Suggestion, SurfaceKind, User,
};
