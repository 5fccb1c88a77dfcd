//! Flows, walked through.

use unstuck_protocol::{Chip, PhraseKey as Key, ReplyKind, TurnKind, User, limits};

use crate::wallet::{Talk, asked, chips, flows, keys, report, shown};

#[test]
fn a_branch_goes_by_what_is_known_without_asking() {
    let mut talk = Talk::walking();
    assert_eq!(asked(&talk.say("yes")), "How many days ago was that?");
    let mut talk = Talk::walking();
    talk.context.route = Some("/transfer".into());
    let reply = talk.say("yes");
    assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Cannot, vec![Key::NotKnown]));
    let mut talk = Talk::walking();
    talk.context.route = None;
    assert_eq!(talk.say("yes").kind, ReplyKind::Cannot, "what is not known is not so");
}

#[test]
fn traits_codes_and_tags_are_facts() {
    let text = "---\ntitle: Any\ncodes: [X]\n---\n## start\n- if trait.plan pro → pro\n- if tag.region eu → unknown\n- if code X → person\n- else → solution: card-expired\n\n## pro\nYou pay already.\n\n→ solution: on-its-way\n";
    let begin = |change: &dyn Fn(&mut unstuck_protocol::Report)| {
        let mut report = report("X", "No.", "/a");
        change(&mut report);
        let mut talk = Talk::about(report);
        talk.flows = flows(text);
        talk.press(TurnKind::Start)
    };
    assert_eq!(begin(&|_| ()).kind, ReplyKind::Handoff);
    assert_eq!(begin(&|report| report.context.tags.insert("region", "EU")).kind, ReplyKind::Cannot);
    let pro = begin(&|report| {
        let mut user = User::default();
        user.traits.insert("plan", "pro");
        report.context.user = Some(user);
    });
    assert_eq!((shown(&pro), asked(&pro).as_str()), (Some("on-its-way"), "You pay already."));
}

#[test]
fn a_fix_is_offered_by_name_and_what_comes_of_it_leads_on() {
    let to_the_fix = || {
        let mut talk = Talk::walking();
        talk.say("yes");
        let reply = talk.say("three or more");
        assert_eq!((reply.kind, reply.action.as_deref()), (ReplyKind::Act, Some("ask-bank")));
        assert_eq!(chips(&reply), [Chip::DONE, Chip::FAILED]);
        talk
    };
    assert_eq!(shown(&to_the_fix().choose(Chip::DONE)), Some("on-its-way"));
    assert_eq!(to_the_fix().choose(Chip::FAILED).kind, ReplyKind::Handoff);
    assert_eq!(shown(&to_the_fix().say("done")), Some("on-its-way"));
    assert_eq!(to_the_fix().say("no").kind, ReplyKind::Handoff);
    assert_eq!(to_the_fix().press(TurnKind::Skip).kind, ReplyKind::Handoff);
}

#[test]
fn going_back_goes_through_every_step_and_then_says_so() {
    let mut talk = Talk::walking();
    talk.say("yes");
    talk.say("three or more");
    assert_eq!(asked(&talk.say("back")), "How many days ago was that?");
    assert!(asked(&talk.press(TurnKind::Back)).ends_with("Did your balance go down?"));
    while !keys(&talk.press(TurnKind::Back)).contains(&Key::NothingBefore) {}
    let mut talk = Talk::new();
    assert_eq!(keys(&talk.say("返回"))[0], Key::NothingBefore);
}

#[test]
fn circles_end_with_an_honest_word() {
    let mut talk = Talk::new();
    talk.flows = flows(
        "---\ntitle: Round and round\ncodes: [R]\n---\n## one\nAgain?\n\n- Yes → two\n- No → person\n\n## two\nReally?\n\n- Yes → one\n- No → person\n",
    );
    talk.report = Some(report("R", "No.", "/a"));
    talk.press(TurnKind::Start);
    let mut turns = 0;
    let last = loop {
        turns += 1;
        let reply = talk.say("yes");
        if reply.kind != ReplyKind::Ask {
            break reply;
        }
    };
    assert_eq!((keys(&last), turns), (vec![Key::InCircles], 2 * usize::from(limits::FLOW_VISITS)));
    assert!(talk.state.ended());
}

#[test]
fn a_solution_at_the_end_of_a_flow_may_be_the_wrong_one() {
    let mut talk = Talk::walking();
    assert_eq!(shown(&talk.say("no")), Some("bank-timeout"));
    let reply = talk.say("that didn't help");
    assert!(keys(&reply).contains(&Key::LeftOut) && shown(&reply).is_none(), "{reply:?}");
    assert!(!chips(&reply).contains(&"bank-timeout") && !chips(&reply).contains(&"flow:money"), "{reply:?}");
}

#[test]
fn several_flows_wait_and_none_twice() {
    let mut talk = Talk::walking();
    for _ in 0..5 {
        talk.say("转人工");
        talk.choose(Chip::RESUME);
    }
    talk.say("human");
    let reply = talk.choose(Chip::LEAVE);
    assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Cancelled, vec![Key::Left, Key::Welcome]));
    assert_eq!(keys(&talk.choose(Chip::RESUME))[0], Key::NothingToLeave);
}

#[test]
fn the_drawing_has_every_step_and_end() {
    let flows = flows(crate::wallet::FLOW);
    let drawn = unstuck_resolver::dialogue::mermaid(&flows.all()[0]);
    for line in [
        "flowchart TD",
        "  start([\"Where is my money?\"]) --> s0",
        "  s0[\"balance: We find out together. Did your balance go down?\"]",
        "  s0 -->|\"Yes, it went down\"| s1",
        "  s1{\"where\"}",
        "  s1 -->|\"if route /withdraw/**\"| s2",
        "  s4[[\"ask: We can ask the bank.\"]]",
        "  s4 -->|\"do ask-bank\"| e3",
        "  e2([\"a person\"])",
    ] {
        assert!(drawn.lines().any(|drawn| drawn == line), "{line}\n{drawn}");
    }
}
