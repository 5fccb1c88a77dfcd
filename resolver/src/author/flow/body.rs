//! A flow's text into steps, line by line.

use unstuck_protocol::{Document, SolutionId, limits};

use super::{Draft, wrong};
use crate::{
    author::{Diagnostic, Source, markdown},
    dialogue::{Fact, Step, Target, Then},
};

/// What leads somewhere.
const ARROWS: [&str; 2] = ["→", "->"];
/// Ends that are no steps.
const PERSON: &str = "person";
const UNKNOWN: &str = "unknown";

/// A step as it was written.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) name: String,
    /// The line of its heading.
    pub(super) line: u32,
    pub(super) text: Document,
    pub(super) ways: Vec<Way>,
    /// A way of it can't be read, which is said already.
    pub(super) broken: bool,
}

/// A way out of a step.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) line: u32,
    pub(super) by: By,
    pub(super) to: Target,
}

/// What makes it that way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum By {
    Choice(String),
    Fact(Fact),
    Else,
    Action(String),
    Nothing,
}

impl Raw {
    /// The answers to choose from.
    pub(super) fn choices(&self) -> impl Iterator<Item = &str> {
        self.ways.iter().filter_map(|way| match &way.by {
            By::Choice(label) => Some(label.as_str()),
            _ => None,
        })
    }
}

/// A step while it is read.
struct Open {
    raw: Raw,
    text: String,
    /// The line on which its text begins.
    first: u32,
}

/// Reads the text of a file, which begins on this line; what can't be read becomes a finding.
pub(super) fn read(source: &Source, body: &str, first: usize, found: &mut Vec<Diagnostic>) -> Vec<Raw> {
    let mut steps: Vec<Open> = Vec::new();
    let (mut lead, mut fenced) = (String::new(), false);
    for (at, line) in body.lines().enumerate() {
        let number = (first + at) as u32;
        let trimmed = line.trim();
        fenced ^= trimmed.starts_with("```") || trimmed.starts_with("~~~");
        if let Some(name) = line.strip_prefix("## ").filter(|_| !fenced) {
            let raw = Raw {
                name: name.trim().to_owned(),
                line: number,
                text: Document::default(),
                ways: Vec::new(),
                broken: false,
            };
            steps.push(Open { raw, text: String::new(), first: number + 1 });
            continue;
        }
        let Some(step) = steps.last_mut() else {
            lead.push_str(line);
            lead.push('\n');
            continue;
        };
        let way = (!fenced).then(|| way(trimmed)).flatten();
        if let Some((left, right)) = way {
            match (by(left), target(right)) {
                (Ok(by), Some(to)) => step.raw.ways.push(Way { line: number, by, to }),
                (Err((code, message, help)), _) => {
                    step.raw.broken = true;
                    found.push(wrong(source, number, code, message, help));
                }
                (Ok(_), None) => {
                    step.raw.broken = true;
                    let message = format!("`{right}` is nowhere to lead to");
                    let help = "write the name of a step, `solution: …`, `person` or `unknown`";
                    found.push(wrong(source, number, "UNSTUCK-S020", message, help));
                }
            }
        } else if !trimmed.is_empty() && !step.raw.ways.is_empty() {
            let message = format!("words stand behind the ways of the step `{}`", step.raw.name);
            found.push(wrong(
                source,
                number,
                "UNSTUCK-S020",
                message,
                "move them above the list, or begin a step with `## name`",
            ));
        } else {
            step.text.push_str(line);
            step.text.push('\n');
        }
    }
    if steps.is_empty() {
        let help = "begin a step with `## name`, and end it with a list of answers such as `- Yes → person`";
        found.push(wrong(source, first as u32, "UNSTUCK-S020", "the flow has no step".into(), help));
    }
    if steps.len() > limits::FLOW_STEPS {
        let message = format!("the flow has {} steps, and {} are the most", steps.len(), limits::FLOW_STEPS);
        found.push(wrong(source, first as u32, "UNSTUCK-S020", message, "split it into several flows"));
    }
    // What stands before the first step is said with it.
    if let Some(step) = steps.first_mut().filter(|_| !lead.trim().is_empty()) {
        step.text.insert_str(0, &format!("{}\n\n", lead.trim_end()));
        step.first = first as u32;
    }
    steps.into_iter().map(|step| closed(source, step, found)).collect()
}

fn closed(source: &Source, open: Open, found: &mut Vec<Diagnostic>) -> Raw {
    let mut raw = open.raw;
    match markdown::document(&open.text) {
        Ok(text) => raw.text = text,
        Err(refused) => found.push(refused.at(source, open.first as usize)),
    }
    raw
}

/// The two sides of a way: a line of a list with an arrow, or one that begins with an arrow.
fn way(line: &str) -> Option<(&str, &str)> {
    if let Some(rest) = ARROWS.iter().find_map(|arrow| line.strip_prefix(arrow)) {
        return Some(("", rest.trim()));
    }
    let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))?;
    let arrow = ARROWS.iter().filter_map(|arrow| Some((item.rfind(arrow)?, arrow))).max()?;
    Some((item[..arrow.0].trim(), item[arrow.0 + arrow.1.len()..].trim()))
}

