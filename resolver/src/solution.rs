//! A solution: what it answers to, and its text in each language.

use unstuck_protocol::{Action, Article, Document, Locale, SolutionId, Target};

/// A solution as its author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Its name, unique within its catalogue.
    pub id: SolutionId,
    /// Error codes that it answers, compared without case.
    pub codes: Vec<String>,
    /// Messages that it answers; `{name}` stands for anything that varies.
    pub messages: Vec<String>,
    /// How people ask for it.
    pub questions: Vec<String>,
    /// Where it holds.
    pub when: When,
    /// Its text in each language; the first one is the default.
    pub texts: Vec<Text>,
}

/// Where a solution holds; a circumstance that a query does not tell never speaks against it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// Releases of the app, such as `>=2.0, <2.4`.
    pub release: Option<String>,
    /// Routes of the app, such as `/red-packet/**`.
    pub route: Option<String>,
}

/// A solution's text in one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text {
    /// The language, a BCP 47 tag.
    pub locale: String,
    /// The headline.
    pub title: String,
    /// What to do.
    pub body: Document,
    /// Fixes to run in place; where there are none, those of the default text.
    pub actions: Vec<Action>,
    /// Where the steps of its first numbered list are done; where there are none, those of the default text.
    pub steps: Vec<Target>,
}

impl Solution {
    /// Its text for a person who reads `locales` (BCP 47 tags, best first); the default text where none fits.
    #[must_use]
    pub fn article(&self, locales: &[String]) -> Article {
        let chosen = Locale::choose(locales, self.texts.iter().map(|text| text.locale.as_str()));
        let text = self.texts.iter().find(|text| Some(text.locale.as_str()) == chosen).or(self.texts.first());
        let first = self.texts.first();
        let actions = text.filter(|text| !text.actions.is_empty()).or(first);
        let steps = text.filter(|text| !text.steps.is_empty()).or(first);
        Article {
            solution: self.id.clone(),
            locale: text.map_or_else(|| "und".to_owned(), |text| text.locale.clone()),
            title: text.map_or_else(|| self.id.to_string(), |text| text.title.clone()),
            body: text.map(|text| text.body.clone()).unwrap_or_default(),
            actions: actions.map(|text| text.actions.clone()).unwrap_or_default(),
            steps: steps.map(|text| text.steps.clone()).unwrap_or_default(),
        }
    }
}
