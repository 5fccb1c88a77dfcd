//! Alibaba Cloud's errors: `Code`, `Message`, `Recommend` and `RequestId`.

use serde_json::Value;

use super::{code, text};
use crate::Problem;

pub(super) fn read(body: &Value) -> Option<Problem> {
    Some(Problem {
        code: Some(code(body, "Code")?),
        message: text(body, "Message")?,
        help_url: text(body, "Recommend").filter(|url| url.starts_with("https://")),
        ..Problem::default()
    })
}
