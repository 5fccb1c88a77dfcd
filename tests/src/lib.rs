//! What the journeys walk with: the service as a process, a page that shows an app's dialog, a real browser.

pub mod answering;
pub mod appearing;
pub mod browser;
pub mod corpus;
pub mod kits;
pub mod load;
pub mod packages;
pub mod process;
pub mod ranking;
pub mod service;
pub mod site;
pub mod wallet;
pub mod watching;

/// Whatever went wrong on the way, told in words.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// How a journey ends.
pub type Walked<T = ()> = Result<T, Trouble>;

/// The folder of the repository.
#[must_use]
pub fn root() -> std::path::PathBuf {
    let here = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(std::path::PathBuf::from).unwrap_or(here)
}
