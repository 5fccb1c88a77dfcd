//! The app's icons: line drawings on a grid of 24.

use leptos::prelude::*;

/// An icon by its path; it says nothing by itself, its neighbour's text does.
#[component]
pub(crate) fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path></path>
        </svg>
    }
}

pub(crate) const HOME: &str = "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z";
pub(crate) const PACKET: &str = "M6 3h12a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM5 7c4 4 10 4 14 0M12 8.5v4M10 10.5h4";
pub(crate) const TRANSFER: &str = "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4";
pub(crate) const WITHDRAW: &str = "M4 10l8-6 8 6zM6 10v8M10 10v8M14 10v8M18 10v8M3 20h18";
pub(crate) const STATEMENT: &str = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6";
pub(crate) const CARD: &str = "M3 6h18v12H3zM3 10h18M7 15h4";
pub(crate) const SHOP: &str = "M5 8h14l-1 12H6zM9 8V6a3 3 0 0 1 6 0v2";
pub(crate) const PLUS: &str = "M12 5v14M5 12h14";
pub(crate) const CROSS: &str = "M6 6l12 12M18 6L6 18";
pub(crate) const CHECK: &str = "M5 12.5l4.5 4.5L19 7.5";
pub(crate) const WARNING: &str = "M12 4l9 16H3zM12 10v4M12 17v.5";
pub(crate) const GLOBE: &str =
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18";
