//! What holds for any flow, any text and any turns.

use proptest::{collection::vec, prelude::*, sample::select};
use unstuck_protocol::{ReplyKind, SolutionId, Turn, TurnKind, limits};
use unstuck_resolver::author::{Source, read_flows};
use unstuck_resolver::dialogue::{Heard, Step, Then};

use crate::wallet::{FLOW, Talk, catalogue, report};

fn source(text: &str) -> Source {
    Source { path: "money.flow.md".into(), text: text.into() }
}

/// Somewhere to lead to, among so many steps.
fn target(steps: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0..steps).prop_map(|at| format!("s{at}")),
        1 => select(vec!["person", "unknown", "solution: card-expired"]).prop_map(str::to_owned),
    ]
}

/// A step that asks, branches, acts or goes on.
fn step(steps: usize) -> impl Strategy<Value = String> {
    let to = || target(steps);
    prop_oneof![
        3 => vec(to(), 1..4).prop_map(|to| to.iter().enumerate().map(|(at, to)| format!("- Answer {at} → {to}\n")).collect()),
        1 => (to(), to()).prop_map(|(one, other)| format!("- if route /withdraw/** → {one}\n- else → {other}\n")),
        1 => (to(), to()).prop_map(|(one, other)| format!("- do fix → {one}\n- else → {other}\n")),
        1 => to().prop_map(|to| format!("→ {to}\n")),
    ]
}

fn flow() -> impl Strategy<Value = String> {
    (1_usize..6).prop_flat_map(|count| vec(step(count), count)).prop_map(|steps| {
        let steps = steps.iter().enumerate().map(|(at, ways)| format!("## s{at}\nWords {at}.\n\n{ways}\n"));
        format!("---\ntitle: Any\ncodes: [ANY]\n---\n{}", steps.collect::<String>())
    })
}

