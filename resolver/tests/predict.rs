//! The question before it is asked, over made-up people in the demo's wallet.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "author", feature = "learn"))]

#[path = "../examples/trails/chance.rs"]
mod chance;
#[path = "../examples/trails/drift.rs"]
mod drift;
mod titled;
#[path = "../examples/trails/wallet.rs"]
mod wallet;

use unstuck_protocol::{
    Breadcrumb, BreadcrumbKind, Context, Fingerprint, OutcomeKind, Problem, Report, ReportId, ResolvedBy,
    SolutionId,
};
use unstuck_resolver::{
    Catalogue, Resolver,
    author::{self, Source},
    eval::{Foresight, foresee, regret},
    learn::{Intent, Learner, Outcome},
    predict::{Moment, Surge, predict},
};

use titled::solution;

fn demo() -> Catalogue {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/solutions");
    let mut sources: Vec<Source> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| Source {
            text: std::fs::read_to_string(&path).unwrap(),
            path: path.display().to_string(),
        })
        .collect();
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    author::read(&sources).unwrap()
}

fn first(learner: &Learner, facts: &[&str]) -> Vec<String> {
    let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
    let likely = predict(&learner.resolver(), &Moment::told(&facts));
    likely.into_iter().map(|one| one.solution.to_string()).collect()
}

#[test]
fn seven_in_ten_are_predicted_where_the_scene_tells() {
    for seed in [1, 2] {
        let all = foresee(&Resolver::new(demo()), &wallet::rows(1_500, seed), "dev");
        let [predicted, popularity, route] = &all[..] else { panic!("{all:?}") };
        let told = |by: &Foresight| by.slices["told"];
        assert!(told(predicted)[1] >= 0.7 && told(predicted)[1] > told(route)[1] + 0.03, "{all:#?}");
        assert!(predicted.hit3 > route.hit3 && route.hit3 > popularity.hit3 + 0.2, "{all:#?}");
        assert!(predicted.hit1 > route.hit1 && predicted.coverage > 0.99, "{all:#?}");
        let (error, chance) = predicted.ece.zip(predicted.ece_by_chance).unwrap();
        assert!(error < chance + 0.05, "{all:#?}");
    }
}

#[test]
fn without_history_the_moment_itself_tells() {
    let learner = Learner::new(demo());
    let here = first(&learner, &["route /statements"]);
    assert!(here.len() == 3 && here.iter().all(|id| id.starts_with("statement-")), "{here:?}");
    let doing = first(&learner, &["route /withdraw", "click button raise monthly withdrawal limit"]);
    assert_eq!(doing[0], "withdraw-monthly-limit");
    let elsewhere = first(&learner, &["route /transfer"]);
    assert!(
        elsewhere.iter().all(|id| !id.starts_with("withdraw") && !id.starts_with("red")),
        "{elsewhere:?}"
    );
    assert_eq!(first(&learner, &["hour 9", "trait.plan pro"]), [""; 0], "nothing tells anything");
}

#[test]
fn a_context_is_read_as_its_facts_are() {
    let step = |kind, message: &str| Breadcrumb { kind, message: message.into(), at: 0 };
    let context = Context {
        route: Some("/withdraw".into()),
        locales: vec!["zh-Hans".into()],
        breadcrumbs: vec![step(BreadcrumbKind::Click, "button raise monthly withdrawal limit")],
        ..Context::default()
    };
    let likely = predict(&Resolver::new(demo()), &Moment::of(&context, 0));
    assert_eq!(likely[0].solution.as_str(), "withdraw-monthly-limit");
    assert!(likely[0].title.contains('提') && likely.len() == 3, "{likely:?}");
    assert!(likely.is_sorted_by(|one, next| one.confidence >= next.confidence));
    assert!(likely.iter().map(|one| one.confidence).sum::<f32>() <= 1.0);
}

#[test]
fn what_surges_now_comes_first() {
    let mut learner = Learner::new(demo());
    for (at, row) in wallet::rows(300, 3).iter().enumerate() {
        wanted(&mut learner, &row.gold_solution_ids[0], &row.scene, at as u64);
    }
    let mut moment = Moment::told(&["route /withdraw".to_owned()]);
    let place = |moment: &Moment| {
        let likely = predict(&learner.resolver(), moment);
        likely.iter().position(|one| one.solution.as_str() == "bank-timeout")
    };
    assert_ne!(place(&moment), Some(0));
    moment.surges = vec![Surge { solution: SolutionId::new("bank-timeout").unwrap(), count: 40 }];
    assert_eq!(place(&moment), Some(0));
}

fn wanted(learner: &mut Learner, id: &str, scene: &[String], person: u64) {
    let (solution, voices) = (&SolutionId::new(id).unwrap(), &[person]);
    let kind = OutcomeKind::Verified;
    learner.outcome(&Outcome { text: "", scene, solution, kind, about: None, voices, day: 20_000 });
}

