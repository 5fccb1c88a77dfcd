//! A fact that a flow branches on: what the context tells, without asking.

use unstuck_protocol::{Context, letters::lower};

use crate::{
    code::fold,
    release::{Releases, version},
    route::Route,
};

/// What is known without asking.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'a> {
    pub(super) code: Option<&'a str>,
    pub(super) context: Option<&'a Context>,
}

/// One fact. What the context does not tell is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The app is at such a route: a path with `*` and `**`.
    Route(String),
    /// The app is of such a release, as in `Cargo.toml`.
    Release(String),
    /// The error has this code.
    Code(String),
    /// The app runs in this environment.
    Environment(String),
    /// The person reads this language, a BCP 47 tag or the start of one.
    Locale(String),
    /// The person has this trait: its name and its value, or any value where none is named.
    Trait(String, String),
    /// There is this tag: its name and its value, or any value where none is named.
    Tag(String, String),
}

impl Fact {
    /// Reads a fact as an author writes it.
    ///
    /// ```
    /// use unstuck_resolver::dialogue::Fact;
    /// assert_eq!(Fact::new("trait.plan pro"), Some(Fact::Trait("plan".into(), "pro".into())));
    /// assert_eq!(Fact::new("route /withdraw/**").unwrap().to_string(), "route /withdraw/**");
    /// assert_eq!(Fact::new("route withdraw"), None);
    /// assert_eq!(Fact::new("the weather is fine"), None);
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let (kind, value) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
        let value = value.trim();
        if let Some(name) = kind.strip_prefix("trait.").filter(|name| !name.is_empty()) {
            return Some(Self::Trait(name.to_owned(), value.to_owned()));
        }
        if let Some(name) = kind.strip_prefix("tag.").filter(|name| !name.is_empty()) {
            return Some(Self::Tag(name.to_owned(), value.to_owned()));
        }
        if value.is_empty() {
            return None;
        }
        match kind {
            "route" => {
                Route::new(value).filter(|_| value.starts_with('/')).map(|_| Self::Route(value.to_owned()))
            }
            "release" => Releases::new(value).map(|_| Self::Release(value.to_owned())),
            "code" => Some(Self::Code(value.to_owned())),
            "environment" => Some(Self::Environment(value.to_owned())),
            "locale" => Some(Self::Locale(value.to_owned())),
            _ => None,
        }
    }

    /// Whether it is so.
    pub(super) fn holds(&self, known: &Known<'_>) -> bool {
        let same = |told: Option<&str>, wanted: &str| {
            told.is_some_and(|told| wanted.is_empty() || lower(told.trim()) == lower(wanted))
        };
        if let Self::Code(code) = self {
            return known.code.is_some_and(|told| fold(told) == fold(code));
        }
        let Some(context) = known.context else { return false };
        match self {
            Self::Code(_) => false,
            Self::Route(glob) => {
                let path = context.route.as_deref().and_then(|route| route.split(['?', '#']).next());
                Route::new(glob).zip(path).is_some_and(|(route, path)| route.has(path))
            }
            Self::Release(wanted) => {
                let told = context.release.as_deref().and_then(version);
                Releases::new(wanted).zip(told).is_some_and(|(wanted, told)| wanted.have(told))
            }
            Self::Environment(wanted) => same(context.environment.as_deref(), wanted),
            Self::Locale(wanted) => context.locales.first().is_some_and(|told| {
                let (told, wanted) = (lower(told).replace('_', "-"), lower(wanted));
                told.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }),
            Self::Trait(name, wanted) => {
                same(context.user.as_ref().and_then(|user| user.traits.get(name)), wanted)
            }
            Self::Tag(name, wanted) => same(context.tags.get(name), wanted),
        }
    }
}

impl core::fmt::Display for Fact {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let text = match self {
            Self::Route(value) => format!("route {value}"),
            Self::Release(value) => format!("release {value}"),
            Self::Code(value) => format!("code {value}"),
            Self::Environment(value) => format!("environment {value}"),
            Self::Locale(value) => format!("locale {value}"),
            Self::Trait(name, value) => format!("trait.{name} {value}"),
            Self::Tag(name, value) => format!("tag.{name} {value}"),
        };
        f.write_str(text.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unstuck_protocol::User;

    #[test]
    fn facts_are_what_the_context_tells_and_nothing_else() {
        let mut user = User::default();
        user.traits.insert("plan", "Pro");
        let context = Context {
            route: Some("/withdraw/7?x=1".into()),
            release: Some("v2.3".into()),
            locales: vec!["zh-Hant-TW".into()],
            user: Some(user),
            ..Context::default()
        };
        let known = Known { code: Some("card-expired"), context: Some(&context) };
        let holds = |text: &str| Fact::new(text).unwrap().holds(&known);
        for so in [
            "route /withdraw/**",
            "release >=2.0, <2.4",
            "code CARD_EXPIRED",
            "locale zh-Hant",
            "trait.plan pro",
            "trait.plan",
        ] {
            assert!(holds(so), "{so}");
        }
        for not_so in [
            "route /transfer/**",
            "release <2",
            "code CARD",
            "locale zh-Han",
            "trait.plan free",
            "trait.age",
            "tag.a",
            "environment test",
        ] {
            assert!(!holds(not_so), "{not_so}");
        }
        assert!(!Fact::new("route /**").unwrap().holds(&Known::default()));
    }
}
