//! A catalogue as JSON Lines: one solution, or one of its languages, a line.

use serde::Deserialize;
use unstuck_protocol::{Document, SolutionId, limits};

use super::{
    Diagnostic, Source,
    action::{FrontAction, FrontTarget},
    assemble::Draft,
    markdown,
};
use crate::When;

/// A line. Fields that it does not know are passed over: catalogues are exported from elsewhere.
#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    locale: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    messages: Vec<String>,
    #[serde(default)]
    when: Option<LineWhen>,
    #[serde(default)]
    actions: Vec<FrontAction>,
    #[serde(default)]
    steps: Vec<FrontTarget>,
}

#[derive(Deserialize)]
struct LineWhen {
    #[serde(default)]
    release: Option<String>,
    #[serde(default)]
    route: Option<String>,
}

/// Reads each line of a source; lines that are wrong become findings.
pub(super) fn read(source: &Source, found: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, text) in source.text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let number = at as u32 + 1;
        match line(text) {
            Ok((line, body)) => {
                let title = if line.title.trim().is_empty() { line.id.clone() } else { line.title };
                drafts.push(Draft {
                    path: source.path.clone(),
                    lines: super::assemble::Lines::All(number),
                    id: id_text(&line.id),
                    locale: line.locale,
                    title,
                    body,
                    codes: line.codes,
                    messages: line.messages,
                    questions: line.questions,
                    when: line
                        .when
                        .map_or_else(When::default, |w| When { release: w.release, route: w.route }),
                    actions: line.actions,
                    steps: line.steps,
                });
            }
            Err((column, code, message, help)) => {
                found.push(Diagnostic {
                    path: source.path.clone(),
                    line: number,
                    column,
                    code,
                    message,
                    help,
                });
            }
        }
    }
    drafts
}

type Wrong = (u32, &'static str, String, String);

fn line(text: &str) -> Result<(Line, Document), Wrong> {
    if text.len() > 2 * limits::SOLUTION_BYTES {
        let help = format!("shorten it to {} bytes", limits::SOLUTION_BYTES);
        return Err((1, "UNSTUCK-S010", "this solution is too large".into(), help));
    }
    let line: Line = serde_json::from_str(text).map_err(|error| {
        let help = "each line is one JSON object: {\"id\", \"title\", \"body\", \"codes\": []} and, if wanted, \
                    locale, questions, messages, when, actions, steps";
        (error.column() as u32, "UNSTUCK-S011", error.to_string(), help.to_owned())
    })?;
    let body = markdown::document(&line.body).map_err(|refused| {
        (1, "UNSTUCK-S010", format!("the body {} (its line {})", refused.message, refused.line), refused.help)
    })?;
    Ok((line, body))
}

/// An id as catalogues from elsewhere have it, with `_` for every character that an id may not have.
///
/// ```
/// assert_eq!(unstuck_resolver::author::id_text("bank:lost card?"), "bank:lost_card_");
/// ```
#[must_use]
pub fn id_text(id: &str) -> String {
    if SolutionId::new(id).is_ok() {
        return id.to_owned();
    }
    id.trim().chars().map(|c| if SolutionId::new(c.to_string()).is_ok() { c } else { '_' }).collect()
}
