//! Error codes in an app's sources, beside those that its solutions name.

mod patterns;

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Serialize;
use unstuck_protocol::{SolutionId, limits};
use unstuck_resolver::{Catalogue, code::fold};

use self::patterns::Patterns;

/// Longest line that is read, bytes: a longer one was written by a machine.
const LINE: usize = 2_000;
/// Blocks around a line that may lend it their name: an arm of a `switch` in a function.
const BLOCKS: usize = 3;
/// Most different codes that are told: beyond them a pattern fits anything.
const CODES: usize = 10_000;

/// A code that stands in sources, and that no solution names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unanswered {
    /// The code as it stands there.
    pub code: String,
    /// The first file it stands in.
    pub file: String,
    /// The line there, from 1.
    pub line: usize,
    /// On how many lines it stands.
    pub places: usize,
}

/// A code that a solution names, and that no source mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmentioned {
    /// The code as the solution has it.
    pub code: String,
    /// The solution.
    pub solution: SolutionId,
}

/// What sources say, file by file.
#[derive(Debug)]
pub struct Survey {
    patterns: Patterns,
    ignored: GlobSet,
    /// The solutions' codes as the resolver compares them, with their places among the owners.
    known: BTreeMap<String, usize>,
    /// What finds them wherever they stand.
    finder: AhoCorasick,
    owners: Vec<Unmentioned>,
    mentioned: BTreeSet<usize>,
    found: BTreeMap<String, Unanswered>,
    files: usize,
}

impl Survey {
    /// For these solutions, by these patterns (none: the usual ones), without the codes that a glob fits.
    ///
    /// # Errors
    /// Which pattern or glob can't be read.
    pub fn new(catalogue: &Catalogue, patterns: &[String], ignored: &[String]) -> Result<Self, String> {
        let patterns = if patterns.is_empty() { Patterns::usual() } else { Patterns::own(patterns) };
        let mut globs = GlobSetBuilder::new();
        for glob in ignored {
            globs.add(
                GlobBuilder::new(glob).case_insensitive(true).build().map_err(|error| error.to_string())?,
            );
        }
        let mut owners: BTreeMap<String, Unmentioned> = BTreeMap::new();
        for solution in catalogue.solutions() {
            for code in solution.codes.iter().map(|code| code.trim()).filter(|code| !code.is_empty()) {
                let one = || Unmentioned { code: code.to_owned(), solution: solution.id.clone() };
                owners.entry(code.to_lowercase()).or_insert_with(one);
            }
        }
        let (lower, owners): (Vec<String>, Vec<Unmentioned>) = owners.into_iter().unzip();
        let finder = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(&lower);
        let known = lower.iter().enumerate().map(|(at, code)| (fold(code), at)).collect();
        Ok(Self {
            patterns: patterns.map_err(|error| error.to_string())?,
            ignored: globs.build().map_err(|error| error.to_string())?,
            known,
            finder: finder.map_err(|error| error.to_string())?,
            owners,
            mentioned: BTreeSet::new(),
            found: BTreeMap::new(),
            files: 0,
        })
    }

    /// Reads one file. Of a `test`, and of a comment, only what solutions name counts: the codes there are made up.
    pub fn read(&mut self, file: &str, text: &str, test: bool) {
        self.files += 1;
        self.mention(text);
        if test {
            return;
        }
        let mut blocks: Vec<(usize, &str)> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let bare = line.trim_start();
            if bare.starts_with("#[cfg(test)]") {
                return;
            }
            if bare.is_empty() || line.len() > LINE || comment(bare) {
                continue;
            }
            let depth = line.len() - bare.len();
            while blocks.last().is_some_and(|(other, _)| *other >= depth) {
                blocks.pop();
            }
            let around: Vec<&str> = blocks.iter().rev().take(BLOCKS).map(|(_, line)| *line).collect();
            for code in self.patterns.codes(line, &around) {
                self.place(code, file, at + 1);
            }
            blocks.push((depth, line));
        }
    }

    /// How many files were read.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files
    }

    /// Codes without a solution, by the place they first stand at.
    #[must_use]
    pub fn unanswered(&self) -> Vec<Unanswered> {
        let mut found: Vec<Unanswered> = self.found.values().cloned().collect();
        found.sort_by(|a, b| (&a.file, a.line, &a.code).cmp(&(&b.file, b.line, &b.code)));
        found
    }

    /// Codes that solutions name for nothing, by code.
    #[must_use]
    pub fn unmentioned(&self) -> Vec<Unmentioned> {
        let rest = (0..self.owners.len()).filter(|at| !self.mentioned.contains(at));
        rest.map(|at| self.owners[at].clone()).collect()
    }

    fn place(&mut self, code: &str, file: &str, line: usize) {
        if code.len() > limits::CODE_BYTES {
            return;
        }
        if let Some(known) = self.known.get(&fold(code)) {
            self.mentioned.insert(*known);
            return;
        }
        if self.ignored.is_match(code) {
            return;
        }
        let lower = code.to_lowercase();
        if let Some(found) = self.found.get_mut(&lower) {
            found.places += 1;
        } else if self.found.len() < CODES {
            let (code, file) = (code.to_owned(), file.to_owned());
            self.found.insert(lower, Unanswered { code, file, line, places: 1 });
        }
    }

    fn mention(&mut self, text: &str) {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        for hit in self.finder.find_overlapping_iter(text) {
            let whole =
                !word(text[..hit.start()].chars().next_back()) && !word(text[hit.end()..].chars().next());
            if whole {
                self.mentioned.insert(hit.pattern().as_usize());
            }
        }
    }
}

