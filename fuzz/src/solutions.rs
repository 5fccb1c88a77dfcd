//! Sources of solutions: read, or refused with a place and a remedy.

use unstuck_resolver::{
    Catalogue,
    author::{Source, read},
    pack,
};

/// Parts files, and languages of one file, in the input.
const NEXT: &str = "\u{0}";
const NAMES: &[&str] = &["a.md", "a.zh-Hant.md", "b.jsonl", "c/d.md", "a.de.md"];

/// Reads the input as one file of each name, and packs what was read.
pub fn any(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let source = |(name, text): (&&str, &str)| Source { path: (*name).to_owned(), text: text.to_owned() };
    let sources: Vec<Source> = NAMES.iter().zip(text.split(NEXT)).map(source).collect();
    match read(&sources) {
        Ok(catalogue) => carried(&catalogue),
        Err(found) => {
            assert!(!found.is_empty());
            for one in found {
                assert!(one.line > 0 && one.column > 0 && !one.help.is_empty(), "{one}");
                assert!(one.code.starts_with("UNSTUCK-S"), "{one}");
                assert!(sources.iter().any(|source| source.path == one.path), "{one}");
            }
        }
    }
}

/// Whatever an author may write, a page can read.
fn carried(catalogue: &Catalogue) {
    let carried = pack::decode(&pack::encode(catalogue)).expect("a pack of what was read is read");
    assert_eq!(carried.catalogue.solutions(), catalogue.solutions());
    assert_eq!(carried.catalogue.revision(), catalogue.revision());
}
