//! A solution of a title alone, for tests of what is learnt beside what it says.

use unstuck_protocol::{Document, SolutionId};
use unstuck_resolver::{Solution, Text, When};

pub(crate) fn solution(id: &str, title: &str) -> Solution {
    Solution {
        id: SolutionId::new(id).unwrap(),
        codes: vec![],
        messages: vec![],
        questions: vec![],
        when: When::default(),
        texts: vec![Text {
            locale: "en".into(),
            title: title.into(),
            body: Document::default(),
            ..Text::default()
        }],
    }
}