fn turn() -> impl Strategy<Value = Turn> {
    let kinds = vec![
        TurnKind::Start,
        TurnKind::Back,
        TurnKind::Repeat,
        TurnKind::Cancel,
        TurnKind::Skip,
        TurnKind::NotThat,
        TurnKind::Person,
        TurnKind::Silence,
        TurnKind::Unknown,
    ];
    let chips = vec![
        "wallet-frozen",
        "choice:0",
        "choice:1",
        "none",
        "not-that",
        "helped",
        "done",
        "failed",
        "resume",
        "leave",
        "card-expired",
        "flow:money",
        "daily-limit",
    ];
    let texts = vec![
        "yes",
        "no",
        "where is my money?",
        "I reached the limit",
        "how do I renew my card?",
        "not that",
        "算了",
        "go on",
        "I meant my card",
        "start over",
        "1",
        "limit",
        "",
    ];
    prop_oneof![
        select(kinds).prop_map(Turn::of),
        select(chips).prop_map(Turn::chip),
        select(texts).prop_map(Turn::text),
        ".{0,40}".prop_map(Turn::text),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flow_without_findings_ends_whatever_is_answered(text in flow(), answers in vec(0_usize..4, 64)) {
        let Ok(flows) = read_flows(&[source(&text)], &catalogue()) else { return Ok(()) };
        let flow = flows.all()[0].clone();
        let mut talk = Talk::about(report("ANY", "It failed.", "/withdraw/7"));
        talk.flows = flows;
        let mut reply = talk.press(TurnKind::Start);
        let most = flow.steps.iter().filter(|step| step.waits()).count() * usize::from(limits::FLOW_VISITS) + 1;
        let mut turns = 0;
        while matches!(reply.kind, ReplyKind::Ask | ReplyKind::Act) {
            turns += 1;
            prop_assert!(turns <= most, "{}", text);
            let chip = &reply.chips[answers[turns % answers.len()] % reply.chips.len()].id.clone();
            reply = talk.choose(chip);
        }
        prop_assert!(matches!(reply.kind, ReplyKind::Answer | ReplyKind::Handoff | ReplyKind::Cannot), "{:?} {}", reply, text);
    }

    #[test]
    fn what_the_check_passes_has_a_way_out_of_every_step(text in flow()) {
        let Ok(flows) = read_flows(&[source(&text)], &catalogue()) else { return Ok(()) };
        // Counted another way than the check does: an end is so many steps away.
        let steps = &flows.all()[0].steps;
        let away = |at: usize| {
            let (mut near, mut met) = (vec![at], vec![false; steps.len()]);
            while let Some(at) = near.pop() {
                if std::mem::replace(&mut met[at], true) { continue; }
                for to in steps[at].targets() {
                    match to {
                        unstuck_resolver::dialogue::Target::Step(name) => near.extend(steps.iter().position(|step| step.name == *name)),
                        _ => return true,
                    }
                }
            }
            false
        };
        prop_assert!((0..steps.len()).all(away), "{}", text);
        let empty = |step: &Step| matches!(&step.then, Then::Ask(to, _) if to.is_empty());
        prop_assert!(!steps.iter().any(empty));
    }

    #[test]
    fn any_text_is_a_flow_or_findings(cuts in vec((any::<prop::sample::Index>(), "[-#→>`:a-z \\n]{0,6}"), 0..6), noise in prop::option::of(".{0,200}")) {
        let mut text = FLOW.to_owned();
        for (at, piece) in cuts {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) { at -= 1; }
            text.insert_str(at, &piece);
        }
        let text = noise.unwrap_or(text);
        match read_flows(&[source(&text)], &catalogue()) {
            Ok(flows) => prop_assert_eq!(flows.all().len(), 1),
            Err(found) => prop_assert!(!found.is_empty() && found.iter().all(|one| one.line > 0 && one.code.starts_with("UNSTUCK-S"))),
        }
    }

    #[test]
    fn any_turns_have_replies_and_the_state_stays_small(turns in vec(turn(), 1..40)) {
        let likely = ["wallet-frozen", "daily-limit"].map(|id| SolutionId::new(id).unwrap()).to_vec();
        let mut talk = Talk { likely, ..Talk::new() };
        let own = catalogue();
        for turn in turns {
            let reply = talk.turn(&turn);
            if let Some(article) = &reply.article {
                prop_assert_eq!(article, &own.get(&article.solution).unwrap().article(&[]));
            }
            prop_assert!(serde_json::to_string(&talk.state).unwrap().len() < 32_000);
        }
    }

    #[test]
    fn what_is_heard_is_of_what_was_shown_or_offered_and_a_wish_is_told_once(turns in vec(turn(), 1..40), failed in any::<bool>()) {
        let likely = ["wallet-frozen", "daily-limit"].map(|id| SolutionId::new(id).unwrap()).to_vec();
        let failed = failed.then(|| report("CARD_EXPIRED", "No.", "/withdraw/7"));
        let mut talk = Talk { report: failed, likely: likely.clone(), ..Talk::new() };
        let mut wanted = Vec::new();
        for turn in turns {
            let before = talk.state.shown().cloned();
            talk.turn(&turn);
            prop_assert!(talk.heard.len() <= 1, "{:?}", talk.heard);
            match talk.heard.pop() {
                Some(Heard::Wanted(solution)) => {
                    prop_assert!(before.as_ref() == Some(&solution) || likely.contains(&solution));
                    prop_assert!(!wanted.contains(&solution), "{:?}", solution);
                    wanted.push(solution);
                }
                Some(Heard::Helped { report, solution } | Heard::NotThat { report, solution }) => {
                    prop_assert_eq!((report.as_str(), Some(solution)), ("r1", before));
                    prop_assert!(talk.report.is_some());
                }
                None => {}
            }
        }
    }

    #[test]
    fn two_clarifying_questions_in_a_row_are_the_most(
        texts in vec(select(vec!["I reached the limit", "limit", "my card", "bank", "money", "none of these", "not that", "I meant the limit"]), 1..20),
    ) {
        let mut talk = Talk::new();
        let mut in_a_row = 0;
        for text in texts {
            let reply = talk.say(text);
            in_a_row = if reply.kind == ReplyKind::Clarify { in_a_row + 1 } else { 0 };
            prop_assert!(in_a_row <= limits::CLARIFICATIONS);
        }
    }
}
