//! The ways the app tells what went wrong.

mod modal;
mod overlay;
mod toast;

pub(crate) use modal::Modal;
pub(crate) use overlay::Overlay;
pub(crate) use toast::{Notice, Toast};
