//! Where an error was met, as history learns to tell solutions apart by it.

#![cfg(feature = "learn")]
#![allow(clippy::unwrap_used)]

mod titled;

use unstuck_protocol::{
    Breadcrumb, BreadcrumbKind, Context, EvidenceKind, Fingerprint, OutcomeKind, Problem, Report, ReportId,
    ResolvedBy, SolutionId,
};
use unstuck_resolver::{
    Catalogue, Decision, Query,
    learn::{Learner, Outcome},
};

use titled::solution;

fn shop() -> Learner {
    Learner::new(Catalogue::new(vec![
        solution("invoice-unpaid", "An invoice is unpaid"),
        solution("card-blocked", "The bank has blocked the card"),
        solution("outage", "The bank does not answer"),
        solution("address", "The address is not complete"),
    ]))
}

/// A person who was helped with this, where these facts were so.
fn helped(learner: &mut Learner, text: &str, id: &str, facts: &[&str], person: u64) -> bool {
    tell(learner, text, id, facts, &[person], OutcomeKind::Verified)
}

fn tell(
    learner: &mut Learner,
    text: &str,
    id: &str,
    facts: &[&str],
    voices: &[u64],
    kind: OutcomeKind,
) -> bool {
    let scene: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
    let solution = &SolutionId::new(id).unwrap();
    learner.outcome(&Outcome { text, scene: &scene, solution, kind, about: None, voices, day: 20_000 })
}

fn ask(learner: &Learner, message: &str, facts: &[&str]) -> Decision {
    let scene: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
    learner.resolver().rank(&Query { message, scene: &scene, ..Query::default() })
}

fn first(decision: &Decision) -> &str {
    decision.ranked[0].solution.as_str()
}

const PRO: [&str; 3] = ["trait.plan pro", "route /billing", "hour 9"];
const FREE: [&str; 3] = ["trait.plan free", "route /cart", "hour 9"];
const SAME: &str = "Payment failed, please try again";

/// One message whose cause depends on who meets it, and another one to compare with.
fn taught(people: u64) -> Learner {
    let mut learner = shop();
    for person in 0..people {
        helped(&mut learner, SAME, "invoice-unpaid", &PRO, 10 * person);
        helped(&mut learner, SAME, "card-blocked", &FREE, 10 * person + 1);
        helped(&mut learner, "The street has no number", "address", &FREE, 10 * person + 2);
        helped(&mut learner, "We can't find your town", "address", &PRO, 10 * person + 3);
    }
    learner
}

#[test]
fn where_it_was_met_decides_between_causes_of_one_message() {
    let learner = taught(6);
    for (facts, other, id) in
        [(PRO, "card-blocked", "invoice-unpaid"), (FREE, "invoice-unpaid", "card-blocked")]
    {
        let told = ask(&learner, SAME, &facts);
        assert_eq!(told.answer().map(|best| best.solution.as_str()), Some(id), "{told:#?}");
        assert_eq!(told.ranked[1].solution.as_str(), other);
        let scene = told.ranked[0].reasons.iter().find(|reason| reason.by == EvidenceKind::Scene).unwrap();
        assert_eq!(scene.says, facts[..2], "the hour was the same for all");
    }
    let nowhere = ask(&learner, SAME, &[]);
    let close = nowhere.ranked[0].confidence - nowhere.ranked[1].confidence;
    assert!(close < 0.2, "{nowhere:#?}");
}

#[test]
fn a_scene_alone_is_no_reason_to_answer() {
    let learner = taught(6);
    for message in ["", "the moon is made of cheese"] {
        let told = ask(&learner, message, &PRO);
        assert!(told.answer().is_none(), "{message}: {told:#?}");
    }
}

#[test]
fn what_differs_by_chance_alone_counts_little() {
    let mut learner = shop();
    let mut random = 1_u32;
    for person in 0..60 {
        let mut fact = |name: &str| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("{name} {}", random >> 30)
        };
        let (hour, locale, tag) = (fact("hour"), fact("locale"), fact("tag.group"));
        let facts = [hour.as_str(), locale.as_str(), tag.as_str()];
        helped(&mut learner, SAME, "invoice-unpaid", &facts, 2 * person);
        helped(&mut learner, "The street has no number", "address", &facts[1..], 2 * person + 1);
    }
    let plain = ask(&learner, SAME, &[]);
    for facts in [["hour 0", "locale 1", "tag.group 2"], ["hour 3", "locale 2", "tag.group 0"]] {
        let told = ask(&learner, SAME, &facts);
        let moved = (told.ranked[0].confidence - plain.ranked[0].confidence).abs();
        assert!(first(&told) == "invoice-unpaid" && moved < 0.05, "{facts:?}: {moved}");
    }
}

