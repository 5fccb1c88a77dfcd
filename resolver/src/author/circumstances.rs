//! A route and a release that a `when` asks for, as examples.

use crate::{
    release::{Releases, version},
    route::Route,
};

/// What stands for a part of a route that may be anything.
const ANY: &str = "x";

/// A route that a glob lets through.
pub(super) fn route(glob: &str) -> Option<String> {
    let compiled = Route::new(glob)?;
    let one = first(glob).replace("**", ANY).replace(['*', '?'], ANY);
    let shorter = glob.strip_suffix("/**").map(first);
    [Some(one), shorter].into_iter().flatten().find(|route| compiled.has(route))
}

/// The first of the alternatives in braces, in brackets the first character.
fn first(glob: &str) -> String {
    let (mut out, mut depth, mut taken) = (String::new(), 0_u32, Vec::new());
    let mut chars = glob.chars().peekable();
    while let Some(c) = chars.next() {
        let hidden = taken.iter().any(|taken| *taken);
        match c {
            '{' => {
                depth += 1;
                taken.push(false);
            }
            '}' if depth > 0 => {
                depth -= 1;
                taken.pop();
            }
            ',' if depth > 0 => taken.iter_mut().rev().take(1).for_each(|taken| *taken = true),
            '[' => {
                let class: String = chars.by_ref().take_while(|c| *c != ']').collect();
                out.extend(class.chars().next().filter(|_| !hidden));
            }
            '\\' => out.extend(chars.next().filter(|_| !hidden)),
            c if !hidden => out.push(c),
            _ => {}
        }
    }
    out
}

/// A release that a requirement lets through: one that it names, or the next one.
pub(super) fn release(wanted: &str) -> Option<String> {
    let releases = Releases::new(wanted)?;
    let named =
        wanted.split(',').filter_map(|part| version(part.trim_start_matches(['<', '>', '=', '~', '^', ' '])));
    let near = named.flat_map(|[major, minor, patch]| {
        let before = [
            major.checked_sub(1).map(|major| [major, 0, 0]),
            minor.checked_sub(1).map(|minor| [major, minor, 0]),
        ];
        let at = [
            [major, minor, patch],
            [major, minor, patch.saturating_add(1)],
            [major, minor.saturating_add(1), 0],
        ];
        at.into_iter()
            .chain([[major.saturating_add(1), 0, 0]])
            .chain(before.into_iter().flatten())
            .collect::<Vec<_>>()
    });
    let [major, minor, patch] = near.chain([[1, 0, 0]]).find(|version| releases.have(*version))?;
    Some(format!("{major}.{minor}.{patch}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples_are_let_through() {
        for (glob, example) in [
            ("/transfer/**", "/transfer/x"),
            ("/{pay,send}/*", "/pay/x"),
            ("/a[bc]?", "/abx"),
            ("/{a,{b,c}}/d", "/a/d"),
        ] {
            assert_eq!(route(glob).as_deref(), Some(example));
        }
        for (wanted, example) in [
            (">=2.0, <2.4", "2.0.0"),
            (">2.3.1", "2.3.2"),
            ("<2.0", "1.0.0"),
            ("^1.2", "1.2.0"),
            ("*", "1.0.0"),
            ("<0.3", "0.2.0"),
        ] {
            assert_eq!(release(wanted).as_deref(), Some(example));
        }
    }

    proptest! {
        #[test]
        fn an_example_always_fits(glob in "[/ab*?{},\\[\\]\\\\]{0,12}", wanted in "[<>=~^*0-3., ]{0,12}") {
            if let Some(route) = route(&glob) {
                prop_assert!(Route::new(&glob).is_some_and(|compiled| compiled.has(&route)));
            }
            if let Some(release) = release(&wanted) {
                let version = version(&release).unwrap_or_default();
                prop_assert!(Releases::new(&wanted).is_some_and(|releases| releases.have(version)));
            }
        }
    }
}
