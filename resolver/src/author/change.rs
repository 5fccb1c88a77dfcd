//! One change to a query, small enough to say in a few words.

use crate::Query;

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The code is left out.
    WithoutCode,
    /// This is the code.
    Code(String),
    /// These words are left out of the message.
    Without {
        /// As they stand there.
        words: String,
        /// The message that is left.
        message: String,
    },
    /// The title is left out.
    WithoutTitle,
    /// The app is at this route.
    Route(String),
    /// The app's route is not told.
    WithoutRoute,
    /// The app is of this release.
    Release(String),
    /// The app's release is not told.
    WithoutRelease,
}

impl Change {
    /// The query with the change.
    ///
    /// ```
    /// use unstuck_resolver::{Query, author::Change};
    /// let query = Query { code: Some("A"), message: "It failed.", ..Query::default() };
    /// assert_eq!(Change::Code("B".into()).of(&query).code, Some("B"));
    /// assert_eq!(Change::WithoutCode.of(&query).message, "It failed.");
    /// ```
    #[must_use]
    pub fn of<'a>(&'a self, query: &Query<'a>) -> Query<'a> {
        let mut changed = *query;
        match self {
            Self::WithoutCode => changed.code = None,
            Self::Code(code) => changed.code = Some(code),
            Self::Without { message, .. } => changed.message = message,
            Self::WithoutTitle => changed.title = None,
            Self::Route(route) => changed.route = Some(route),
            Self::WithoutRoute => changed.route = None,
            Self::Release(release) => changed.release = Some(release),
            Self::WithoutRelease => changed.release = None,
        }
        changed
    }

    /// Its name in a machine's words, and what it is about, where that is not said by the name.
    #[must_use]
    pub fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::WithoutCode => ("without_code", None),
            Self::Code(code) => ("code", Some(code)),
            Self::Without { words, .. } => ("without_words", Some(words)),
            Self::WithoutTitle => ("without_title", None),
            Self::Route(route) => ("route", Some(route)),
            Self::WithoutRoute => ("without_route", None),
            Self::Release(release) => ("release", Some(release)),
            Self::WithoutRelease => ("without_release", None),
        }
    }
}

impl core::fmt::Display for Change {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::WithoutCode => f.write_str("without the code"),
            Self::Code(code) => write!(f, "with the code {code}"),
            Self::Without { words, .. } => write!(f, "without “{words}”"),
            Self::WithoutTitle => f.write_str("without the title"),
            Self::Route(route) => write!(f, "on a route such as {route}"),
            Self::WithoutRoute => f.write_str("on no particular route"),
            Self::Release(release) => write!(f, "in a release such as {release}"),
            Self::WithoutRelease => f.write_str("in no particular release"),
        }
    }
}
