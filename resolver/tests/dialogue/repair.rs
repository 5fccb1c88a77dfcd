//! The patterns of conversation repair, a test each; see the head of `main.rs`.

use unstuck_protocol::{Chip, PhraseKey as Key, ReplyKind, SolutionId, TurnKind};
use unstuck_resolver::{
    Catalogue, Resolver,
    dialogue::{Flows, State},
};

use crate::wallet::{FLOW, Talk, asked, catalogue, chips, flows, keys, report, shown};

#[test]
fn session_start() {
    let welcome = Talk::new().press(TurnKind::Start);
    assert_eq!((welcome.kind, keys(&welcome)), (ReplyKind::Welcome, vec![Key::Welcome]));
    // Under an error it begins with what is known of that error.
    let mut talk = Talk::about(report("CARD_EXPIRED", "No.", "/cards"));
    let first = talk.press(TurnKind::Start);
    assert_eq!((first.kind, shown(&first)), (ReplyKind::Answer, Some("card-expired")));
    let mut talk = Talk::about(report("MONEY_GONE", "No.", "/withdraw"));
    assert_eq!(talk.press(TurnKind::Start).kind, ReplyKind::Ask, "a code begins its flow");
    let mut talk = Talk::about(report("", "zzz qqq", "/cards"));
    assert_eq!(talk.press(TurnKind::Start).kind, ReplyKind::Welcome, "what nobody knows is not guessed");
}

#[test]
fn collect_information() {
    let mut talk = Talk::walking();
    let reply = talk.say("yes");
    assert_eq!(asked(&reply), "How many days ago was that?");
    let labels: Vec<&str> = reply.chips.iter().map(|chip| chip.label.as_str()).collect();
    assert_eq!(labels, ["Less than three", "Three or more"]);
    let reply = talk.say("less than three, I think");
    assert_eq!(
        (shown(&reply), asked(&reply).as_str()),
        (Some("on-its-way"), "A bank takes up to three days.")
    );
}

#[test]
fn correction() {
    // Of an answer to a question …
    let mut talk = Talk::walking();
    talk.choose("choice:1");
    assert_eq!(talk.state.shown().map(SolutionId::as_str), Some("bank-timeout"));
    talk.say("I want to change my answer");
    let reply = talk.choose("choice:0");
    assert_eq!(asked(&reply), "How many days ago was that?");
    // … of what was understood …
    let mut talk = Talk::new();
    talk.say("how do I renew my card?");
    talk.choose("card-expired");
    let reply = talk.say("No, I meant how do I unfreeze my wallet");
    assert_eq!(keys(&reply)[0], Key::LeftOut);
    assert_ne!(shown(&reply), Some("card-expired"));
    assert!(shown(&reply) == Some("wallet-frozen") || chips(&reply).contains(&"wallet-frozen"), "{reply:?}");
    assert!(!chips(&reply).contains(&"card-expired"), "what was not meant stays out");
    // … and of an answer, without a word of what was meant.
    let mut talk = Talk::about(report("LIMIT_DAILY", "You have reached the limit", "/pay"));
    assert_eq!(shown(&talk.press(TurnKind::Start)), Some("daily-limit"));
    let reply = talk.say("that's not it");
    assert_eq!(keys(&reply)[0], Key::LeftOut);
    assert!(shown(&reply) != Some("daily-limit") && !chips(&reply).contains(&"daily-limit"), "{reply:?}");
    assert_ne!(reply.kind, ReplyKind::Answer, "what is left is asked about: {reply:?}");
}

#[test]
fn clarification() {
    let mut talk = Talk::new();
    let reply = talk.say("I reached the limit");
    assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Clarify, vec![Key::OneOfThese]));
    let labels: Vec<&str> = reply.chips.iter().map(|chip| chip.label.as_str()).collect();
    assert!(labels.iter().any(|label| label.contains("today's limit")), "{labels:?}");
    assert_eq!(chips(&reply).last(), Some(&Chip::NONE));
    let reply = talk.say("the one for this month");
    assert_eq!(shown(&reply), Some("monthly-limit"));
}

