//! Routes of an app as authors write them: `/orders/**`, `/pay/{now,later}/*`.
//!
//! `*` and `?` stand for what has no `/`, `**` for any segments, `[a-z]` for one of these, `{a,b}` for either. Every
//! page carries this, so it does only that; sources are checked by the library that its tests compare it with.

/// Most routes that one glob may spread to.
const SPREAD: usize = 1_000;

/// A glob, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    /// What it spreads to: globs without braces.
    forms: Vec<Vec<u8>>,
}

impl Route {
    /// Compiles a glob; `None` where it can't be read.
    pub(crate) fn new(glob: &str) -> Option<Self> {
        let mut forms = Vec::new();
        spread(glob.as_bytes(), &mut forms)?;
        // `/red-packet/**` is meant with `/red-packet` itself, as routers have it.
        if let Some(root) = glob.strip_suffix("/**").filter(|root| !root.is_empty()) {
            let whole = forms.len();
            if spread(root.as_bytes(), &mut forms).is_none() {
                forms.truncate(whole);
            }
        }
        Some(Self { forms })
    }

    /// Whether a path is one of these routes.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path: Vec<&[u8]> = path.split('/').map(str::as_bytes).collect();
        self.forms.iter().any(|form| {
            let form: Vec<&[u8]> = form.split(|b| *b == b'/').collect();
            fits(&form, &path)
        })
    }
}

/// Spreads the first pair of braces, and those within and behind it.
fn spread(glob: &[u8], forms: &mut Vec<Vec<u8>>) -> Option<()> {
    let (mut at, mut depth, mut open) = (0, 0, 0);
    let mut cuts = Vec::new();
    while at < glob.len() {
        match glob[at] {
            b'\\' => {
                at += 1;
                glob.get(at)?;
            }
            b'[' => at = class(glob, at, 0)?.0 - 1,
            b'{' => {
                depth += 1;
                if depth == 1 {
                    open = at;
                    cuts.push(at);
                }
            }
            b',' if depth == 1 => cuts.push(at),
            b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    cuts.push(at);
                    for ends in cuts.windows(2) {
                        spread(
                            &[&glob[..open], &glob[ends[0] + 1..ends[1]], &glob[at + 1..]].concat(),
                            forms,
                        )?;
                    }
                    return Some(());
                }
            }
            _ => {}
        }
        at += 1;
    }
    if depth > 0 || forms.len() == SPREAD {
        return None;
    }
    forms.push(glob.to_vec());
    Some(())
}

/// Whether segments have the form: each `**` takes as few as it can, and one more where that leads nowhere.
fn fits(form: &[&[u8]], path: &[&[u8]]) -> bool {
    let (mut at, mut place, mut back) = (0, 0, None);
    loop {
        match (form.get(at), path.get(place)) {
            (Some(&[b'*', b'*']), there) => {
                at += 1;
                if at == form.len() {
                    return there.is_some();
                }
                back = Some((at, place));
                continue;
            }
            (Some(one), Some(segment)) if like(one, segment) => {
                (at, place) = (at + 1, place + 1);
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        match back {
            Some((after, from)) if from < path.len() => {
                (at, place) = (after, from + 1);
                back = Some((after, from + 1));
            }
            _ => return false,
        }
    }
}

/// Whether one segment has the form; each `*` takes as few bytes as it can.
fn like(form: &[u8], segment: &[u8]) -> bool {
    let (mut at, mut place, mut back) = (0, 0, None);
    loop {
        if form.get(at) == Some(&b'*') {
            at += 1;
            back = Some((at, place));
            continue;
        }
        match segment.get(place) {
            Some(byte) => {
                if let Some((after, true)) = one(form, at, *byte) {
                    (at, place) = (after, place + 1);
                    continue;
                }
            }
            None if at == form.len() => return true,
            None => {}
        }
        match back {
            Some((after, from)) if from < segment.len() => {
                (at, place) = (after, from + 1);
                back = Some((after, from + 1));
            }
            _ => return false,
        }
    }
}

/// Where the sign at `at` ends, and whether the byte is what it stands for.
fn one(form: &[u8], at: usize, byte: u8) -> Option<(usize, bool)> {
    match *form.get(at)? {
        b'?' => Some((at + 1, true)),
        b'[' => class(form, at, byte),
        b'\\' => Some((at + 2, *form.get(at + 1)? == byte)),
        literal => Some((at + 1, literal == byte)),
    }
}

/// Where the class that begins at `at` ends, and whether the byte is in it; `None` where it does not end.
fn class(form: &[u8], at: usize, byte: u8) -> Option<(usize, bool)> {
    let mut at = at + 1;
    let not = matches!(form.get(at)?, b'!' | b'^');
    at += usize::from(not);
    let (mut first, mut found) = (true, false);
    let letter = |at: &mut usize| {
        *at += usize::from(*form.get(*at)? == b'\\');
        *at += 1;
        form.get(*at - 1).copied()
    };
    while first || *form.get(at)? != b']' {
        first = false;
        let low = letter(&mut at)?;
        let mut high = low;
        if form.get(at) == Some(&b'-') && form.get(at + 1).is_some_and(|b| *b != b']') {
            at += 1;
            high = letter(&mut at)?;
        }
        found |= (low..=high).contains(&byte);
    }
    Some((at + 1, found != not))
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn globs_are_read_as_their_library_reads_them(
            parts in prop::collection::vec(prop::sample::select(vec![
                "/a", "/b", "/*", "/**", "/a*", "/*b", "/a?", "/[ab]", "/[!a]", "/[a-b]b", "/{a,b}", "/{a,bb/b}", "/\\a", "/a{,b}", "/{a,{b,c}}",
            ]), 1..5),
            path in prop::collection::vec(prop::sample::select(vec!["/a", "/b", "/ab", "/bb", "/c", "/abb", "/"]), 0..6),
        ) {
            let (glob, path) = (parts.concat(), path.concat());
            let root = glob.strip_suffix("/**").filter(|root| !root.is_empty());
            let theirs = fast_glob::glob_match(&glob, &path) || root.is_some_and(|root| fast_glob::glob_match(root, &path));
            prop_assert_eq!(Route::new(&glob).unwrap().has(&path), theirs, "{} {}", glob, path);
        }

        #[test]
        fn what_they_refuse_is_refused(glob in r"[ab/*?{},\[\]\\-]{0,10}") {
            prop_assert_eq!(Route::new(&glob).is_some(), fast_glob::validate(&glob).is_ok(), "{}", glob);
        }
    }
}
