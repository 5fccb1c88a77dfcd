//! A flow in another language: the same steps and ways, other words.

use super::{
    Diagnostic, Draft,
    body::{By, Raw},
};
use crate::dialogue::{Flow, FlowText, Words};

/// Adds the words of another language to a flow, in the order of the flow's own steps.
pub(super) fn add(
    flow: &mut Flow,
    own: &[Raw],
    draft: &Draft<'_>,
    text: FlowText,
    found: &mut Vec<Diagnostic>,
) {
    let before = found.len();
    let mut steps = Vec::new();
    for raw in own {
        let there = draft.steps.iter().position(|other| other.name == raw.name);
        let Some(there) = there else {
            // A step that says nothing and asks nothing needs no words.
            if raw.text.0.is_empty() && raw.choices().next().is_none() {
                steps.push(Words::default());
            } else {
                let message = format!("the step `{}` is missing in this language", raw.name);
                found.push(draft.wrong(1, "UNSTUCK-S028", message, "translate it, under the same name"));
            }
            continue;
        };
        same(draft, raw, &draft.steps[there], found);
        steps.push(text.steps[there].clone());
    }
    for raw in draft.steps.iter().filter(|raw| own.iter().all(|other| other.name != raw.name)) {
        let message = format!("the default text has no step `{}`", raw.name);
        found.push(draft.wrong(raw.line, "UNSTUCK-S028", message, "name the steps as the default text does"));
    }
    if flow.texts.iter().any(|other| other.locale == text.locale) {
        let message = format!("`{}` has a text in `{}` already", flow.id, text.locale);
        found.push(draft.wrong(1, "UNSTUCK-S005", message, "remove one of the two"));
    }
    if found.len() == before {
        let more = |own: &mut Vec<String>, other: &[String]| {
            other
                .iter()
                .filter(|text| !text.trim().is_empty())
                .for_each(|text| own.push(text.trim().to_owned()));
        };
        more(&mut flow.questions, &draft.front.questions);
        more(&mut flow.codes, &draft.front.codes);
        flow.texts.push(FlowText { steps, ..text });
    }
}

/// Answers stand in one order and lead to the same; facts, fixes and single arrows may be left out, and are those of the
/// default text.
fn same(draft: &Draft<'_>, own: &Raw, other: &Raw, found: &mut Vec<Diagnostic>) {
    let asked = |raw: &Raw| raw.choices().count();
    if asked(own) != asked(other) {
        let message = format!(
            "the step `{}` has {} answers here, and {} in the default text",
            own.name,
            asked(other),
            asked(own)
        );
        found.push(draft.wrong(
            other.line,
            "UNSTUCK-S028",
            message,
            "translate each answer, in the same order",
        ));
        return;
    }
    let choices = |raw: &Raw| {
        raw.ways.iter().filter(|way| matches!(way.by, By::Choice(_))).cloned().collect::<Vec<_>>()
    };
    for (own, other) in choices(own).iter().zip(choices(other)) {
        if own.to != other.to {
            let message = "this answer leads elsewhere than in the default text".to_owned();
            found.push(draft.wrong(
                other.line,
                "UNSTUCK-S028",
                message,
                "keep the answers in the same order, and what stands behind their arrows",
            ));
        }
    }
    for way in other.ways.iter().filter(|way| !matches!(way.by, By::Choice(_))) {
        if own.ways.iter().all(|own| (&own.by, &own.to) != (&way.by, &way.to)) {
            let message = format!("the default text has no such way in the step `{}`", own.name);
            found.push(draft.wrong(
                way.line,
                "UNSTUCK-S028",
                message,
                "leave it out: ways are those of the default text",
            ));
        }
    }
}
