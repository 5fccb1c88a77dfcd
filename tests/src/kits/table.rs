//! What was seen, a line a kit, the failures one by one, and the figures.

use std::collections::BTreeMap;

use super::{Seen, Sighting, survival::TESTS};

/// Least share of links that stand on errors.
const PRECISION: f64 = 0.99;
/// Least share of errors with their link.
const RECALL: f64 = 0.97;

/// The headings of the lines.
#[must_use]
pub fn head() -> String {
    let columns = ["found", "silent"].into_iter().chain(TESTS);
    columns.fold(format!("{:<18}", ""), |line, column| format!("{line} {column:>10}"))
}

/// A kit's line.
#[must_use]
pub fn line(kit: &str, sightings: &[Sighting]) -> String {
    let sums = Sums::of(sightings);
    let columns = [sums.found, sums.silent].into_iter().chain(TESTS.map(|test| sums.survived(test)));
    let line = columns.fold(format!("{kit:<18}"), |line, share| format!("{line} {:>10}", share.shown()));
    if sums.broken == 0 { line } else { format!("{line}  {} broken", sums.broken) }
}

/// Every failure with what was seen; the same one in several languages is one.
#[must_use]
pub fn failures(sightings: &[Sighting]) -> Vec<String> {
    let mut all: BTreeMap<(&str, &str, String), Vec<&str>> = BTreeMap::new();
    for sighting in sightings {
        let said: Vec<String> = match &sighting.seen {
            Seen::Broken(why) => vec![format!("page broken: {why}")],
            Seen::Calm(0) => Vec::new(),
            Seen::Calm(links) => vec![format!("silent: {links} links on what is no error")],
            Seen::Error { found, survived, .. } => {
                let lost = survived.iter().filter_map(|v| Some(format!("{}: {}", v.test, v.lost.as_ref()?)));
                found.as_ref().err().map(|seen| format!("found: {seen}")).into_iter().chain(lost).collect()
            }
        };
        for what in said {
            all.entry((&sighting.kit, &sighting.kind, what)).or_default().push(&sighting.language);
        }
    }
    all.into_iter()
        .map(|((kit, kind, what), languages)| format!("{kit} {kind} ({}) {what}", languages.join(",")))
        .collect()
}

/// The figures in one line, and whether they keep their budgets.
#[must_use]
pub fn figures(kits: usize, languages: usize, sightings: &[Sighting]) -> (String, bool) {
    let sums = Sums::of(sightings);
    let survived = TESTS.iter().fold(Share::default(), |sum, test| sum.plus(sums.survived(test)));
    let (precision, recall) = (sums.right.value(), sums.found.value());
    let broken = if sums.broken == 0 { String::new() } else { format!(", {} pages broken", sums.broken) };
    let said = format!(
        "kits: {kits} kits, {languages} languages: precision {precision:.3} (≥ {PRECISION}), recall {recall:.3} (≥ {RECALL}), \
         survival {} of {}{broken}",
        survived.well, survived.of
    );
    let well = precision >= PRECISION && recall >= RECALL && survived.well == survived.of && sums.broken == 0;
    (said, well && sums.found.of > 0)
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    well: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, well: bool) {
        self.well += usize::from(well);
        self.of += 1;
    }

    fn plus(self, other: Self) -> Self {
        Self { well: self.well + other.well, of: self.of + other.of }
    }

    fn value(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.well as f64 / self.of as f64 }
    }

    fn shown(self) -> String {
        if self.of == 0 { "–".to_owned() } else { format!("{}/{}", self.well, self.of) }
    }
}

#[derive(Default)]
struct Sums {
    found: Share,
    silent: Share,
    /// Links on errors, of all links.
    right: Share,
    survived: BTreeMap<&'static str, Share>,
    broken: usize,
}

impl Sums {
    fn of(sightings: &[Sighting]) -> Self {
        let mut sums = Self::default();
        for sighting in sightings {
            match &sighting.seen {
                Seen::Broken(_) => sums.broken += 1,
                Seen::Calm(links) => {
                    sums.silent.add(*links == 0);
                    sums.right.of += links;
                }
                Seen::Error { links, found, survived } => {
                    sums.found.add(found.is_ok());
                    sums.right = sums.right.plus(Share { well: *links, of: *links });
                    for verdict in survived {
                        sums.survived.entry(verdict.test).or_default().add(verdict.lost.is_none());
                    }
                }
            }
        }
        sums
    }

    fn survived(&self, test: &str) -> Share {
        self.survived.get(test).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, Sighting, failures, figures};
    use crate::kits::survival::Verdict;

    fn sighting(language: &str, kind: &str, seen: Seen) -> Sighting {
        Sighting { kit: "native".to_owned(), language: language.to_owned(), kind: kind.to_owned(), seen }
    }

    #[test]
    fn the_figures_count_surfaces_and_links() {
        let survived = vec![
            Verdict { test: "Tab", lost: None },
            Verdict { test: "click", lost: Some("no panel opens".to_owned()) },
        ];
        let all = [
            sighting("en", "dialog", Seen::Error { links: 1, found: Ok(()), survived }),
            sighting(
                "en",
                "toast",
                Seen::Error { links: 0, found: Err("no link came".to_owned()), survived: Vec::new() },
            ),
            sighting("en", "form", Seen::Calm(1)),
            sighting("ar", "form", Seen::Calm(1)),
            sighting("en", "menu", Seen::Calm(0)),
        ];
        let (said, well) = figures(1, 2, &all);
        assert_eq!(
            said,
            "kits: 1 kits, 2 languages: precision 0.333 (≥ 0.99), recall 0.500 (≥ 0.97), survival 1 of 2"
        );
        assert!(!well);
        assert_eq!(
            failures(&all),
            [
                "native dialog (en) click: no panel opens",
                "native form (en,ar) silent: 1 links on what is no error",
                "native toast (en) found: no link came",
            ]
        );
    }
}
