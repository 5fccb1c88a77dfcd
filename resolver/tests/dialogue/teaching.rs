//! What people say of articles on the way, for whoever learns from it.

use unstuck_protocol::{Chip, Report, ReportId, SolutionId, TurnKind, limits};
use unstuck_resolver::dialogue::Heard;

use crate::wallet::{Talk, report, shown};

fn id(name: &str) -> SolutionId {
    SolutionId::new(name).unwrap()
}

fn helped(name: &str) -> Vec<Heard> {
    vec![Heard::Helped { report: ReportId::new("r1").unwrap(), solution: id(name) }]
}

fn not_that(name: &str) -> Vec<Heard> {
    vec![Heard::NotThat { report: ReportId::new("r1").unwrap(), solution: id(name) }]
}

#[test]
fn a_word_on_an_article_is_a_word_on_the_error_it_is_about() {
    let mut talk = Talk::about(report("LIMIT_DAILY", "You have reached the limit", "/pay"));
    assert_eq!(shown(&talk.press(TurnKind::Start)), Some("daily-limit"));
    assert_eq!(talk.heard, [], "to be shown something says nothing");
    talk.press(TurnKind::NotThat);
    assert_eq!(talk.heard, not_that("daily-limit"));
    // It is remembered which error it is about, and in what words somebody tells of it does not matter.
    talk.report = None;
    talk.say("how do I raise my monthly limit?");
    assert_eq!(shown(&talk.press(TurnKind::Repeat)), Some("monthly-limit"));
    talk.say("thank you");
    assert_eq!(talk.heard, helped("monthly-limit"));
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, [], "nothing is shown that this could be said of");
}

#[test]
fn another_question_says_nothing_of_an_error_that_has_its_answer() {
    let mut talk = Talk::about(report("CARD_EXPIRED", "No.", "/cards"));
    talk.press(TurnKind::Start);
    talk.say("how do I raise my monthly limit?");
    talk.press(TurnKind::NotThat);
    assert_eq!(talk.heard, []);
    talk.press(TurnKind::Start);
    talk.say("how do I unfreeze my wallet?");
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, [Heard::Wanted(id("wallet-frozen"))]);
    talk.press(TurnKind::Back);
    talk.press(TurnKind::Back);
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, helped("card-expired"));
}

#[test]
fn an_article_at_the_end_of_a_walk_that_a_question_began_is_not_the_error_s_own_answer() {
    let mut talk = Talk::about(report("CARD_EXPIRED", "No.", "/withdraw/7"));
    for end in [TurnKind::NotThat, TurnKind::Start] {
        talk.press(TurnKind::Start);
        let reply = talk.say("where is my money?");
        if reply.chips.iter().any(|chip| chip.id == "flow:money") {
            talk.choose("flow:money");
        }
        talk.say("Yes, it went down");
        // Left for another question and gone on with, it is the same walk.
        talk.say("how do I unfreeze my wallet?");
        talk.choose(Chip::RESUME);
        assert_eq!(shown(&talk.choose("choice:0")), Some("on-its-way"));
        if end == TurnKind::NotThat {
            talk.press(end);
            assert_eq!(talk.heard, []);
        } else {
            talk.choose(Chip::HELPED);
            assert_eq!(talk.heard, [Heard::Wanted(id("on-its-way"))]);
        }
    }
    // A walk that the error itself began ends with the error's own answer.
    let mut talk = Talk::about(report("MONEY_GONE", "No.", "/withdraw/7"));
    talk.press(TurnKind::Start);
    talk.say("Yes, it went down");
    assert_eq!(shown(&talk.choose("choice:0")), Some("on-its-way"));
    talk.press(TurnKind::NotThat);
    assert_eq!(talk.heard, not_that("on-its-way"));
}

#[test]
fn a_wrong_answer_to_what_was_typed_says_nothing_of_the_error() {
    // The error has no answer of its own.
    let mut talk = Talk::about(report("UNHEARD_OF", "No.", "/elsewhere"));
    talk.press(TurnKind::Start);
    talk.say("how do I raise my monthly limit?");
    talk.press(TurnKind::NotThat);
    assert_eq!(talk.heard, []);
    talk.say("how do I unfreeze my wallet?");
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, helped("wallet-frozen"), "they told in their own words what failed");
    talk.say("how long does a withdrawal take?");
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, [Heard::Wanted(id("on-its-way"))], "the error has its answer by now");
}

#[test]
fn an_error_keeps_its_answer_however_much_is_asked_besides() {
    let mut talk = Talk::about(report("CARD_EXPIRED", "No.", "/cards"));
    talk.press(TurnKind::Start);
    for _ in 0..limits::CONVERSATION_BACK {
        talk.say("how do I raise my monthly limit?");
        talk.say("how do I unfreeze my wallet?");
    }
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, [Heard::Wanted(id("wallet-frozen"))]);
    // Another error has none yet.
    talk.report =
        Some(Report { id: ReportId::new("r2").unwrap(), ..report("UNHEARD_OF", "No.", "/elsewhere") });
    talk.press(TurnKind::Start);
    talk.say("how do I raise my monthly limit?");
    talk.choose(Chip::HELPED);
    let (report, solution) = (ReportId::new("r2").unwrap(), id("monthly-limit"));
    assert_eq!(talk.heard, [Heard::Helped { report, solution }]);
}

#[test]
fn without_an_error_what_helped_was_wanted_once() {
    let mut talk = Talk::new();
    talk.say("how do I renew my card?");
    talk.say("yes");
    assert_eq!(talk.heard, [Heard::Wanted(id("card-expired"))]);
    talk.press(TurnKind::Back);
    talk.choose(Chip::HELPED);
    assert_eq!(talk.heard, []);
    talk.say("how do I unfreeze my wallet?");
    talk.press(TurnKind::NotThat);
    assert_eq!(talk.heard, [], "nobody is told what was not wanted where nothing failed");
}
