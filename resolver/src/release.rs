//! Which releases a requirement such as `>=2.0, <2.4` lets through.
//!
//! It is read as Cargo reads it. Since a pre-release counts as its release here, every requirement comes to one span of
//! versions; authors' sources are checked by Cargo's own parser, which a page need not carry.

/// Major, minor and patch.
pub(crate) type Version = [u64; 3];

/// The versions from one, up to but not with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Releases {
    from: Version,
    to: Version,
}

impl Releases {
    /// Reads a requirement; `None` where it is none.
    pub(crate) fn new(wanted: &str) -> Option<Self> {
        let mut all = Self { from: [0; 3], to: [u64::MAX; 3] };
        if matches!(wanted.trim(), "*" | "x" | "X") {
            return Some(all);
        }
        for part in wanted.split(',') {
            let one = bound(part.trim())?;
            all = Self { from: all.from.max(one.from), to: all.to.min(one.to) };
        }
        Some(all)
    }

    /// Whether a version is one of them.
    pub(crate) fn have(&self, version: Version) -> bool {
        self.from <= version && version < self.to
    }
}

/// Reads one comparison, such as `>=2.0`, `^1`, `~1.2.3` or `1.*`.
fn bound(text: &str) -> Option<Releases> {
    let rest = text.trim_start_matches(['<', '>', '=', '~', '^']);
    let sign = &text[..text.len() - rest.len()];
    let rest = rest.trim_start();
    let core = rest.split(['-', '+']).next()?;
    let early = rest[core.len()..].starts_with('-');
    let mut version = [0; 3];
    let mut given = 0;
    let mut any = false;
    for part in core.split('.') {
        if given > 0 && matches!(part, "*" | "x" | "X") {
            any = true;
        } else {
            *version.get_mut(given).filter(|_| !any)? = number(part)?;
            given += 1;
        }
    }
    let next = |place: usize| {
        let mut next = [0; 3];
        next[..=place].copy_from_slice(&version[..=place]);
        next[place] = next[place].saturating_add(1);
        next
    };
    let (least, most) = ([0; 3], [u64::MAX; 3]);
    // what comes behind all versions that the given numbers name; a pre-release stands before the one it is named after
    let behind = if early { version } else { next(given - 1) };
    let caret = version[..given].iter().position(|number| *number > 0).unwrap_or(given - 1);
    let (from, to) = match sign {
        "=" => (version, behind),
        "" if any => (version, behind),
        "" | "^" => (version, next(caret)),
        "~" => (version, next(given.min(2) - 1)),
        ">" => (behind, most),
        ">=" => (version, most),
        "<" => (least, version),
        "<=" => (least, behind),
        _ => return None,
    };
    Some(Releases { from, to })
}

/// Reads `2.1`, `v2.1.0` or `wallet@2.1.0-beta+7`; a pre-release counts as its release.
pub(crate) fn version(release: &str) -> Option<Version> {
    let bare = release.rsplit('@').next()?.trim().trim_start_matches(['v', 'V']);
    let mut version = [0; 3];
    // more than three numbers are a build's affair
    for (place, part) in bare.split(['-', '+', ' ']).next()?.split('.').take(3).enumerate() {
        version[place] = number(part)?;
    }
    Some(version)
}

/// A number without a sign.
fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0_u64, |number, digit| {
        let value = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
        number.checked_mul(10)?.checked_add(value)
    })
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn comparison() -> impl Strategy<Value = String> {
        let sign = prop::sample::select(vec!["", "=", ">", ">=", "<", "<=", "~", "^", "> ", ">= "]);
        let core = prop::sample::select(vec![
            "0",
            "1",
            "2",
            "0.0",
            "0.1",
            "1.0",
            "1.2",
            "2.1",
            "0.0.0",
            "0.0.2",
            "0.1.2",
            "1.0.0",
            "1.2.1",
            "2.0.1",
            "1.*",
            "1.x",
            "1.2.*",
            "0.0.x",
            "1.2.1-beta",
            "0.0.2-rc.1+b",
            "1.0.0+7",
            "1.*.*",
        ]);
        (sign, core).prop_map(|(sign, core)| format!("{sign}{core}"))
    }

    proptest! {
        #[test]
        fn requirements_are_read_as_cargo_reads_them(
            parts in prop::collection::vec(comparison(), 1..3), version in prop::array::uniform3(0_u64..4),
        ) {
            let text = parts.join(", ");
            if let Ok(theirs) = semver::VersionReq::parse(&text) {
                let [major, minor, patch] = version;
                let ours = Releases::new(&text).map(|ours| ours.have(version));
                prop_assert_eq!(ours, Some(theirs.matches(&semver::Version::new(major, minor, patch))), "{}", text);
            }
        }

        #[test]
        fn what_cargo_takes_is_taken_here_too(text in "[<>=~^*x0-3., -]{0,10}") {
            prop_assert!(semver::VersionReq::parse(&text).is_err() || Releases::new(&text).is_some(), "{}", text);
        }
    }

    #[test]
    fn what_is_no_requirement_is_none() {
        for wrong in ["", "soon", ">", "1.2.3.4", "1..2", ">=a", "=>1", "1,"] {
            assert_eq!(Releases::new(wrong), None, "{wrong}");
        }
    }
}
