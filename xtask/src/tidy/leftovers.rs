//! Nothing is left for later.

use super::Violation;
use super::tree::{File, Tree};

/// Spelled in halves, so that this file doesn't accuse itself.
const WORDS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const MACROS: &[&str] = &["todo", "unimplemented"];
const ENDINGS: &[&str] = &["rs", "js", "mjs", "ts", "css", "html", "sh"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.files.iter().flat_map(look).collect()
}

fn look(file: &File) -> Vec<Violation> {
    if !ENDINGS.iter().any(|ending| file.is(ending)) {
        return Vec::new();
    }
    let lines = file.text.lines().enumerate();
    lines
        .filter_map(|(at, line)| {
            let found = word(line).or_else(|| unfinished(line).filter(|_| file.is("rs")))?;
            Some(Violation {
                file: file.path.clone(),
                line: at + 1,
                what: format!("`{found}` leaves work for later"),
                why: "what is in the repository is finished; what is not is planned elsewhere",
                mend: "finish it, or leave it out and say so where the plan is",
            })
        })
        .collect()
}

/// One of the words, standing alone.
fn word(line: &str) -> Option<&'static str> {
    let mut parts = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    parts.find_map(|part| WORDS.iter().copied().find(|word| *word == part))
}

/// A macro that panics where code should stand.
fn unfinished(line: &str) -> Option<&'static str> {
    MACROS.iter().copied().find(|name| {
        line.match_indices(&format!("{name}!"))
            .any(|(at, _)| !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
    })
}

#[cfg(test)]
mod tests {
    use super::{WORDS, look};
    use crate::tidy::tree::File;

    #[test]
    fn finds_what_is_left_for_later() {
        let source = format!("fn f() {{}}\n// {}: later\nfn g() {{ {}!() }}", WORDS[0], "todo");
        let lines: Vec<usize> =
            look(&File::new("a/b.rs", source)).iter().map(|violation| violation.line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn lets_other_words_be() {
        assert!(look(&File::new("a/b.rs", "const MASTODON: &str = \"mytodo!\"; // XXXL")).is_empty());
    }
}