fn shop() -> Learner {
    let ids = ["invoice", "address", "refund", "card", "parcel"];
    Learner::new(Catalogue::new(ids.iter().map(|id| solution(id, &format!("About the {id}"))).collect()))
}

const BILLING: [&str; 2] = ["route /billing", "trait.plan pro"];

/// Chosen by so many people, each known by these voices.
fn chosen(learner: &mut Learner, id: &str, people: u64, voices: impl Fn(u64) -> Vec<u64>) {
    let scene: Vec<String> = BILLING.iter().map(|fact| (*fact).to_owned()).collect();
    for person in 0..people {
        let (solution, voices) = (&SolutionId::new(id).unwrap(), &voices(person)[..]);
        learner.intent(&Intent { scene: &scene, solution, voices, day: 20_000 });
    }
}

#[test]
fn a_choice_teaches_and_a_hundred_of_one_page_or_address_turn_nothing() {
    let mut learner = shop();
    assert_eq!(first(&learner, &BILLING), [""; 0]);
    chosen(&mut learner, "refund", 20, |person| vec![person]);
    assert_eq!(first(&learner, &BILLING)[0], "refund");
    // A page that names nobody, one visitor, one address with a new name each time.
    for voices in [|_| vec![], |_| vec![777], |turn| vec![10_000 + turn, 4_711]] {
        chosen(&mut learner, "parcel", 100, voices);
        assert_eq!(first(&learner, &BILLING)[0], "refund");
    }
    chosen(&mut learner, "parcel", 100, |person| vec![20_000 + person, 30_000 + person]);
    assert_eq!(first(&learner, &BILLING)[0], "parcel", "a hundred people are no fraud");
}

#[test]
fn what_was_said_to_be_the_wrong_one_is_not_expected() {
    let mut learner = shop();
    let scene: Vec<String> = BILLING.iter().map(|fact| (*fact).to_owned()).collect();
    let mut tell = |id: &str, kind: OutcomeKind, person: u64| {
        let (solution, about) = (&SolutionId::new(id).unwrap(), Some(person));
        learner.outcome(&Outcome {
            text: "",
            scene: &scene,
            solution,
            kind,
            about,
            voices: &[person],
            day: 1,
        });
    };
    (0..8).for_each(|person| tell("card", OutcomeKind::Silent, person));
    (20..26).for_each(|person| tell("address", OutcomeKind::Silent, person));
    (0..8).for_each(|person| tell("card", OutcomeKind::Failed, person));
    assert_eq!(first(&learner, &BILLING), ["address"]);
}

#[test]
fn an_error_without_an_answer_gets_the_questions_of_its_moment() {
    let mut learner = shop();
    chosen(&mut learner, "refund", 20, |person| vec![person]);
    let resolver = learner.resolver();
    let ask = |message: &str| {
        let problem = Problem::new(message);
        let report = Report {
            id: ReportId::new("r").unwrap(),
            at: 0,
            fingerprint: Fingerprint::of(&problem),
            problem,
            context: Context { route: Some("/billing".into()), ..Context::default() },
            surface: None,
            on_device: None,
            sdk: String::new(),
        };
        let mut resolution = resolver.resolve(&report, ResolvedBy::Service);
        let alone = resolution.closest.clone();
        resolver.expect(&mut resolution, &Moment::of(&report.context, 0));
        (alone, resolution)
    };
    let (alone, with) = ask("It is wrong");
    assert!(alone.iter().all(|one| one.solution.as_str() != "refund"), "{alone:?}");
    assert_eq!(with.closest[0].solution.as_str(), "refund");
    assert!((0.2..0.95).contains(&with.closest[0].confidence) && with.abstention.is_some());
    let (alone, with) = ask("About the parcel");
    assert!(with.answer.is_some() && with.closest == alone, "{with:?}");
}

#[test]
fn the_same_choices_predict_the_same() {
    let taught = || {
        let mut learner = Learner::new(demo());
        for (at, row) in wallet::rows(400, 5).iter().enumerate() {
            wanted(&mut learner, &row.gold_solution_ids[0], &row.scene, at as u64);
        }
        learner
    };
    let (one, other) = (taught(), taught());
    assert_eq!(one.digest(), other.digest());
    let moment = Moment::told(&["route /withdraw".to_owned()]);
    assert_eq!(predict(&one.resolver(), &moment), predict(&other.resolver(), &moment));
}

#[test]
fn regret_shrinks_though_the_best_answers_drift() {
    let hundreds = regret(&Resolver::new(demo()), &drift::rows(500, 1));
    let lost = |range: std::ops::Range<usize>| -> i64 {
        hundreds[range].iter().map(|one| one.fixed as i64 - one.right as i64).sum()
    };
    // At first nothing is known of what the fixed ranking knows beforehand.
    assert!(lost(0..2) > 20 && lost(3..5) < lost(0..2) / 2, "{hundreds:#?}");
}
