//! A number stands once, in `protocol::limits`; documents quote it as `<!-- limit:NAME -->value`.

use std::collections::BTreeMap;

use super::Violation;
use super::tree::{File, Tree};

pub(super) const SOURCE: &str = "protocol/src/limits.rs";
pub(super) const MARK: &str = "<!-- limit:";
const WHY: &str = "a number that stands twice is soon two numbers";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let limits =
        tree.files.iter().find(|file| file.path == SOURCE).map(|file| read(&file.text)).unwrap_or_default();
    let quoted = tree.files.iter().filter(|file| file.is("md")).flat_map(|file| quotes(file, &limits));
    let product =
        tree.files.iter().filter(|file| file.is("rs") && file.path.contains("/src/") && file.path != SOURCE);
    quoted.chain(product.flat_map(|file| repeats(file, &limits))).collect()
}

/// `pub const NAME: type = 64 * 1024;` → its value; what isn't a number of that form is left out.
fn read(source: &str) -> BTreeMap<String, u64> {
    source
        .lines()
        .filter_map(constant)
        .filter_map(|(name, value)| Some((name.to_owned(), product(value)?)))
        .collect()
}

pub(super) fn constant(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start();
    let rest = rest
        .strip_prefix("pub(crate) ")
        .or_else(|| rest.strip_prefix("pub "))
        .unwrap_or(rest)
        .strip_prefix("const ")?;
    let (name, rest) = rest.split_once(':')?;
    let (_, value) = rest.split_once('=')?;
    Some((name.trim(), value.trim().trim_end_matches(';')))
}

/// `64 * 1024` and `1_000`.
fn product(expression: &str) -> Option<u64> {
    expression
        .split('*')
        .map(|part| part.trim().replace('_', "").parse::<u64>().ok())
        .try_fold(1_u64, |sum, factor| sum.checked_mul(factor?))
}

/// `65536`, `65,536`, `64 KiB`, `1 MiB` at the start of the text.
fn told(text: &str) -> Option<u64> {
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '_')
        .unwrap_or(text.len());
    let number: u64 = text[..end].replace([',', '_'], "").parse().ok()?;
    let unit = text[end..].trim_start();
    let factor = if unit.starts_with("KiB") {
        1024
    } else if unit.starts_with("MiB") {
        1024 * 1024
    } else {
        1
    };
    number.checked_mul(factor)
}

fn quotes(file: &File, limits: &BTreeMap<String, u64>) -> Vec<Violation> {
    let mut found = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        for part in line.split(MARK).skip(1) {
            let Some((name, rest)) = part.split_once("-->") else { continue };
            let name = name.trim();
            let (what, mend) = match (limits.get(name), told(rest.trim_start())) {
                (Some(value), Some(said)) if *value == said => continue,
                (Some(value), said) => (
                    format!(
                        "quotes {name} as {}, and it is {value}",
                        said.map_or("no number".to_owned(), |said| said.to_string())
                    ),
                    "write the value of protocol/src/limits.rs",
                ),
                (None, _) => (
                    format!("quotes {name}, which protocol/src/limits.rs does not have"),
                    "name a limit that exists",
                ),
            };
            found.push(Violation { file: file.path.clone(), line: at + 1, what, why: WHY, mend });
        }
    }
    found
}

fn repeats(file: &File, limits: &BTreeMap<String, u64>) -> Vec<Violation> {
    let constants = file.text.lines().enumerate().filter_map(|(at, line)| Some((at, constant(line)?)));
    constants
        .filter(|(_, (name, value))| limits.contains_key(*name) && product(value).is_some())
        .map(|(at, (name, _))| Violation {
            file: file.path.clone(),
            line: at + 1,
            what: format!("declares {name} with a number of its own"),
            why: WHY,
            mend: "use `unstuck_protocol::limits`",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{quotes, read, repeats};
    use crate::tidy::tree::File;

    const LIMITS: &str = "/// Largest body.\npub const BODY: usize = 64 * 1024;\npub const NAME: &str = \"x\";\npub const ITEMS: u32 = 1_000;";

    #[test]
    fn documents_quote_the_true_value() {
        let limits = read(LIMITS);
        assert_eq!(limits.len(), 2);
        for good in [
            "<!-- limit:BODY -->65,536 bytes",
            "<!-- limit:BODY -->64 KiB",
            "at most <!-- limit:ITEMS --> 1000.",
        ] {
            assert!(quotes(&File::new("a.md", good), &limits).is_empty(), "{good}");
        }
        for bad in ["<!-- limit:BODY -->64 KB", "<!-- limit:ITEMS -->many", "<!-- limit:OTHER -->1"] {
            assert_eq!(quotes(&File::new("a.md", bad), &limits).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_second_number_under_the_same_name_is_found() {
        let limits = read(LIMITS);
        assert_eq!(repeats(&File::new("sdk/src/a.rs", "const BODY: usize = 70_000;"), &limits).len(), 1);
        assert!(repeats(&File::new("sdk/src/a.rs", "const BODY: usize = limits::BODY;"), &limits).is_empty());
    }
}
