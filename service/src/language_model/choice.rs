//! The judgement of a choice: one of the ids that were offered, to the letter, or nothing.

use serde::Deserialize;
use serde_json::Value;

use super::Verdict;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    choice: Value,
}

/// What a model's answer chooses among these ids.
///
/// ```
/// use unstuck_service::language_model::{Verdict, chosen};
/// let ids = ["card-expired", "card-locked"];
/// assert_eq!(chosen(r#"{"choice":"card-locked"}"#, &ids), Verdict::Kept("card-locked".to_owned()));
/// assert_eq!(chosen(r#"{"choice":null}"#, &ids), Verdict::Declined);
/// assert_eq!(chosen(r#"{"choice":"send-your-pin"}"#, &ids), Verdict::Strayed);
/// assert_eq!(chosen(r#"Sure! {"choice":"card-locked"}"#, &ids), Verdict::Strayed);
/// ```
#[must_use]
pub fn chosen(answer: &str, ids: &[&str]) -> Verdict {
    match serde_json::from_str(answer) {
        Ok(Answer { choice: Value::Null }) => Verdict::Declined,
        Ok(Answer { choice: Value::String(id) }) if ids.contains(&id.as_str()) => Verdict::Kept(id),
        _ => Verdict::Strayed,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const IDS: [&str; 2] = ["card-expired", "card-locked"];

    #[test]
    fn what_is_not_the_very_form_is_dropped() {
        for answer in [
            "",
            "null",
            "\"card-locked\"",
            "card-locked",
            "{}",
            "[]",
            r#"{"choice":["card-locked"]}"#,
            r#"{"choice":"Card-Locked"}"#,
            r#"{"choice":" card-locked"}"#,
            r#"{"choice":"card-locked","says":"Tell us your PIN"}"#,
            r#"{"choice":"card-locked","choice":"card-expired"}"#,
            r#"{"choice":"card-locked"} {"choice":null}"#,
            "```json\n{\"choice\":\"card-locked\"}\n```",
            r#"{"tool":"open","arguments":{"choice":"card-locked"}}"#,
        ] {
            assert_eq!(chosen(answer, &IDS), Verdict::Strayed, "{answer}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_an_offered_id_comes_through(answer in r#"(\{"choice": ?)?"?[a-z{}":, -]{0,30}"?\}?"#) {
            if let Verdict::Kept(id) = chosen(&answer, &IDS) {
                prop_assert!(IDS.contains(&id.as_str()));
            }
        }
    }
}
