//! A Markdown solution: YAML between two lines of `---`, then the text.

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use unstuck_protocol::limits;

use super::{
    Diagnostic, Source,
    action::{FrontAction, FrontTarget},
    assemble::{Draft, Lines},
    markdown,
};
use crate::When;

const KNOWN: &str = "id, title, locale, codes, messages, questions, when (release, route), actions, steps";

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Front {
    id: Option<String>,
    title: String,
    locale: Option<String>,
    codes: Vec<String>,
    messages: Vec<String>,
    questions: Vec<String>,
    when: FrontWhen,
    actions: Vec<FrontAction>,
    steps: Vec<FrontTarget>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FrontWhen {
    release: Option<String>,
    route: Option<String>,
}

impl From<FrontWhen> for When {
    fn from(front: FrontWhen) -> Self {
        Self { release: front.release, route: front.route }
    }
}

/// What stands at the start of a file, and the text behind it.
pub(super) struct Head<T> {
    pub(super) front: T,
    pub(super) body: String,
    /// The file's line on which the text begins.
    pub(super) first: usize,
    /// The file's line of each field.
    pub(super) lines: BTreeMap<String, u32>,
}

/// Reads one file. The draft's id stays empty where the front matter names none.
pub(super) fn read(source: &Source) -> Result<Draft, Diagnostic> {
    let Head { front, body, first, lines } = head::<Front>(source, KNOWN)?;
    let body = markdown::document(&body).map_err(|refused| refused.at(source, first))?;
    Ok(Draft {
        path: source.path.clone(),
        lines: Lines::Fields(lines),
        id: front.id.unwrap_or_default(),
        locale: front.locale,
        title: front.title,
        body,
        codes: front.codes,
        messages: front.messages,
        questions: front.questions,
        when: front.when.into(),
        actions: front.actions,
        steps: front.steps,
    })
}

/// Parts a file, and reads its front matter.
pub(super) fn head<T: DeserializeOwned + Default>(
    source: &Source,
    known: &str,
) -> Result<Head<T>, Diagnostic> {
    let wrong = |line: usize, column: usize, code, message: String, help: String| Diagnostic {
        path: source.path.clone(),
        line: line as u32,
        column: column as u32,
        code,
        message,
        help,
    };
    if source.text.len() > limits::SOLUTION_BYTES {
        let help = format!("shorten it to {} bytes, or split it", limits::SOLUTION_BYTES);
        return Err(wrong(1, 1, "UNSTUCK-S010", "this file is too large".into(), help));
    }
    let text = source.text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some(rest) = text.strip_prefix("---\n") else {
        let help = "begin the file with `---`, `id: …`, `title: …` and `---`, each on a line of its own";
        return Err(wrong(1, 1, "UNSTUCK-S001", "there is no front matter".into(), help.into()));
    };
    let Some((yaml, body, first)) = split(rest) else {
        let help = "end the front matter with a line of `---`";
        return Err(wrong(1, 1, "UNSTUCK-S002", "the front matter does not end".into(), help.into()));
    };
    let front: T = if yaml.trim().is_empty() { Ok(T::default()) } else { serde_saphyr::from_str(yaml) }
        .map_err(|error| {
            // One line more: the parser did not see the opening `---`.
            let (line, column) =
                error.location().map_or((2, 1), |at| (at.line() as usize + 1, at.column() as usize));
            let message = error.without_snippet().to_string();
            // Its own place counts without the opening line; the right one stands before the message.
            let message = message.lines().next().unwrap_or_default().split(" at line ").next();
            let message = message.unwrap_or_default().to_owned();
            wrong(line, column.max(1), "UNSTUCK-S003", message, format!("known fields: {known}"))
        })?;
    Ok(Head { front, body: body.to_owned(), first, lines: fields(yaml) })
}

/// The YAML, the text behind it, and the file's line on which that text begins.
fn split(rest: &str) -> Option<(&str, &str, usize)> {
    let mut at = 0;
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            return Some((&rest[..at], &rest[at + line.len()..], number + 3));
        }
        at += line.len();
    }
    None
}

/// The file's line of each top-level field.
fn fields(yaml: &str) -> BTreeMap<String, u32> {
    yaml.lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with([' ', '\t', '#', '-']))
        .filter_map(|(at, line)| Some((line.split_once(':')?.0.trim().to_owned(), at as u32 + 2)))
        .collect()
}