#[test]
fn continue_interrupted() {
    let mut talk = Talk::walking();
    let reply = talk.say("why was my card declined? how do I renew my bank card that has expired?");
    let reply = if reply.kind == ReplyKind::Clarify { talk.choose("card-expired") } else { reply };
    assert_eq!(shown(&reply), Some("card-expired"), "{reply:?}");
    let waiting = reply.says.last().unwrap();
    assert_eq!((waiting.key, waiting.about.as_str()), (Key::Waiting, "Where is my money?"));
    assert!(chips(&reply).contains(&Chip::RESUME));
    let solved = talk.say("thanks!");
    assert_eq!((solved.kind, keys(&solved)), (ReplyKind::Completed, vec![Key::Glad, Key::Waiting]));
    let reply = talk.say("go on");
    assert_eq!(keys(&reply), [Key::GoingOn]);
    assert!(asked(&reply).ends_with("Did your balance go down?"));
    assert_eq!(asked(&talk.say("yes")), "How many days ago was that?", "the flow goes on where it was");
}

#[test]
fn cancel_flow() {
    let mut talk = Talk::walking();
    talk.say("yes");
    let reply = talk.say("never mind");
    assert_eq!((reply.kind, reply.says[0].about.as_str()), (ReplyKind::Cancelled, "Where is my money?"));
    assert_eq!(keys(&reply), [Key::Left, Key::Welcome]);
    assert!(reply.chips.is_empty(), "what is left does not wait");
    assert_eq!(keys(&talk.press(TurnKind::Cancel))[0], Key::NothingToLeave);
    // Who thinks again goes back.
    assert_eq!(asked(&talk.press(TurnKind::Back)), "How many days ago was that?");
}

#[test]
fn skip_question() {
    let mut talk = Talk::walking();
    let reply = talk.say("I don't know");
    assert_eq!(keys(&reply), [Key::Needed], "a step without another way says so, and asks again");
    assert!(asked(&reply).ends_with("Did your balance go down?"));
    talk.say("yes");
    assert_eq!(talk.press(TurnKind::Skip).kind, ReplyKind::Handoff, "the author's `else` is the way on");
}

#[test]
fn chitchat() {
    let mut talk = Talk::new();
    let reply = talk.say("hello there");
    assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Chitchat, vec![Key::Hello]));
    assert_eq!(keys(&talk.say("what can you do?")), [Key::Abilities]);
    assert_eq!(keys(&talk.say("bye")), [Key::Farewell]);
    // In the middle of a flow the question stays.
    let mut talk = Talk::walking();
    let reply = talk.say("Hi!");
    assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Chitchat, vec![Key::Hello]));
    assert!(asked(&reply).ends_with("Did your balance go down?") && reply.chips.len() == 2);
    // What only begins with a greeting is a question.
    assert_ne!(talk.say("hi, how do I renew my card?").kind, ReplyKind::Chitchat);
}

#[test]
fn cannot_handle() {
    for text in ["qwzx vvkp", "who won the football match yesterday", "🙂🙂🙂"] {
        let mut talk = Talk::new();
        let reply = talk.say(text);
        assert!(reply.article.is_none() && !chips(&reply).contains(&"choice:0"), "{text}: {reply:?}");
        assert!(matches!(keys(&reply)[0], Key::NoAnswer | Key::Unreadable), "{text}: {reply:?}");
    }
    let mut talk = Talk::walking();
    let reply = talk.say("qwzx vvkp");
    assert_eq!(keys(&reply), [Key::ChooseOne], "within a flow it asks again");
    assert_eq!(reply.chips.len(), 2);
}

#[test]
fn search() {
    let mut talk = Talk::new();
    let reply = talk.say("how do I renew my card?");
    let reply = if reply.kind == ReplyKind::Clarify {
        assert_eq!(reply.chips[0].id, "card-expired");
        talk.choose("card-expired")
    } else {
        reply
    };
    let article = reply.article.unwrap();
    let own = catalogue();
    assert_eq!(
        article,
        own.get(&article.solution).unwrap().article(&[]),
        "an answer is the article, to the letter"
    );
}

#[test]
fn human_handoff() {
    let mut talk = Talk::walking();
    for text in ["Can I talk to a person, please?", "human", "转人工"] {
        let mut talk = Talk::new();
        let reply = talk.say(text);
        assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Handoff, vec![Key::Person]), "{text}");
    }
    let reply = talk.press(TurnKind::Person);
    assert_eq!((reply.kind, talk.state.ended()), (ReplyKind::Handoff, true));
    assert!(chips(&reply).contains(&Chip::RESUME), "while one waits, the flow can go on");
    assert_eq!(asked(&talk.choose(Chip::RESUME)), "We find out together.\nDid your balance go down?");
}

