//! Help that is opened before anything was asked: likely questions are offered, and it goes on from there.

use unstuck_protocol::{PhraseKey as Key, ReplyKind, SolutionId, TurnKind, limits};
use unstuck_resolver::dialogue::Heard;

use crate::wallet::{Talk, chips, keys, report, shown};

fn ids(names: &[&str]) -> Vec<SolutionId> {
    names.iter().map(|name| SolutionId::new(*name).unwrap()).collect()
}

fn expecting() -> Talk {
    let likely = ids(&["wallet-frozen", "daily-limit", "gone", "monthly-limit", "bank-timeout"]);
    Talk { likely, ..Talk::new() }
}

#[test]
fn likely_questions_are_offered_by_their_titles_and_lead_to_their_articles() {
    let mut talk = expecting();
    let welcome = talk.press(TurnKind::Start);
    assert_eq!((welcome.kind, keys(&welcome)), (ReplyKind::Welcome, vec![Key::Welcome]));
    assert_eq!(chips(&welcome), ["wallet-frozen", "daily-limit"], "of the likeliest, what is still there");
    assert!(welcome.chips.len() <= limits::SUGGESTIONS);
    assert_eq!(welcome.chips[1].label, "You have reached today's limit", "nothing is left out of a title");
    let wanted = |id: &str| vec![Heard::Wanted(SolutionId::new(id).unwrap())];
    assert_eq!(shown(&talk.choose("daily-limit")), Some("daily-limit"));
    assert_eq!(talk.heard, wanted("daily-limit"));
    // They are named by their words and places too, and a choice is told once.
    talk.say("start over");
    assert_eq!(shown(&talk.say("the second one")), Some("daily-limit"));
    assert_eq!(talk.heard, []);
    talk.say("start over");
    assert_eq!(shown(&talk.say("you froze this wallet")), Some("wallet-frozen"));
    assert_eq!(talk.heard, wanted("wallet-frozen"));
    // What is no longer offered is not chosen.
    assert_eq!(keys(&talk.choose("daily-limit"))[0], Key::ChooseOne);
}

#[test]
fn who_looks_for_something_else_asks_it() {
    let mut talk = expecting();
    talk.press(TurnKind::Start);
    let hello = talk.say("hello");
    assert_eq!((keys(&hello), chips(&hello).len()), (vec![Key::Hello, Key::Welcome], 2));
    let reply = talk.say("how do I renew my card?");
    assert!(shown(&reply) == Some("card-expired") || chips(&reply).contains(&"card-expired"), "{reply:?}");
    assert_eq!(talk.heard, []);
    let mut talk = expecting();
    talk.press(TurnKind::Start);
    let reply = talk.say("none of these");
    assert_eq!((keys(&reply), chips(&reply).len()), (vec![Key::LeftOut, Key::Welcome], 0));
}

#[test]
fn an_error_without_an_answer_offers_what_is_likely_and_one_with_an_answer_does_not() {
    let mut talk = Talk { report: Some(report("", "zzz qqq", "/cards")), ..expecting() };
    let reply = talk.press(TurnKind::Start);
    assert_eq!((reply.kind, chips(&reply).len()), (ReplyKind::Welcome, 2));
    let mut talk = Talk { report: Some(report("CARD_EXPIRED", "No.", "/cards")), ..expecting() };
    assert_eq!(shown(&talk.press(TurnKind::Start)), Some("card-expired"));
}

#[test]
fn what_was_left_begins_with_the_same_offers_and_what_cannot_be_read_with_none() {
    let mut talk = expecting();
    talk.press(TurnKind::Start);
    talk.choose("daily-limit");
    let left = talk.press(TurnKind::Cancel);
    assert_eq!((left.kind, chips(&left).len()), (ReplyKind::Cancelled, 2));
    let dialogue = unstuck_resolver::dialogue::Dialogue::new(&talk.resolver, &talk.flows);
    let reply = dialogue.recover(&mut talk.state);
    assert_eq!((reply.kind, keys(&reply)), (ReplyKind::Mishap, vec![Key::Lost, Key::Welcome]));
    assert!(reply.person && reply.chips.is_empty() && talk.state.shown().is_none());
}
