//! Which solution fits this error, or an honest "don't know".
//!
//! Solutions make a [`Catalogue`]; a [`pack`] carries it to a page; a [`Resolver`] ranks it for a [`Query`]. All of it
//! is data and pure functions: the same solutions and the same query give the same [`Decision`] everywhere.
//!
//! ```
//! use unstuck_protocol::{Document, SolutionId};
//! use unstuck_resolver::{Catalogue, Query, Resolver, Solution, Text, When};
//!
//! let solution = Solution {
//!     id: SolutionId::new("daily-limit").unwrap(),
//!     codes: vec!["RP_LIMIT_DAILY".into()],
//!     messages: vec!["daily limit of {amount} reached".into()],
//!     questions: vec![],
//!     when: When::default(),
//!     texts: vec![Text { locale: "en".into(), title: "Your daily limit".into(), body: Document::default(), ..Text::default() }],
//! };
//! let resolver = Resolver::new(Catalogue::new(vec![solution]));
//! let decision = resolver.rank(&Query { code: Some("rp_limit_daily"), ..Query::default() });
//! assert_eq!(decision.answer().unwrap().solution.as_str(), "daily-limit");
//! ```

/// Computes with the widest vectors that the processor has what is inlined: sums keep their order, so that they are the same
/// on all.
#[cfg(feature = "learn")]
macro_rules! wide {
    ($work:expr) => {
        fearless_simd::dispatch!(fearless_simd::Level::new(), _ => $work)
    };
}

mod answer;
pub mod catalogue;
#[cfg(feature = "learn")]
mod classify;
pub mod code;
pub mod decide;
#[cfg(feature = "dialogue")]
pub mod dialogue;
mod fusion;
pub mod holding;
mod index;
mod keys;
#[cfg(feature = "learn")]
pub mod learn;
mod meaning;
mod memory;
mod names;
mod order;
pub mod pack;
mod pattern;
#[cfg(feature = "learn")]
pub mod predict;
pub mod query;
mod rank;
mod release;
pub mod resolver;
mod route;
#[cfg(feature = "learn")]
pub mod scene;
pub mod solution;
mod templates;
mod tokens;
mod top;
mod variants;
mod when;

#[cfg(feature = "author")]
pub mod author;
#[cfg(all(feature = "author", feature = "learn"))]
pub mod eval;

pub use catalogue::Catalogue;
pub use decide::{Candidate, Decision};
pub use holding::Holding;
#[cfg(feature = "embed")]
pub use meaning::Encoder;
pub use query::Query;
pub use resolver::Resolver;
pub use solution::{Solution, Text, When};