#[test]
fn while_an_incident_is_open_a_vague_message_is_about_it() {
    let mut learner = taught(6);
    let vague = "Something went wrong";
    for person in 100..104 {
        helped(&mut learner, vague, "card-blocked", &[], person);
        helped(&mut learner, vague, "outage", &[], person + 10);
    }
    for person in 200..240 {
        helped(&mut learner, &format!("Gateway timeout after {person} ms"), "outage", &[], person);
    }
    let during = ask(&learner, vague, &[]);
    for person in 300..340 {
        let (text, id) =
            [("The street has no number", "address"), (SAME, "card-blocked")][person as usize % 2];
        helped(&mut learner, text, id, &FREE, person);
    }
    let after = ask(&learner, vague, &[]);
    let share = |told: &Decision| {
        told.ranked.iter().find(|one| one.solution.as_str() == "outage").map_or(0.0, |one| one.confidence)
    };
    assert!(share(&during) > share(&after) + 0.2, "{} {}", share(&during), share(&after));
    let scene = during.ranked[0].reasons.iter().find(|reason| reason.by == EvidenceKind::Scene).unwrap();
    assert_eq!(scene.says, ["incident outage"]);
}

#[test]
fn one_voice_moves_no_scene() {
    let mut learner = taught(6);
    let before = [ask(&learner, SAME, &PRO), ask(&learner, SAME, &FREE)];
    for turn in 0..2_000 {
        // a new name each time, from one address
        tell(&mut learner, SAME, "card-blocked", &PRO, &[1_000 + turn, 4_711], OutcomeKind::Verified);
    }
    for (facts, before) in [PRO, FREE].iter().zip(before) {
        assert_eq!(first(&ask(&learner, SAME, facts)), first(&before), "{facts:?}");
    }
}

#[test]
fn the_same_scenes_leave_the_same_bytes_and_others_do_not() {
    assert_eq!(taught(4).digest(), taught(4).digest());
    let mut other = taught(4);
    helped(&mut other, SAME, "invoice-unpaid", &FREE, 999);
    let mut same = taught(4);
    helped(&mut same, SAME, "invoice-unpaid", &PRO, 999);
    assert_ne!(other.digest(), same.digest());
}

/// What outcomes tell of few solutions made one of them likely for any text, as the classifier knows no other class.
#[test]
fn few_solutions_are_no_reason_to_answer() {
    for people in [2, 6] {
        let learner = taught(people);
        for message in ["the moon is made of cheese", "what is your name", "please help", "moon cheese"] {
            let told = ask(&learner, message, &[]);
            assert!(told.answer().is_none() && told.ranked[0].confidence < 0.35, "{message}: {told:#?}");
        }
    }
}

/// A fact counts less beside others of its kind, also beside such as nobody knows.
#[test]
fn reports_that_agree_in_what_tells_have_the_same_answer() {
    let mut learner = shop();
    for person in 0..8 {
        helped(&mut learner, SAME, "invoice-unpaid", &["click bill"], 3 * person);
        helped(&mut learner, SAME, "card-blocked", &["click cart"], 3 * person + 1);
        helped(&mut learner, "The street has no number", "address", &["click cart"], 3 * person + 2);
    }
    let resolver = learner.resolver();
    let report = |steps: &[&str]| {
        let step = |message: &&str| {
            let message = (*message).to_owned();
            Breadcrumb { kind: BreadcrumbKind::Click, message, at: 0 }
        };
        let problem = Problem::new(SAME);
        Report {
            id: ReportId::new("r").unwrap(),
            at: 0,
            fingerprint: Fingerprint::of(&problem),
            problem,
            context: Context { breadcrumbs: steps.iter().map(step).collect(), ..Context::default() },
            surface: None,
            on_device: None,
            sdk: String::new(),
        }
    };
    let reports = [
        &["bill"][..],
        &["cart"],
        &["bill", "x"],
        &["x", "bill"],
        &["bill", "y"],
        &["x"],
        &[],
        &["bill", "cart"],
    ];
    let reports: Vec<Report> = reports.into_iter().map(report).collect();
    let answer =
        |report: &Report| resolver.resolve(report, ResolvedBy::Service).answer.map(|best| best.confidence);
    let mut differ = 0;
    for one in &reports {
        for other in &reports {
            if resolver.telling(one) == resolver.telling(other) {
                assert_eq!(answer(one), answer(other), "{:?} {:?}", one.context, other.context);
            } else {
                differ += 1;
            }
        }
    }
    assert!(differ > 20, "{differ}");
}
