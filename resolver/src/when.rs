//! Whether a solution holds under a query's circumstances.

use crate::{
    Query, When,
    release::{Releases, Version, version},
    route::Route,
};

/// A solution's `when`, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holds {
    /// Each with how it was written.
    release: Option<(Releases, String)>,
    route: Option<(Route, String)>,
}

/// A query's circumstances, read once for all solutions.
pub(crate) struct Circumstances<'a> {
    path: Option<&'a str>,
    release: Option<Version>,
}

/// What circumstances say about a solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// They rule it out.
    No,
    /// They say nothing.
    Silent,
    /// They fit.
    Yes,
}

impl<'a> Circumstances<'a> {
    /// A route without its query and fragment, and a release as far as it can be read.
    pub(crate) fn of(query: &Query<'a>) -> Self {
        let path = query.route.map(|route| route.split(['?', '#']).next().unwrap_or_default());
        Self { path, release: query.release.and_then(version) }
    }
}

impl Holds {
    /// Compiles a `when`; what can't be read holds nobody back (reading sources refuses it).
    pub(crate) fn new(when: &When) -> Self {
        let release = when.release.as_ref().and_then(|text| Some((Releases::new(text)?, text.clone())));
        let route = when.route.as_ref().and_then(|text| Some((Route::new(text)?, text.clone())));
        Self { release, route }
    }

    /// Judges circumstances; one that the query does not tell, or that can't be read, says nothing.
    pub(crate) fn judge(&self, now: &Circumstances<'_>) -> Fit {
        let mut fit = Fit::Silent;
        if let Some(((route, _), path)) = self.route.as_ref().zip(now.path) {
            if !route.has(path) {
                return Fit::No;
            }
            fit = Fit::Yes;
        }
        if let Some(((wanted, _), release)) = self.release.as_ref().zip(now.release) {
            if !wanted.have(release) {
                return Fit::No;
            }
            fit = Fit::Yes;
        }
        fit
    }

    /// What of these circumstances it asks for, as a person may read it.
    pub(crate) fn told(&self, now: &Circumstances<'_>) -> String {
        let mut told = String::new();
        if let Some(((_, written), _)) = self.route.as_ref().zip(now.path) {
            told += "route ";
            told += written;
        }
        if let Some(((_, written), _)) = self.release.as_ref().zip(now.release) {
            told += if told.is_empty() { "release " } else { ", release " };
            told += written;
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(release: &str, route: &str, query: &Query<'_>) -> Fit {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Holds::new(&When { release: some(release), route: some(route) }).judge(&Circumstances::of(query))
    }

    #[test]
    fn releases_are_read_as_people_write_them() {
        let at = |release| Query { release: Some(release), ..Query::default() };
        for inside in ["2.0.0", "v2.3", "wallet@2.1.0-beta+7", "2"] {
            assert!(matches!(judge(">=2.0, <2.4", "", &at(inside)), Fit::Yes), "{inside}");
        }
        assert_eq!(judge(">=2.0, <2.4", "", &at("2.4.0")), Fit::No);
        assert_eq!(judge(">=2.0, <2.4", "", &at("nightly")), Fit::Silent);
        assert_eq!(judge(">=2.0, <2.4", "", &Query::default()), Fit::Silent);
    }

    #[test]
    fn routes_are_globs_over_the_path() {
        let at = |route| Query { route: Some(route), ..Query::default() };
        assert!(matches!(judge("", "/red-packet/**", &at("/red-packet/new?x=/y")), Fit::Yes));
        assert_eq!(judge("", "/red-packet/**", &at("/transfer")), Fit::No);
        assert_eq!(judge("", "/red-packet/**", &at("/red-packets")), Fit::No);
    }

    #[test]
    fn a_route_with_all_below_it_holds_on_itself_too() {
        let at = |route| Query { route: Some(route), ..Query::default() };
        assert!(matches!(judge("", "/red-packet/**", &at("/red-packet")), Fit::Yes));
        assert!(matches!(judge("", "/**", &at("/")), Fit::Yes));
    }

    #[test]
    fn what_fits_is_told_as_it_was_written() {
        let when = When { release: Some(">=2.0".into()), route: Some("/pay/*".into()) };
        let told = |query| Holds::new(&when).told(&Circumstances::of(&query));
        let both = Query { route: Some("/pay/now?x"), release: Some("2.1"), ..Query::default() };
        assert_eq!(told(both), "route /pay/*, release >=2.0");
        assert_eq!(told(Query { route: None, ..both }), "release >=2.0");
    }
}
