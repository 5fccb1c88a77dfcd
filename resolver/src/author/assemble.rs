//! Drafts from all files into solutions, with everything that is wrong about them.

use std::collections::BTreeMap;

use fast_glob::validate;
use semver::VersionReq;
use unstuck_protocol::{Action, Document, Locale, SolutionId, Target, limits};

use super::{
    Diagnostic,
    action::{FrontAction, FrontTarget, Wrong},
    mine::mine,
};
use crate::{Catalogue, Solution, Text, When, pattern::Pattern};

/// The language of a text that names none.
const DEFAULT_LOCALE: &str = "en";

/// One text of a solution, as read from a file.
pub(super) struct Draft {
    pub(super) path: String,
    pub(super) lines: Lines,
    pub(super) id: String,
    pub(super) locale: Option<String>,
    pub(super) title: String,
    pub(super) body: Document,
    pub(super) codes: Vec<String>,
    pub(super) messages: Vec<String>,
    pub(super) questions: Vec<String>,
    pub(super) when: When,
    pub(super) actions: Vec<FrontAction>,
    pub(super) steps: Vec<FrontTarget>,
}

/// Where a draft's fields stand.
pub(super) enum Lines {
    /// All on this line.
    All(u32),
    /// Each on its own line.
    Fields(BTreeMap<String, u32>),
}

impl Draft {
    fn line(&self, field: &str) -> u32 {
        match &self.lines {
            Lines::All(line) => *line,
            Lines::Fields(lines) => lines.get(field).copied().unwrap_or(1),
        }
    }

    fn wrong(&self, field: &str, code: &'static str, message: String, help: &str) -> Diagnostic {
        let (path, line) = (self.path.clone(), self.line(field));
        Diagnostic { path, line, column: 1, code, message, help: help.to_owned() }
    }
}

/// Joins drafts of one id; the first one in the order given is the default text.
pub(super) fn assemble(drafts: Vec<Draft>, found: &mut Vec<Diagnostic>) -> Catalogue {
    let mut solutions: BTreeMap<SolutionId, Solution> = BTreeMap::new();
    let mut places: BTreeMap<(SolutionId, String), String> = BTreeMap::new();
    for draft in drafts {
        check(&draft, found);
        let id = match SolutionId::new(draft.id.as_str()) {
            Ok(id) => id,
            Err(error) => {
                found.push(draft.wrong(
                    "id",
                    "UNSTUCK-S004",
                    format!("`{}` is {error}", draft.id),
                    "rename it",
                ));
                continue;
            }
        };
        let tag = draft.locale.as_deref().unwrap_or(DEFAULT_LOCALE);
        let Some(locale) = Locale::new(tag) else {
            let help = "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`";
            found.push(draft.wrong("locale", "UNSTUCK-S007", format!("`{tag}` is no language tag"), help));
            continue;
        };
        let locale = locale.as_str().to_owned();
        let place = format!("{}:{}", draft.path, draft.line("id"));
        if let Some(first) = places.insert((id.clone(), locale.clone()), place) {
            let message = format!("`{id}` has a text in `{locale}` already, at {first}");
            found.push(draft.wrong("id", "UNSTUCK-S005", message, "give it another id, or merge the two"));
            continue;
        }
        let (actions, steps) = doings(&draft, found);
        let solution = solutions.entry(id.clone()).or_insert_with(|| Solution {
            id,
            codes: Vec::new(),
            messages: Vec::new(),
            questions: Vec::new(),
            when: draft.when.clone(),
            texts: Vec::new(),
        });
        join(&mut solution.codes, draft.codes);
        join(&mut solution.messages, draft.messages);
        join(&mut solution.messages, mine(&draft.body));
        join(&mut solution.questions, draft.questions);
        let title = draft.title.trim().to_owned();
        solution.texts.push(Text { locale, title, body: draft.body, actions, steps });
    }
    Catalogue::new(solutions.into_values().collect())
}

/// The fixes and the places of a text.
fn doings(draft: &Draft, found: &mut Vec<Diagnostic>) -> (Vec<Action>, Vec<Target>) {
    let mut wrong = |field, (what, help): Wrong| found.push(draft.wrong(field, "UNSTUCK-S030", what, help));
    let mut actions = Vec::new();
    for action in &draft.actions {
        action.clone().read().map_or_else(|fault| wrong("actions", fault), |action| actions.push(action));
    }
    let mut steps = Vec::new();
    for step in &draft.steps {
        step.clone().read().map_or_else(|fault| wrong("steps", fault), |step| steps.push(step));
    }
    if actions.len() > limits::ACTIONS {
        wrong(
            "actions",
            (format!("it offers {} fixes", actions.len()), "leave the best few; the limit is ACTIONS"),
        );
    }
    let told = draft.body.steps().map_or(0, |steps| steps.nodes.len());
    if steps.len() > told.min(limits::STEPS) {
        let what =
            format!("`steps` ties {} places, and the text's first numbered list has {told}", steps.len());
        wrong("steps", (what, "write a numbered list with an entry for each place; the limit is STEPS"));
    }
    (actions, steps)
}

fn join(all: &mut Vec<String>, more: Vec<String>) {
    for text in more.into_iter().map(|text| text.trim().to_owned()) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
}

fn check(draft: &Draft, found: &mut Vec<Diagnostic>) {
    if draft.title.trim().is_empty() {
        let help = "add `title: …`, the headline that people read";
        found.push(draft.wrong("title", "UNSTUCK-S006", "the title is missing".into(), help));
    }
    let lines = std::slice::from_ref(&draft.title);
    for (field, texts, most) in [
        ("title", lines, limits::LINE_BYTES),
        ("codes", &draft.codes, limits::CODE_BYTES),
        ("messages", &draft.messages, limits::MESSAGE_BYTES),
        ("questions", &draft.questions, limits::MESSAGE_BYTES),
    ] {
        if let Some(text) = texts.iter().find(|text| text.len() > most) {
            let start: String = text.chars().take(30).collect();
            let message = format!("`{field}` has a text of {} bytes: `{start}…`", text.len());
            found.push(draft.wrong(field, "UNSTUCK-S012", message, &format!("shorten it to {most} bytes")));
        }
        if field != "title" && texts.iter().any(|text| text.trim().is_empty()) {
            let message = format!("`{field}` has an empty entry");
            found.push(draft.wrong(field, "UNSTUCK-S012", message, "remove it"));
        }
    }
    for message in draft.messages.iter().filter(|message| !message.trim().is_empty()) {
        if Pattern::new(message).is_none() {
            let message = format!("the message `{message}` has no word of its own and would fit every error");
            let help = "write the words that stay the same, with `{name}` for what varies";
            found.push(draft.wrong("messages", "UNSTUCK-S013", message, help));
        }
    }
    for message in unheld(&draft.when) {
        let help = "write `release` as in Cargo.toml, such as `>=2.0, <2.4`, and `route` as a path with `*` and `**`, such as `/orders/**`";
        found.push(draft.wrong("when", "UNSTUCK-S009", message, help));
    }
}

/// What of a `when` can't be read.
pub(super) fn unheld(when: &When) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(Err(error)) = when.release.as_deref().map(VersionReq::parse) {
        found.push(format!("`when.release` can't be read: {error}"));
    }
    if let Some(glob) = when.route.as_deref().filter(|glob| !glob.starts_with('/') || validate(glob).is_err())
    {
        found.push(format!("`when.route` is no route: `{glob}`"));
    }
    found
}
