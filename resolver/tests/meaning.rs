//! An encoder adds what texts mean to the evidence, and nothing else.
#![cfg(all(feature = "embed", feature = "learn"))]
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use unstuck_protocol::{Document, EvidenceKind, SolutionId};
use unstuck_resolver::{Catalogue, Encoder, Query, Resolver, Solution, Text, When, learn::Case};

fn catalogue() -> Catalogue {
    let solution = |id: &str, title: &str, questions: &[&str]| Solution {
        id: SolutionId::new(id).unwrap(),
        codes: vec![],
        messages: vec![],
        questions: questions.iter().map(|text| (*text).to_owned()).collect(),
        when: When::default(),
        texts: vec![Text {
            locale: "en".into(),
            title: title.into(),
            body: Document::default(),
            ..Text::default()
        }],
    };
    Catalogue::new(vec![
        solution("chequebooks", "Where your cheques are", &["order a chequebook"]),
        solution("limit", "Your daily limit is reached", &["raise my limit"]),
        solution("password", "Your password has expired", &["choose a new password"]),
    ])
}

/// Knows a few words of three meanings.
#[derive(Debug)]
struct Words;

impl Encoder for Words {
    fn encode(&self, text: &str) -> Option<Vec<f32>> {
        let meanings: [&[&str]; 3] = [
            &["cheques", "chequebook", "drafts", "checks"],
            &["limit", "ceiling", "maximum"],
            &["password", "passphrase"],
        ];
        let mut sum = vec![0.0; 3];
        for word in text.to_lowercase().split_whitespace() {
            for (at, words) in meanings.iter().enumerate().filter(|(_, words)| words.contains(&word)) {
                sum[at] += 1.0 + words.len() as f32 * 0.01;
            }
        }
        sum.iter().any(|value| *value > 0.0).then_some(sum)
    }
}

/// Gives the same for every text.
#[derive(Debug)]
struct Always(Option<Vec<f32>>);

impl Encoder for Always {
    fn encode(&self, _: &str) -> Option<Vec<f32>> {
        self.0.clone()
    }
}

/// Gives whatever comes, also vectors of other lengths.
#[derive(Debug)]
struct Odd(Vec<Option<Vec<f32>>>);

impl Encoder for Odd {
    fn encode(&self, text: &str) -> Option<Vec<f32>> {
        self.0[text.len() % self.0.len()].clone()
    }
}

fn history() -> Vec<Case> {
    let case = |text: &str, solution: Option<&str>| Case {
        text: text.into(),
        solution: solution.map(|id| SolutionId::new(id).unwrap()),
        scene: Vec::new(),
    };
    vec![
        case("my drafts never came", Some("chequebooks")),
        case("no chequebook in the post", Some("chequebooks")),
        case("limit again", Some("limit")),
        case("cannot send more than this", Some("limit")),
        case("let me in", Some("password")),
        case("what is the weather", None),
    ]
}

#[test]
fn another_word_for_the_same_finds_the_solution_and_says_by_which_text() {
    let query = Query { message: "drafts please", ..Query::default() };
    let without = Resolver::new(catalogue());
    assert!(without.rank(&query).ranked.is_empty());
    let with = without.with_encoder(Arc::new(Words));
    let decision = with.rank(&query);
    let best = &decision.ranked[0];
    assert_eq!(best.solution.as_str(), "chequebooks");
    assert_eq!(best.reasons[0].by, EvidenceKind::Meaning);
    assert!(["Where your cheques are", "order a chequebook"].contains(&best.reasons[0].says[0].as_str()));
}

#[test]
fn what_helped_is_compared_by_meaning_too_and_so_is_what_nothing_answered() {
    #[derive(Debug)]
    struct Gates;
    impl Encoder for Gates {
        fn encode(&self, text: &str) -> Option<Vec<f32>> {
            let at = ["let me in", "open the gates", "what is the weather", "rain"]
                .iter()
                .position(|known| *known == text)?;
            Some(if at < 2 { vec![1.0, 0.1 * at as f32] } else { vec![-0.1 * at as f32, 1.0] })
        }
    }
    let ranked = |encoder: Option<Arc<dyn Encoder>>, message: &str| {
        let cold = Resolver::new(catalogue());
        let cold = encoder.map(|encoder| cold.clone().with_encoder(encoder)).unwrap_or(cold);
        cold.taught(&history()).rank(&Query { message, ..Query::default() }).ranked
    };
    let confidence = |encoder, message, id: &str| {
        let ranked = ranked(encoder, message);
        ranked.iter().find(|one| one.solution.as_str() == id).map_or(0.0, |one| one.confidence)
    };
    let before = confidence(None, "open the gates", "password");
    let after = confidence(Some(Arc::new(Gates)), "open the gates", "password");
    assert!(after > before + 0.1, "{before} {after}");
    let sum = |encoder| ranked(encoder, "rain").iter().map(|one| one.confidence).sum::<f32>();
    let (before, after) = (sum(None), sum(Some(Arc::new(Gates))));
    assert!(after < before, "{before} {after}");
}

#[test]
fn an_encoder_that_knows_nothing_changes_nothing() {
    let (cold, learned) = (Resolver::new(catalogue()), Resolver::learned(catalogue(), &history()));
    let nothing = cold.clone().with_encoder(Arc::new(Always(None)));
    for message in ["order cheques", "limit", "the password", "weather", "drafts", ""] {
        let query = Query { message, ..Query::default() };
        assert_eq!(nothing.rank(&query), cold.rank(&query));
        assert_eq!(nothing.taught(&history()).rank(&query), learned.rank(&query));
    }
}

proptest! {
    // Each case learns from history once.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_vectors_give_confidences(
        vectors in vec(proptest::option::of(vec(prop_oneof![any::<f32>(), -1.0_f32..1.0], 0..5)), 1..6),
        message in "[a-z ]{0,30}",
    ) {
        let resolver = Resolver::new(catalogue()).with_encoder(Arc::new(Odd(vectors)));
        for resolver in [resolver.taught(&history()), resolver] {
            let decision = resolver.rank(&Query { message: &message, ..Query::default() });
            prop_assert!(decision.ranked.iter().all(|one| (0.0..=1.0).contains(&one.confidence)));
        }
    }
}
