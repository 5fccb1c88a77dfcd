//! What waits is left behind when the page goes.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{client::Client, flush};

static LISTENS: AtomicBool = AtomicBool::new(false);

/// Hands what waits to the browser when the page is hidden for good; it sends that after the page is gone.
pub(crate) fn farewell() {
    let Some(window) = web_sys::window() else { return };
    if LISTENS.swap(true, Ordering::Relaxed) {
        return;
    }
    super::on(&window, "pagehide", |_| {
        if let Some(client) = Client::current() {
            leave(&client);
        }
    });
}

/// Leaves what waits to the browser.
pub(super) fn leave(client: &Client) {
    let Some(window) = web_sys::window() else { return };
    // A string travels as plain text, which needs no preflight.
    let take =
        |url: &str, body: &str| window.navigator().send_beacon_with_opt_str(url, Some(body)) == Ok(true);
    flush::last_words(client, take);
}
