//! The dialogue in English.

use unstuck_protocol::PhraseKey as Key;

use super::{Chips, Words};

pub(super) const WORDS: Words = Words {
    locale: "en",
    phrase,
    chips: Chips {
        none: "None of these",
        helped: "That helped",
        not_that: "Not what I need",
        done: "It worked",
        failed: "It did not work",
        resume: "Go on with it",
        leave: "Leave it",
    },
};

fn phrase(key: Key, named: bool) -> &'static str {
    match (key, named) {
        (Key::Welcome, _) => "What can we help you with?",
        (Key::Unreadable, _) => "We could not read that. Please say it in a few words.",
        (Key::OneOfThese, _) => "Is it one of these?",
        (Key::NoAnswer, _) => "We have no answer to that yet. Try it in other words, or ask for a person.",
        (Key::NotKnown, _) => "This is as far as our help knows. A person can look further.",
        (Key::LeftOut, _) => "All right, we leave that out.",
        (Key::ChooseOne, _) => "We did not catch that. Choose an answer, or tell us in your own words.",
        (Key::Needed, _) => "We need this answer to go on. If it is hard to tell, a person can help.",
        (Key::InCircles, _) => "We keep coming back to the same question. A person helps more from here.",
        (Key::NothingBefore, _) => "There is nothing before this. We go on from here.",
        (Key::NothingToLeave, _) => "Nothing is waiting right now. Just tell us what you need.",
        (Key::Left, true) => "We leave “{about}” here. You can come back to it at any time.",
        (Key::Left, false) => "We leave it here.",
        (Key::Waiting, true) => "“{about}” is still open. Shall we go on with it?",
        (Key::Waiting, false) => "Something is still open. Shall we go on with it?",
        (Key::GoingOn, true) => "Back to “{about}”.",
        (Key::GoingOn, false) => "Back to where we were.",
        (Key::Hello, _) => "Hello! It is good to have you here.",
        (Key::Thanked, _) => "You are welcome!",
        (Key::Farewell, _) => "Goodbye! Come back whenever you need us.",
        (Key::Abilities, _) => {
            "We find the article that fits, ask a few questions where that takes some, and a person is one click away."
        }
        (Key::Glad, _) => "It is good to hear that this helped!",
        (Key::Person, _) => "Of course. A person can help you from here.",
        (Key::StillThere, _) => "Are you still there? Take your time; we go on from here.",
        (Key::Lost, _) => "Sorry, we lost the thread on our side. Let us begin again.",
        (Key::Changed, _) => "Our help was changed a moment ago, so we ask this once more.",
        (Key::Unknown, _) => "",
    }
}
