//! A flow as a drawing, in Mermaid's words.

use super::{Flow, Target, Then};

/// Draws a flow: what asks is a box, what looks at a fact a rhombus, what acts a box with two bars, and an end is round.
///
/// ```
/// use unstuck_resolver::{When, dialogue::{Flow, FlowText, Step, Target, Then, Words, mermaid}};
/// let flow = Flow {
///     id: "a".into(), codes: vec![], questions: vec![], when: When::default(),
///     steps: vec![Step { name: "sure".into(), then: Then::Ask(vec![Target::Person], None) }],
///     texts: vec![FlowText {
///         locale: "en".into(), title: "Are \"you\"?".into(),
///         steps: vec![Words { choices: vec!["Yes <b>".into()], ..Words::default() }],
///     }],
/// };
/// let drawn = mermaid(&flow);
/// assert!(drawn.starts_with("flowchart TD\n") && drawn.contains("Yes #lt;b#gt;"));
/// ```
#[must_use]
pub fn mermaid(flow: &Flow) -> String {
    let mut out = "flowchart TD\n".to_owned();
    let text = flow.texts.first();
    let title = text.map_or(flow.id.as_str(), |text| &text.title);
    out += &format!("  start([\"{}\"]) --> s0\n", escaped(title));
    let mut ends = Vec::new();
    for (at, step) in flow.steps.iter().enumerate() {
        let words = text.and_then(|text| text.steps.get(at));
        let said = words.map(|words| words.text.plain()).filter(|said| !said.is_empty());
        let said = said.map_or_else(|| step.name.clone(), |said| format!("{}: {}", step.name, short(&said)));
        let label = escaped(&said);
        let (open, close) = match &step.then {
            Then::Ask(..) => ("[", "]"),
            Then::Branch(..) => ("{", "}"),
            Then::Act(..) => ("[[", "]]"),
            Then::Go(_) => (">", "]"),
        };
        out += &format!("  s{at}{open}\"{label}\"{close}\n");
        let mut arrow = |label: &str, to: &Target| {
            let label = if label.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(label)) };
            out += &format!("  s{at} -->{label} {}\n", node(flow, to, &mut ends));
        };
        match &step.then {
            Then::Ask(targets, otherwise) => {
                for (choice, to) in targets.iter().enumerate() {
                    arrow(words.and_then(|words| words.choices.get(choice)).map_or("", String::as_str), to);
                }
                otherwise.iter().for_each(|to| arrow("else", to));
            }
            Then::Branch(cases, otherwise) => {
                cases.iter().for_each(|(fact, to)| arrow(&format!("if {fact}"), to));
                arrow("else", otherwise);
            }
            Then::Act(action, done, failed) => {
                arrow(&format!("do {action}"), done);
                arrow("else", failed);
            }
            Then::Go(to) => arrow("", to),
        }
    }
    for (at, end) in ends.iter().enumerate() {
        out += &format!("  e{at}([\"{}\"])\n", escaped(end));
    }
    out
}

/// The name of a node in the drawing; ends are numbered as they come.
fn node(flow: &Flow, to: &Target, ends: &mut Vec<String>) -> String {
    let end = match to {
        Target::Step(name) => return flow.step(name).map_or_else(String::new, |(at, _)| format!("s{at}")),
        Target::Solution(id) => format!("solution: {id}"),
        Target::Person => "a person".to_owned(),
        Target::Unknown => "we don't know".to_owned(),
    };
    let at = ends.iter().position(|other| *other == end).unwrap_or_else(|| {
        ends.push(end);
        ends.len() - 1
    });
    format!("e{at}")
}

/// The start of a text, in one line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LABEL { line } else { line.chars().take(LABEL).chain(['…']).collect() }
}

/// Longest label of a step, characters.
const LABEL: usize = 60;

/// A text within quotes, as Mermaid's entities have it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out += "#quot;",
            '<' => out += "#lt;",
            '>' => out += "#gt;",
            '&' => out += "#amp;",
            '#' => out += "#35;",
            '`' => out += "#96;",
            '\\' => out += "#92;",
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
