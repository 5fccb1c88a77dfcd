//! The clock on the wall.

use std::time::{SystemTime, UNIX_EPOCH};

use unstuck_protocol::UnixMillis;

/// Now, in milliseconds since 1970; 0 on a machine whose clock stands before that.
#[must_use]
pub fn now() -> UnixMillis {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| u64::try_from(since.as_millis()).ok())
        .unwrap_or_default()
}
