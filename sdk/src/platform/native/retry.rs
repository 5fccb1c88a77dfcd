//! What a `Retry-After` header says.

use std::time::SystemTime;

/// Milliseconds to wait, out of seconds or a date; none where it is neither. A date is one of the service's clock, so it is
/// compared with the answer's own, where it has one.
pub(super) fn after(when: &str, date: Option<&str>, now: SystemTime) -> Option<u64> {
    let when = when.trim();
    if let Ok(seconds) = when.parse::<u64>() {
        return Some(seconds.saturating_mul(1_000));
    }
    let until = httpdate::parse_http_date(when).ok()?;
    let from = date.and_then(|date| httpdate::parse_http_date(date.trim()).ok()).unwrap_or(now);
    // One that is over asks for nothing.
    let wait = until.duration_since(from).unwrap_or_default();
    Some(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::after;

    #[test]
    fn seconds_and_dates_are_read_and_anything_else_is_none() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let date = "Sun, 06 Nov 1994 08:50:07 GMT";
        assert_eq!(after(" 120 ", None, now), Some(120_000));
        assert_eq!(after(&u64::MAX.to_string(), None, now), Some(u64::MAX));
        assert_eq!(after(date, None, now), Some(30_000));
        // The clock here is an hour late, that of the service is not.
        let late = now - Duration::from_secs(3_600);
        assert_eq!(after(date, Some("Sun, 06 Nov 1994 08:49:37 GMT"), late), Some(30_000));
        assert_eq!(after(date, None, now + Duration::from_secs(60)), Some(0));
        for nothing in ["", "soon", "-1", "1.5", "99999999999999999999"] {
            assert_eq!(after(nothing, None, now), None, "{nothing}");
        }
    }
}
