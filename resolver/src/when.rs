//! Whether a solution holds under a query's circumstances.

use semver::{Version, VersionReq};

use crate::{Query, When};

/// A solution's `when`, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holds {
    release: Option<VersionReq>,
    route: Option<String>,
}

/// What circumstances say about a solution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fit {
    /// They rule it out.
    No,
    /// They say nothing.
    Silent,
    /// These fit, as a person may read them.
    Yes(String),
}

impl Holds {
    /// Compiles a `when`; what can't be read holds nobody back (reading sources refuses it).
    pub(crate) fn new(when: &When) -> Self {
        let release = when.release.as_deref().and_then(|release| VersionReq::parse(release).ok());
        let route = when.route.clone().filter(|route| fast_glob::validate(route).is_ok());
        Self { release, route }
    }

    /// Judges a query's route and release; one that the query does not tell, or that can't be read, says nothing.
    pub(crate) fn judge(&self, query: &Query<'_>) -> Fit {
        let mut fits = Vec::new();
        if let Some((glob, route)) = self.route.as_deref().zip(query.route) {
            let path = route.split(['?', '#']).next().unwrap_or_default();
            // `/red-packet/**` is meant with `/red-packet` itself, as routers have it.
            let root = glob.strip_suffix("/**").filter(|root| !root.is_empty());
            if !fast_glob::glob_match(glob, path)
                && !root.is_some_and(|root| fast_glob::glob_match(root, path))
            {
                return Fit::No;
            }
            fits.push(format!("route {glob}"));
        }
        if let Some((wanted, release)) = self.release.as_ref().zip(query.release.and_then(version)) {
            if !wanted.matches(&release) {
                return Fit::No;
            }
            fits.push(format!("release {wanted}"));
        }
        if fits.is_empty() { Fit::Silent } else { Fit::Yes(fits.join(", ")) }
    }
}

/// Reads `2.1`, `v2.1.0` or `wallet@2.1.0-beta+7`; a pre-release counts as its release.
fn version(release: &str) -> Option<Version> {
    let bare = release.rsplit('@').next()?.trim().trim_start_matches(['v', 'V']);
    let bare = bare.split(['-', '+', ' ']).next()?;
    let mut numbers = bare.split('.').map(|part| part.parse::<u64>().ok());
    let major = numbers.next()??;
    let mut next = || numbers.next().map_or(Some(0), |number| number);
    Some(Version::new(major, next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(release: &str, route: &str, query: &Query<'_>) -> Fit {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Holds::new(&When { release: some(release), route: some(route) }).judge(query)
    }

    #[test]
    fn releases_are_read_as_people_write_them() {
        let at = |release| Query { release: Some(release), ..Query::default() };
        for inside in ["2.0.0", "v2.3", "wallet@2.1.0-beta+7", "2"] {
            assert!(matches!(judge(">=2.0, <2.4", "", &at(inside)), Fit::Yes(_)), "{inside}");
        }
        assert_eq!(judge(">=2.0, <2.4", "", &at("2.4.0")), Fit::No);
        assert_eq!(judge(">=2.0, <2.4", "", &at("nightly")), Fit::Silent);
        assert_eq!(judge(">=2.0, <2.4", "", &Query::default()), Fit::Silent);
    }

    #[test]
    fn routes_are_globs_over_the_path() {
        let at = |route| Query { route: Some(route), ..Query::default() };
        assert!(matches!(judge("", "/red-packet/**", &at("/red-packet/new?x=/y")), Fit::Yes(_)));
        assert_eq!(judge("", "/red-packet/**", &at("/transfer")), Fit::No);
        assert_eq!(judge("", "/red-packet/**", &at("/red-packets")), Fit::No);
    }

    #[test]
    fn a_route_with_all_below_it_holds_on_itself_too() {
        let at = |route| Query { route: Some(route), ..Query::default() };
        assert!(matches!(judge("", "/red-packet/**", &at("/red-packet")), Fit::Yes(_)));
        assert!(matches!(judge("", "/**", &at("/")), Fit::Yes(_)));
    }
}