/// A line of nothing but comment, in the languages that apps are written in.
fn comment(bare: &str) -> bool {
    ["//", "/*", "* ", "*/", "# ", "<!--", "-- ", "--- "].iter().any(|mark| bare.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unstuck_resolver::author::{Source, read};

    fn survey(codes: &str, ignored: &[&str]) -> Survey {
        let text = format!("---\nid: known\ntitle: Known\ncodes: [{codes}]\n---\nText.\n");
        let catalogue =
            read(&[Source { path: "known.md".into(), text }]).unwrap_or_else(|_| panic!("bad page"));
        let ignored: Vec<String> = ignored.iter().map(|glob| (*glob).to_owned()).collect();
        Survey::new(&catalogue, &[], &ignored).unwrap_or_else(|why| panic!("{why}"))
    }

    const SOURCE: &str = "fn code() {\n    match it {\n        A => \"DAILY_LIMIT\",\n        B => \"card_expired\",\n        // C => \"OLD_CODE\",\n        D => \"CARD_EXPIRED\",\n        E => \"DAILY_LIMIT\",\n        F => \"INTERNAL_X\",\n    }\n}\nfn name() {\n    \"NO_CODE\"\n}\n#[cfg(test)]\nmod tests { const CODE: &str = \"MADE_UP\"; }\n";

    #[test]
    fn a_code_without_a_solution_is_told_with_its_places() {
        let mut survey = survey("CARD_EXPIRED", &["internal_*"]);
        survey.read("src/a.rs", SOURCE, false);
        survey.read("src/b.rs", "throw Error(\"DAILY_LIMIT\")\n", false);
        survey.read("tests/c.rs", "throw Error(\"IN_A_TEST\")\n", true);
        let code = |code: &str, line, places| Unanswered {
            code: code.into(),
            file: "src/a.rs".into(),
            line,
            places,
        };
        assert_eq!(survey.unanswered(), [code("DAILY_LIMIT", 3, 3)]);
        assert_eq!((survey.unmentioned(), survey.files()), (vec![], 3));
    }

    #[test]
    fn a_code_that_a_solution_writes_otherwise_is_answered() {
        let mut survey = survey("daily-limit", &[]);
        survey.read("src/a.rs", SOURCE, false);
        let unanswered: Vec<String> = survey.unanswered().into_iter().map(|one| one.code).collect();
        assert_eq!(
            (unanswered, survey.unmentioned()),
            (vec!["CARD_EXPIRED".into(), "INTERNAL_X".into()], vec![])
        );
    }

    #[test]
    fn a_code_that_no_source_mentions_is_told() {
        let mut survey = survey("CARD_EXPIRED, CARD, GONE", &[]);
        survey.read("a.ts", "CARD_EXPIREDS GONE_FISHING x.card_expired()", true);
        let dead: Vec<String> = survey.unmentioned().into_iter().map(|one| one.code).collect();
        assert_eq!(dead, ["CARD", "GONE"]);
    }

    #[test]
    fn hostile_text_is_read_without_panic() {
        let mut survey = survey("É, CARD", &[]);
        for text in ["", "é\u{0}É\"card", &"{".repeat(5_000), "\"code\": \"", "É_É", "\t\u{a0}É"] {
            survey.read("a", text, false);
        }
        assert_eq!(survey.files(), 6);
    }
}
