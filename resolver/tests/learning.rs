//! What outcomes teach, and what they cannot.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "learn")]

mod titled;

use unstuck_protocol::{OutcomeKind, SolutionId};
use unstuck_resolver::{
    Catalogue, Query,
    learn::{Learner, Outcome},
};

use titled::solution;

fn wallet() -> Catalogue {
    Catalogue::new(vec![
        solution("card-expired", "Your card has expired"),
        solution("daily-limit", "Your daily limit is reached"),
        solution("frozen", "The account is frozen"),
        solution("wrong-pin", "The PIN is wrong"),
    ])
}

/// What each of many people was told and was helped by.
const HELPED: [(&str, &str); 8] = [
    ("plastic thing number {} is out of date", "card-expired"),
    ("renew the plastic thing {} please", "card-expired"),
    ("no more red packets today: {}", "daily-limit"),
    ("sent too much money, {} yuan, come back tomorrow", "daily-limit"),
    ("profile {} is locked by the bank", "frozen"),
    ("somebody froze profile {}", "frozen"),
    ("four digits did not match, try {}", "wrong-pin"),
    ("secret digits are not those of {}", "wrong-pin"),
];

fn outcome<'a>(text: &'a str, solution: &'a SolutionId, kind: OutcomeKind, voices: &'a [u64]) -> Outcome<'a> {
    Outcome { text, scene: &[], solution, kind, about: None, voices, day: 20_000 }
}

fn taught(people: u64) -> Learner {
    let mut learner = Learner::new(wallet());
    for person in 0..people {
        for (text, id) in HELPED {
            let text = text.replace("{}", &person.to_string());
            let id = SolutionId::new(id).unwrap();
            learner.outcome(&outcome(&text, &id, OutcomeKind::Verified, &[person]));
        }
    }
    learner
}

fn answer(learner: &Learner, message: &str) -> Option<String> {
    let decision = learner.resolver().rank(&Query { message, ..Query::default() });
    decision.answer().map(|best| best.solution.to_string())
}

#[test]
fn outcomes_teach_what_no_page_says() {
    assert_eq!(answer(&Learner::new(wallet()), "plastic thing number 77 is out of date"), None);
    let learner = taught(4);
    for (text, id) in HELPED {
        assert_eq!(answer(&learner, &text.replace("{}", "77")).as_deref(), Some(id), "{text}");
    }
}

#[test]
fn the_same_outcomes_leave_the_same_bytes() {
    let (one, other) = (taught(3), taught(3));
    assert_eq!(one.digest(), other.digest());
    assert_ne!(one.digest(), taught(2).digest());
}

#[test]
fn one_voice_changes_nothing_however_often_it_speaks() {
    let mut learner = taught(4);
    let before: Vec<_> = HELPED.iter().map(|(text, _)| answer(&learner, text)).collect();
    let wrong = SolutionId::new("frozen").unwrap();
    for turn in 0..2_000_u64 {
        for (text, _) in HELPED {
            let text = text.replace("{}", &turn.to_string());
            // a new name each time, from one address
            learner.outcome(&outcome(&text, &wrong, OutcomeKind::Verified, &[turn, 4_711]));
        }
    }
    let after: Vec<_> = HELPED.iter().map(|(text, _)| answer(&learner, text)).collect();
    assert_eq!(before, after);
}

#[test]
fn a_new_solution_works_from_its_first_minute() {
    let mut solutions = wallet().solutions().to_vec();
    let mut own = solution("sim-swapped", "Your SIM card was swapped");
    own.messages.push("payments rest for {hours} hours after a SIM swap".into());
    solutions.push(own);
    let mut learner = Learner::new(Catalogue::new(solutions));
    for person in 0..4 {
        for (text, id) in HELPED {
            let id = SolutionId::new(id).unwrap();
            learner.outcome(&outcome(text, &id, OutcomeKind::Verified, &[person]));
        }
    }
    let message = "Payments rest for 24 hours after a SIM swap";
    assert_eq!(answer(&learner, message).as_deref(), Some("sim-swapped"));
}

#[test]
fn failures_take_an_answer_back() {
    let mut learner = taught(2);
    let text = "plastic thing number 5 is out of date";
    assert_eq!(answer(&learner, text).as_deref(), Some("card-expired"));
    let id = SolutionId::new("card-expired").unwrap();
    for text in [HELPED[0].0, HELPED[1].0] {
        for person in 100..110 {
            learner.outcome(&outcome(&text.replace("{}", "9"), &id, OutcomeKind::Failed, &[person]));
        }
    }
    learner.weigh();
    assert_eq!(answer(&learner, text), None);
}

#[test]
fn a_large_catalogue_is_learnt_about_as_quickly_as_a_small_one() {
    let mut solutions = wallet().solutions().to_vec();
    solutions.extend((0..20_000).map(|n| solution(&format!("other-{n}"), &format!("Another matter {n}"))));
    let mut learner = Learner::new(Catalogue::new(solutions));
    for person in 0..3_u64 {
        for (text, id) in HELPED {
            let id = SolutionId::new(id).unwrap();
            learner.outcome(&outcome(
                &text.replace("{}", &person.to_string()),
                &id,
                OutcomeKind::Verified,
                &[person],
            ));
        }
    }
    assert_eq!(answer(&learner, "plastic thing number 7 is out of date").as_deref(), Some("card-expired"));
}

