//! `unstuck flow`: flows as an outline, or drawn.

use std::path::PathBuf;

use clap::Args;
use unstuck_resolver::dialogue::{Flow, Step, Target, Then, mermaid};

use crate::catalogue;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  unstuck flow help/\n  unstuck flow help/ where-is-my-money --mermaid > money.mmd"
)]
pub(super) struct Options {
    /// A folder of Markdown files.
    path: PathBuf,
    /// The id of one flow; without it all of them.
    name: Option<String>,
    /// Print Mermaid flowcharts: of one flow the chart itself, of all a page of Markdown with one each.
    #[arg(long)]
    mermaid: bool,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let (_, flows) = catalogue::read_with_flows(&options.path)?;
    let ids = || flows.all().iter().map(|flow| flow.id.as_str()).collect::<Vec<_>>().join(", ");
    let Some(name) = &options.name else {
        if flows.all().is_empty() {
            return Err(format!(
                "UNSTUCK-V030: {} holds no flow. Write one whose name ends with .flow.md.",
                options.path.display()
            ));
        }
        for flow in flows.all() {
            if options.mermaid {
                println!("## {}\n\n```mermaid\n{}```\n", title(flow), mermaid(flow));
            } else {
                println!("{}", outline(flow));
            }
        }
        return Ok(());
    };
    let flow = flows
        .get(name)
        .ok_or_else(|| format!("UNSTUCK-V030: there is no flow `{name}`. Name one of these: {}.", ids()))?;
    if options.mermaid {
        print!("{}", mermaid(flow));
    } else {
        print!("{}", outline(flow));
    }
    Ok(())
}

fn title(flow: &Flow) -> &str {
    flow.texts.first().map_or(&flow.id, |text| &text.title)
}

/// A flow in lines: each step with its ways.
fn outline(flow: &Flow) -> String {
    let mut out = format!("{}  {}\n", flow.id, title(flow));
    for (at, step) in flow.steps.iter().enumerate() {
        out += &format!("  {}\n", step.name);
        for (by, to) in ways(flow, at, step) {
            out += &format!("    {}→ {}\n", if by.is_empty() { by } else { by + " " }, named(to));
        }
    }
    out
}

/// What leads where from a step.
fn ways<'f>(flow: &'f Flow, at: usize, step: &'f Step) -> Vec<(String, &'f Target)> {
    let words = flow.texts.first().and_then(|text| text.steps.get(at));
    let choice = |at: usize| words.and_then(|words| words.choices.get(at)).cloned().unwrap_or_default();
    let other = || "else".to_owned();
    match &step.then {
        Then::Ask(targets, otherwise) => {
            let choices = targets.iter().enumerate().map(|(at, to)| (choice(at), to));
            choices.chain(otherwise.iter().map(|to| (other(), to))).collect()
        }
        Then::Branch(cases, otherwise) => {
            let cases = cases.iter().map(|(fact, to)| (format!("if {fact}"), to));
            cases.chain([(other(), otherwise)]).collect()
        }
        Then::Act(action, done, failed) => vec![(format!("do {action}"), done), (other(), failed)],
        Then::Go(to) => vec![(String::new(), to)],
    }
}

fn named(to: &Target) -> String {
    match to {
        Target::Step(name) => name.clone(),
        Target::Solution(id) => format!("solution: {id}"),
        Target::Person => "person".to_owned(),
        Target::Unknown => "unknown".to_owned(),
    }
}
