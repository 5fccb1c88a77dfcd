//! One product's help centre as one person meets it: in their languages, over the solutions that serve now.

use std::sync::Arc;

use unstuck_protocol::{Article, Locale, SolutionId, limits};
use unstuck_resolver::{Candidate, Query, Solution};

use super::{
    address::Address,
    asked::Asked,
    shell::Frame,
    strings::{self, Strings},
};
use crate::{catalogue::Served, product::Product};

/// Most solutions that a search shows.
const RESULTS: usize = 10;
/// The least confidence of what is shown as close.
const FAINT: f32 = 0.01;

/// A product and a person.
pub(super) struct Centre<'a> {
    pub(super) product: &'a Product,
    pub(super) served: Arc<Served>,
    pub(super) asked: &'a Asked,
    pub(super) words: &'static Strings,
    /// The language of the product's that is closest to the person's.
    pub(super) locale: String,
    /// The language that goes on with links: the one that the address chose, where there is such a one.
    pub(super) chosen: Option<String>,
}

/// A solution as a list shows it.
pub(super) struct Entry {
    pub(super) address: Address,
    pub(super) article: Article,
    /// The releases that it holds for, where it asks for some.
    pub(super) release: Option<String>,
}

impl<'a> Centre<'a> {
    pub(super) fn new(product: &'a Product, asked: &'a Asked) -> Self {
        let served = product.live.current();
        let locales = served.contents.locales(served.resolver.catalogue());
        let offered = || locales.iter().map(String::as_str);
        let locale =
            Locale::choose(&asked.wanted, offered()).or(offered().next()).unwrap_or("und").to_owned();
        // Only a language that is spoken here: whatever else stands in the address ends here.
        let chosen = asked.language.iter().cloned().collect::<Vec<_>>();
        let spoken = strings::ALL.iter().map(|strings| strings.locale);
        let chosen = Locale::choose(&chosen, offered().chain(spoken)).map(str::to_owned);
        let words = strings::choose(&asked.wanted);
        Self { product, served, asked, words, locale, chosen }
    }

    /// What stands around each of its pages.
    pub(super) fn frame(&self) -> Frame<'_> {
        Frame {
            words: self.words,
            prefix: self.product.prefix(),
            product: Some(self.product),
            locale: &self.locale,
            chosen: self.chosen.as_deref(),
            locales: self.served.contents.locales(self.served.resolver.catalogue()),
        }
    }

    /// A link in the language that was chosen.
    pub(super) fn link(&self, address: &Address) -> String {
        address.link(self.chosen.as_deref())
    }

    pub(super) fn solution(&self, id: &str) -> Option<&Solution> {
        self.served.resolver.catalogue().get(&SolutionId::new(id).ok()?)
    }

    /// A solution's text for this person. The page's language comes first, so that one page speaks one.
    pub(super) fn article(&self, solution: &Solution) -> Article {
        let mut wanted = vec![self.locale.clone()];
        wanted.extend_from_slice(&self.asked.wanted);
        solution.article(&wanted)
    }

    pub(super) fn entry(&self, solution: &Solution) -> Entry {
        Entry {
            address: Address::solution(self.product, &solution.id),
            article: self.article(solution),
            release: solution.when.release.clone(),
        }
    }

    /// What the resolver says to these words: the answer, where there is one, and what is close.
    pub(super) fn search(&self, text: &str) -> (Option<Entry>, Vec<Entry>) {
        let resolver = &self.served.resolver;
        let code = resolver.coded(text).next().is_some().then_some(text);
        let decision = resolver.rank(&Query { code, message: text, ..Query::default() });
        let answer = decision.answer().and_then(|best| self.found(best));
        let close = decision.ranked.iter().skip(usize::from(answer.is_some()));
        let close = close.filter(|candidate| candidate.confidence >= FAINT).take(RESULTS);
        let close = close.filter_map(|candidate| self.found(candidate)).collect();
        (answer, close)
    }

    /// What is closest to a name that nothing has, a code or an id, by its parts.
    pub(super) fn near(&self, name: &str) -> Vec<Entry> {
        let apart = |c: char| if matches!(c, '_' | '-' | '.' | ':' | '/' | '@') { ' ' } else { c };
        let words: String = name.chars().map(apart).collect();
        let decision = self.served.resolver.rank(&Query { message: &words, ..Query::default() });
        let best = decision.ranked.iter().take(limits::SUGGESTIONS);
        best.filter_map(|candidate| self.found(candidate)).collect()
    }

    fn found(&self, candidate: &Candidate) -> Option<Entry> {
        let solution = self.served.resolver.catalogue().get(&candidate.solution)?;
        Some(self.entry(solution))
    }
}