/// Each person is told another name, so that no two votes are on one form.
#[test]
fn a_template_is_learnt_from_messages_that_differ_in_a_name() {
    let (card, pin) = (SolutionId::new("card-expired").unwrap(), SolutionId::new("wrong-pin").unwrap());
    for (form, names, other) in [
        (
            "Sending your gift to {} did not work",
            ["Anna", "Bob Miller", "Zoë"],
            "Sending your gift to Li Wei did not work",
        ),
        ("给{}的礼物没有送出", ["张三", "李四光", "王五"], "给赵六的礼物没有送出"),
    ] {
        let mut learner = Learner::new(wallet());
        let text = |name: &str| form.replace("{}", name);
        for (person, name) in (0..).zip(names) {
            assert_eq!(answer(&learner, other), None, "{name}");
            learner.outcome(&outcome(&text(name), &card, OutcomeKind::Verified, &[person]));
        }
        assert_eq!(answer(&learner, other).as_deref(), Some("card-expired"), "{other}");
        for person in 10..20 {
            let name = ["Tom", "Kim", "Lee"][person as usize % 3];
            learner.outcome(&outcome(&text(name), &card, OutcomeKind::Failed, &[person]));
        }
        assert_eq!(answer(&learner, other), None, "it failed more often");
        learner.outcome(&outcome("nothing of the kind is told here", &pin, OutcomeKind::Verified, &[1]));
    }
}

#[test]
fn one_voice_with_many_names_shows_no_template() {
    let mut learner = Learner::new(wallet());
    let card = SolutionId::new("card-expired").unwrap();
    for turn in 0..200_u64 {
        let name: String = format!("{turn}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        let text = format!("Sending your gift to {name} did not work");
        learner.outcome(&outcome(&text, &card, OutcomeKind::Verified, &[1_000 + turn, 7]));
    }
    assert_eq!(answer(&learner, "Sending your gift to Li Wei did not work"), None);
}

/// Who says yes and finds out later that it came back is no witness for it.
#[test]
fn a_person_who_changes_their_mind_is_heard_once() {
    let card = SolutionId::new("card-expired").unwrap();
    for text in ["plastic thing number {} is out of date", "the plastic of Anna{} is out of date"] {
        let name = |person: u64| {
            let letter = char::from(b'a' + person as u8).to_string();
            text.replace("number {}", "number 5").replace("Anna{}", &letter.repeat(3))
        };
        let said = |kinds: &[OutcomeKind]| {
            let mut learner = Learner::new(wallet());
            for person in 0..4 {
                for kind in kinds {
                    let (text, about) = (name(person), Some(person));
                    learner.outcome(&Outcome { about, ..outcome(&text, &card, *kind, &[person]) });
                }
            }
            learner
        };
        use OutcomeKind::{Claimed, Failed, Silent, Verified};
        let asked = name(9);
        assert_eq!(answer(&said(&[Verified]), &asked).as_deref(), Some("card-expired"), "{text}");
        assert_eq!(answer(&said(&[Failed, Verified]), &asked).as_deref(), Some("card-expired"), "{text}");
        assert_eq!(answer(&said(&[Verified, Failed]), &asked), None, "{text}");
        assert_eq!(answer(&said(&[Claimed, Silent]), &asked), None, "{text}");
    }
}

/// By taking words back and saying them again, one voice gained more weight each time.
#[test]
fn one_voice_gains_nothing_by_changing_its_mind() {
    use OutcomeKind::{Claimed, Failed, Silent, Verified};
    let card = SolutionId::new("card-expired").unwrap();
    let text = "plastic thing number 5 is out of date";
    let mut alone = Learner::new(wallet());
    let mut honest = taught(4);
    for turn in 0..400_u64 {
        for kind in [Verified, Failed, Silent, Verified, Claimed] {
            // two reports of one address, whose hash is another one each day
            for report in [1, 2] {
                let voices = [900 + report, 4_711 + turn / 40];
                let word = Outcome { about: Some(report), ..outcome(text, &card, kind, &voices) };
                alone.outcome(&word);
                honest.outcome(&word);
            }
        }
    }
    assert_eq!(answer(&alone, text), None);
    assert_eq!(answer(&honest, text).as_deref(), Some("card-expired"));
    for report in [1, 2] {
        honest.outcome(&Outcome { about: Some(report), ..outcome(text, &card, Failed, &[900 + report, 1]) });
    }
    assert_eq!(answer(&honest, text).as_deref(), Some("card-expired"));
}

/// A message that shares three words with a template narrowed it to those, and voted for all that begins so.
#[test]
fn one_vote_narrows_no_template_that_others_have_shown() {
    let mut learner = Learner::new(wallet());
    let card = SolutionId::new("card-expired").unwrap();
    for (person, name) in (0..).zip(["Anna", "Bob", "Li", "Tom"]) {
        let text = format!("Your payment to {name} could not be completed");
        learner.outcome(&outcome(&text, &card, OutcomeKind::Verified, &[person]));
    }
    let other = "Your payment to the tax office was taken twice";
    let sure = |learner: &Learner| {
        let decision = learner.resolver().rank(&Query { message: other, ..Query::default() });
        decision.ranked.iter().find(|one| one.solution == card).map_or(0.0, |one| one.confidence)
    };
    let before = sure(&learner);
    for kind in [OutcomeKind::Failed, OutcomeKind::Verified] {
        learner.outcome(&outcome("Your payment to zzz", &card, kind, &[99]));
    }
    assert!(sure(&learner) < before + 0.02, "{before} {}", sure(&learner));
    assert_eq!(
        answer(&learner, "Your payment to Zoe could not be completed").as_deref(),
        Some("card-expired")
    );
}
