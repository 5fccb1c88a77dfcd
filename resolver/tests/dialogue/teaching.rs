//! What people say of articles on the way, for whoever learns from it.

use unstuck_protocol::{Chip, ReportId, SolutionId, TurnKind};
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
