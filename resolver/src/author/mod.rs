//! Reading solutions as their authors write them: Markdown files and JSON Lines.
//!
//! ```
//! use unstuck_resolver::author::{Source, read};
//! let text = "---\nid: card-expired\ntitle: Your card has expired\ncodes: [CARD_EXPIRED]\n---\nOrder a new one.\n";
//! let catalogue = read(&[Source { path: "card-expired.md".into(), text: text.into() }]).unwrap();
//! assert_eq!(catalogue.solutions()[0].codes, ["CARD_EXPIRED"]);
//! ```

mod action;
mod assemble;
mod change;
mod circumstances;
mod diagnostic;
mod flow;
mod front_matter;
mod jsonl;
mod markdown;
mod mine;
mod review;
mod what_if;

use std::collections::BTreeMap;

use unstuck_protocol::Locale;

pub use change::Change;
pub use diagnostic::Diagnostic;
pub use flow::read_flows;
pub use jsonl::id_text;
pub use review::{Finding, review};
pub use what_if::{WhatIf, what_if};

use crate::Catalogue;
use assemble::Draft;

/// One file, already read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path, as diagnostics shall name it; the ending tells Markdown (`.md`) from JSON Lines (`.jsonl`).
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Reads sources into a catalogue, whatever order they come in.
///
/// `name.md` is a solution, `name.zh-Hant.md` beside it the same one in another language; a `README.md` is passed
/// over, and so are flows, which [`read_flows`] reads. Every line of a `.jsonl` is a solution, or one more language of the one with its id.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their paths and lines.
pub fn read(sources: &[Source]) -> Result<Catalogue, Vec<Diagnostic>> {
    let mut sources: Vec<&Source> = sources.iter().filter(|source| !flow::is_flow(&source.path)).collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let mut found = Vec::new();
    let mut drafts = Vec::new();
    let (lines, pages): (Vec<&Source>, Vec<&Source>) =
        sources.into_iter().partition(|source| source.path.ends_with(".jsonl"));
    lines.iter().for_each(|source| drafts.extend(jsonl::read(source, &mut found)));
    drafts.extend(read_pages(&pages, &mut found));
    let catalogue = assemble::assemble(drafts, &mut found);
    if found.is_empty() {
        return Ok(catalogue);
    }
    found.sort_by(|a, b| (&a.path, a.line, a.column, a.code).cmp(&(&b.path, b.line, b.column, b.code)));
    Err(found)
}

/// Markdown files, defaults before their other languages.
fn read_pages(pages: &[&Source], found: &mut Vec<Diagnostic>) -> Vec<Draft> {
    let mut defaults: BTreeMap<&str, Draft> = BTreeMap::new();
    let mut others: Vec<(&str, &str, Draft)> = Vec::new();
    for source in pages {
        let Some(stem) = source.path.strip_suffix(".md") else {
            found.push(finding(
                source,
                "UNSTUCK-S014",
                "this is neither Markdown nor JSON Lines",
                "end its name with .md or .jsonl",
            ));
            continue;
        };
        let name = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
        if name.eq_ignore_ascii_case("readme") {
            continue;
        }
        let language = stem.rsplit_once('.').filter(|(base, tag)| {
            Locale::new(tag).is_some()
                && pages.iter().any(|page| page.path.strip_suffix(".md") == Some(*base))
        });
        match (front_matter::read(source), language) {
            (Ok(draft), Some((base, tag))) => others.push((base, tag, draft)),
            (Ok(mut draft), None) => {
                if draft.id.is_empty()
                    && name.rsplit_once('.').is_some_and(|(_, tag)| Locale::new(tag).is_some())
                {
                    let help = "write the default text too, under the same name without the language";
                    found.push(finding(
                        source,
                        "UNSTUCK-S008",
                        "this language has no default text beside it",
                        help,
                    ));
                    continue;
                }
                if draft.id.is_empty() {
                    name.clone_into(&mut draft.id);
                }
                defaults.insert(stem, draft);
            }
            (Err(finding), _) => {
                found.push(finding);
            }
        }
    }
    let mut translations = Vec::new();
    for (base, tag, mut draft) in others {
        if let Some(default) = defaults.get(base) {
            draft.id.clone_from(&default.id);
            draft.locale = Some(tag.to_owned());
            translations.push(draft);
        }
    }
    defaults.into_values().chain(translations).collect()
}

fn finding(source: &Source, code: &'static str, message: &str, help: &str) -> Diagnostic {
    let (path, message, help) = (source.path.clone(), message.to_owned(), help.to_owned());
    Diagnostic { path, line: 1, column: 1, code, message, help }
}
