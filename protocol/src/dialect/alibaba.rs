//! Alibaba Cloud's errors: `Code`, `Message`, `Recommend`, `RequestId` and `HostId`. What went well has `Code` too.

use serde_json::Value;

use super::{code, success, text};
use crate::Problem;

pub(super) fn read(body: &Value) -> Option<Problem> {
    Some(Problem {
        code: Some(code(body, "Code").filter(|code| !success(code))?),
        message: text(body, "Message")?,
        help_url: text(body, "Recommend").filter(|url| url.starts_with("https://")),
        ..Problem::default()
    })
}