#[test]
fn internal_error() {
    let lost = vec![Key::Lost, Key::Welcome];
    // A state that no turn leaves behind.
    let broken = r#"{"now":{"walking":{"flow":"money","step":"gone","via":["gone"]}},"revision":"X"}"#;
    let mut talk = Talk::new();
    let revision =
        serde_json::to_value(Talk::walking().state).unwrap()["revision"].as_str().unwrap().to_owned();
    for broken in [
        broken.replace('X', &revision),
        broken.replace('X', &revision).replace("\"gone\",", "\"where\","),
        r#"{"now":{"answered":{"asked":"","solution":"gone","flow":""}}}"#.to_owned(),
        r#"{"now":{"unsure":{"asked":"","offered":["gone"]}}}"#.to_owned(),
    ] {
        for turn in [TurnKind::Repeat, TurnKind::Silence] {
            talk.state = serde_json::from_str(&broken).unwrap();
            let reply = talk.press(turn);
            assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Mishap, lost.clone()), "{broken}");
            assert_ne!(talk.say("how do I renew my card?").kind, ReplyKind::Mishap, "and it goes on");
        }
    }
    // A solution that was there when it was offered.
    let mut talk = Talk::new();
    talk.say("I reached the limit");
    talk.resolver = Resolver::new(Catalogue::new(vec![]));
    assert_eq!(talk.choose("daily-limit").kind, ReplyKind::Mishap);
}

#[test]
fn code_change() {
    let mut talk = Talk::walking();
    // Other answers under the same step: what is chosen may mean something else by now.
    talk.flows =
        flows(&FLOW.replace(
            "- Yes, it went down → where\n",
            "- I can't see → person\n- Yes, it went down → where\n",
        ));
    let reply = talk.choose("choice:0");
    assert_eq!(keys(&reply), [Key::Changed]);
    assert_eq!(reply.chips[0].label, "I can't see");
    assert_eq!(asked(&talk.choose("choice:1")), "How many days ago was that?", "said once, it goes on");
    // A step that is gone.
    talk.flows = flows(FLOW.replace("days", "when").as_str());
    assert_eq!(keys(&talk.choose("choice:0")), [Key::Lost, Key::Welcome]);
    let mut talk = Talk::walking();
    talk.flows = Flows::default();
    assert_eq!(talk.choose("choice:0").kind, ReplyKind::Mishap);
}

#[test]
fn completed() {
    let mut talk = Talk::walking();
    talk.choose("choice:1");
    let reply = talk.choose(Chip::HELPED);
    assert_eq!((reply.kind, keys(&reply), talk.state.ended()), (ReplyKind::Completed, vec![Key::Glad], true));
    // What helped before may be right again.
    assert_ne!(talk.say("how do I renew my card?").kind, ReplyKind::Cannot);
}

#[test]
fn repeat_bot_messages() {
    let mut talk = Talk::walking();
    let before = talk.say("yes");
    for text in ["pardon?", "再说一遍", "كرر"] {
        assert_eq!(talk.say(text), before, "{text}");
    }
    let mut talk = Talk::new();
    let before = talk.say("I reached the limit");
    assert_eq!(talk.press(TurnKind::Repeat), before);
}

#[test]
fn user_silence() {
    let mut talk = Talk::walking();
    let reply = talk.press(TurnKind::Silence);
    assert_eq!(keys(&reply), [Key::StillThere]);
    assert!(asked(&reply).ends_with("Did your balance go down?"));
}

#[test]
fn validate_slot() {
    let mut talk = Talk::walking();
    let before = talk.state.clone();
    for chip in ["choice:2", "choice:-1", "choice:", "done", "card-expired", "none", ""] {
        let reply = talk.choose(chip);
        assert_eq!(keys(&reply), [Key::ChooseOne], "{chip}");
        assert_eq!(talk.state, before, "{chip}");
    }
    assert_eq!(keys(&talk.say("5")), [Key::ChooseOne]);
    // Elsewhere too a chip that was not offered does nothing.
    let mut talk = Talk::new();
    assert_eq!(keys(&talk.choose("card-expired"))[0], Key::ChooseOne);
    talk.say("I reached the limit");
    assert_eq!(keys(&talk.choose("card-expired"))[0], Key::ChooseOne);
    assert_ne!(talk.state, State::default());
}
