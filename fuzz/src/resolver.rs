//! Any query on any catalogue: a decision that is in order, the same in any order of solutions and on a device.

use arbitrary::{Arbitrary, Unstructured};
use unstuck_protocol::limits;
use unstuck_resolver::{Catalogue, Decision, Query, Resolver, Solution, author::what_if, learn::Case, pack};

use crate::catalogue::{Circumstance, Page, Words};

#[derive(Debug, Arbitrary)]
struct Asked {
    pages: Vec<Page>,
    code: Option<Words>,
    message: Words,
    title: Option<Words>,
    route: Option<Circumstance>,
    release: Option<Circumstance>,
    cases: Vec<(Words, Option<u8>, Vec<Words>)>,
    scene: Vec<Words>,
    changes: bool,
}

/// Makes a catalogue and a query of the input, and asks.
pub fn any(input: &[u8]) {
    let Ok(asked) = Asked::arbitrary_take_rest(Unstructured::new(input)) else { return };
    let solutions: Vec<Solution> = asked.pages.into_iter().take(12).filter_map(Page::solution).collect();
    let words = |words: Vec<Words>| words.into_iter().take(8).map(|words| words.0).collect::<Vec<String>>();
    let scene = words(asked.scene);
    let query = Query {
        code: asked.code.as_ref().map(|words| words.0.as_str()),
        message: &asked.message.0,
        title: asked.title.as_ref().map(|words| words.0.as_str()),
        route: asked.route.as_ref().map(|one| one.0.as_str()),
        release: asked.release.as_ref().map(|one| one.0.as_str()),
        locales: &[],
        scene: &scene,
    };
    let turned: Vec<Solution> = solutions.iter().rev().cloned().collect();
    let catalogue = Catalogue::new(solutions);
    let resolver = Resolver::new(catalogue.clone());
    let decision = resolver.rank(&query);
    in_order(&decision);
    assert_eq!(decision, Resolver::new(Catalogue::new(turned)).rank(&query), "order of solutions");
    if let Ok(carried) = pack::decode(&pack::encode(&catalogue)) {
        assert_eq!(decision, Resolver::new(carried.catalogue).rank(&query), "on a device");
    }
    if asked.changes {
        for one in what_if(&resolver, &query) {
            assert_eq!(
                resolver.rank(&one.change.of(&query)).answer().map(|best| &best.solution),
                one.answer.as_ref()
            );
        }
    }
    let ids: Vec<_> = catalogue.solutions().iter().map(|solution| solution.id.clone()).collect();
    let case = |(text, solution, scene): (Words, Option<u8>, Vec<Words>)| Case {
        text: text.0,
        solution: solution.and_then(|at| ids.get(usize::from(at) % ids.len().max(1)).cloned()),
        scene: words(scene),
    };
    let cases: Vec<Case> = asked.cases.into_iter().take(3).map(case).collect();
    if !cases.is_empty() && asked.changes {
        in_order(&Resolver::learned(catalogue, &cases).rank(&query));
    }
}

fn in_order(decision: &Decision) {
    assert!(decision.ranked.len() <= 10 && limits::SUGGESTIONS <= 10);
    assert_eq!(decision.answer().is_none(), !decision.missing.is_empty(), "{decision:?}");
    for (at, one) in decision.ranked.iter().enumerate() {
        assert!((0.0..=1.0).contains(&one.confidence) && one.score.is_finite(), "{one:?}");
        assert!(one.reasons.iter().all(|reason| reason.weight > 0.0 && reason.weight <= 1.001), "{one:?}");
        let before = at.checked_sub(1).map(|before| &decision.ranked[before]);
        assert!(
            before.is_none_or(|before| before.score >= one.score && before.confidence >= one.confidence),
            "{decision:?}"
        );
    }
}
