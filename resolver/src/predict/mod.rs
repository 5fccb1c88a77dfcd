//! The question before it is asked: what a person is likely to look for who opens help at this moment.
//!
//! Each solution's evidence adds up to a score, as in a ranking, and its share of all is how likely it is: how often it is
//! wanted anyway, how much more often where people were as this person is (naive Bayes over the facts of the scene),
//! what surges now, whether its `when` asks for such a moment, and what the steps of the trail have in common with its
//! text. How much each counts is learnt from the latest intents, each seen by all the others; without history
//! the last two remain. Nobody typed a word, so even the best guess is often wrong: a share of the confidence is
//! kept back for questions that nobody had yet (Good 1953).

mod closest;
mod evidence;
mod fit;
mod habits;
mod moment;

use unstuck_protocol::{Suggestion, limits};

use crate::Resolver;

pub(crate) use habits::Habits;
pub use moment::{Moment, Surge};

/// The questions that are likeliest at this moment, at most [`limits::SUGGESTIONS`]; none where nothing tells.
///
/// ```
/// use unstuck_protocol::{Context, Document, SolutionId};
/// use unstuck_resolver::{Catalogue, Resolver, Solution, Text, When, predict::{Moment, predict}};
///
/// let solution = |id: &str, route: &str| Solution {
///     id: SolutionId::new(id).unwrap(), codes: vec![], messages: vec![], questions: vec![],
///     when: When { route: Some(route.into()), release: None },
///     texts: vec![Text { locale: "en".into(), title: id.into(), body: Document::default(), ..Text::default() }],
/// };
/// let resolver = Resolver::new(Catalogue::new(vec![solution("a-fee", "/withdraw/**"), solution("a-gift", "/gift/**")]));
/// let context = Context { route: Some("/withdraw/card".into()), ..Context::default() };
/// let likely = predict(&resolver, &Moment::of(&context, 0));
/// assert_eq!(likely.iter().map(|one| one.solution.as_str()).collect::<Vec<_>>(), ["a-fee"]);
/// ```
#[must_use]
pub fn predict(resolver: &Resolver, moment: &Moment) -> Vec<Suggestion> {
    let mut likely = likely(resolver, moment);
    likely.truncate(limits::SUGGESTIONS);
    likely
}

/// All that anything speaks for, likeliest first.
fn likely(resolver: &Resolver, moment: &Moment) -> Vec<Suggestion> {
    let weighed = resolver.habits.as_ref().map(|habits| habits.weighed(resolver));
    let cold = habits::Weighed::cold(resolver.catalogue().solutions().len());
    let weighed = weighed.unwrap_or(&cold);
    let guesses = evidence::gather(resolver, weighed, moment);
    let mut shares = guesses.scores(&weighed.weights);
    crate::fusion::softmax(&mut shares);
    let mut likely = Vec::new();
    for (guess, share) in guesses.all.iter().zip(shares).filter(|(guess, _)| guess.speaks()) {
        crate::top::keep(&mut likely, SHOWN, guess.at, share * (1.0 - weighed.unmet));
    }
    let suggest = |(at, confidence): (u32, f32)| {
        let solution = &resolver.catalogue().solutions()[at as usize];
        let title = solution.article(&moment.locales).title;
        Suggestion { solution: solution.id.clone(), title, confidence }
    };
    likely.into_iter().map(suggest).collect()
}

/// Guesses that are told at most, for whoever puts them together with other evidence.
const SHOWN: usize = 10;