type Unread = (&'static str, String, &'static str);

fn by(left: &str) -> Result<By, Unread> {
    if left.is_empty() {
        return Ok(By::Nothing);
    }
    if left == "else" {
        return Ok(By::Else);
    }
    if let Some(fact) = left.strip_prefix("if ") {
        let help = "write `if route /path/**`, `if release >=2.0`, `if code …`, `if environment …`, `if locale …`, `if trait.name value` or `if tag.name value`";
        return Fact::new(fact)
            .map(By::Fact)
            .ok_or_else(|| ("UNSTUCK-S026", format!("`{fact}` is no fact"), help));
    }
    if let Some(action) = left.strip_prefix("do ").map(|action| action.trim().trim_matches('`')) {
        let help = "write the name under which the app registers the action";
        return match SolutionId::new(action) {
            Ok(_) => Ok(By::Action(action.to_owned())),
            Err(_) => Err(("UNSTUCK-S020", format!("`{action}` is no name of an action"), help)),
        };
    }
    if left.len() > limits::LINE_BYTES {
        return Err((
            "UNSTUCK-S020",
            "this answer is too long to choose".into(),
            "shorten it to a few words",
        ));
    }
    Ok(By::Choice(left.to_owned()))
}

fn target(right: &str) -> Option<Target> {
    let right = right.trim_matches('`').trim();
    if let Some(id) = right.strip_prefix("solution:").or_else(|| right.strip_prefix("solution ")) {
        return SolutionId::new(id.trim().trim_matches('`')).ok().map(Target::Solution);
    }
    match right {
        PERSON => Some(Target::Person),
        UNKNOWN => Some(Target::Unknown),
        name => is_name(name).then(|| Target::Step(name.to_owned())),
    }
}

/// Whether a step may be called so; what means an end may not.
pub(super) fn is_name(name: &str) -> bool {
    !matches!(name, PERSON | UNKNOWN) && name.len() <= limits::ID_BYTES && SolutionId::new(name).is_ok()
}

/// What happens at a step.
pub(super) fn step(draft: &Draft<'_>, raw: &Raw, found: &mut Vec<Diagnostic>) -> Option<Step> {
    let name = raw.name.clone();
    if raw.ways.len() > limits::FLOW_CHOICES {
        let message = format!(
            "the step `{name}` has {} ways, and {} are the most",
            raw.ways.len(),
            limits::FLOW_CHOICES
        );
        found.push(draft.wrong(raw.line, "UNSTUCK-S020", message, "ask in two steps"));
        return None;
    }
    let (mut choices, mut cases, mut actions, mut elses, mut goes) = (vec![], vec![], vec![], vec![], vec![]);
    for way in &raw.ways {
        let to = way.to.clone();
        match &way.by {
            By::Choice(_) => choices.push(to),
            By::Fact(fact) => cases.push((fact.clone(), to)),
            By::Action(action) => actions.push((action.clone(), to)),
            By::Else => elses.push(to),
            By::Nothing => goes.push(to),
        }
    }
    if raw.broken {
        return None;
    }
    let kinds = [!choices.is_empty(), !cases.is_empty(), !actions.is_empty(), !goes.is_empty()];
    let wrong =
        |code, message: &str, help| draft.wrong(raw.line, code, format!("the step `{name}` {message}"), help);
    let refused = match (kinds, elses.len()) {
        ([false, false, false, false], 0) => wrong(
            "UNSTUCK-S024",
            "leads nowhere",
            "say where it leads: `→ solution: …`, `→ person`, `→ unknown`, or answers to choose from",
        ),
        ([true, false, false, false], 0 | 1) => {
            return Some(Step { name, then: Then::Ask(choices, elses.pop()) });
        }
        ([false, true, false, false] | [false, false, true, false], 0) => wrong(
            "UNSTUCK-S026",
            "has no `else`",
            "add `- else → …`: what the context does not tell is not so, and a fix may fail",
        ),
        ([false, true, false, false], 1) => {
            let otherwise = elses.pop()?;
            return Some(Step { name, then: Then::Branch(cases, otherwise) });
        }
        ([false, false, true, false], 1) if actions.len() == 1 => {
            let ((action, done), failed) = (actions.pop()?, elses.pop()?);
            return Some(Step { name, then: Then::Act(action, done, failed) });
        }
        ([false, false, false, true], 0) if goes.len() == 1 => {
            return Some(Step { name, then: Then::Go(goes.pop()?) });
        }
        _ => wrong(
            "UNSTUCK-S020",
            "does several things at once",
            "let a step ask, branch by `if`, run one action by `do`, or go on by a single arrow; each with at most one `else`",
        ),
    };
    found.push(refused);
    None
}
