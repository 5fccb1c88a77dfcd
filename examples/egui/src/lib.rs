//! A desktop wallet in which an error brings its solution: in the same window, without a browser, and without ever waiting.
//!
//! Two files are for any app, to be copied as they are: `article.rs` draws a solution, `awaited.rs` waits for one.

pub mod article;
pub mod awaited;
pub mod bank;
pub mod failure;
pub mod wallet;
