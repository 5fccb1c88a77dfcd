//! The solutions beside the app: each failure has one, and its templates are what the dialogs say, in every language.
#![allow(clippy::unwrap_used)] // A file that can't be read is a failed test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use unstuck_demo_api::failure::Failure;
use unstuck_demo_api::strings::{Language, wording};

/// The list under `key` of a solution's front matter.
fn list(text: &str, key: &str) -> Vec<String> {
    let head = text.strip_prefix("---\n").unwrap().split("\n---\n").next().unwrap();
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{key}: ["))).unwrap_or("]");
    let inner = line.strip_suffix(']').unwrap();
    if key == "messages" {
        return serde_json::from_str(&format!("[{inner}]")).unwrap();
    }
    inner.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Whether `text` is `template` with something in place of each `{name}`.
fn fits(template: &str, text: &str) -> bool {
    let Some((before, rest)) = template.split_once('{') else { return template == text };
    let (_, after) = rest.split_once('}').unwrap();
    let Some(text) = text.strip_prefix(before) else { return false };
    text.char_indices().skip(1).map(|(at, _)| &text[at..]).chain([""]).any(|rest| fits(after, rest))
}

fn solutions() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../solutions");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    // flows ask, and have no message or steps of their own
    let own = files.filter(|path| !name(path).contains(".flow"));
    own.map(|path| (name(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn every_failure_resolves_by_its_code_and_by_its_words_in_every_language() {
    let solutions = solutions();
    for failure in Failure::samples() {
        let own = |text: &&String| list(text, "codes").iter().any(|code| code == failure.code());
        let ids: Vec<&String> = solutions.iter().filter(|(_, text)| own(text)).map(|(id, _)| id).collect();
        assert_eq!(ids.len(), 1, "{} belongs to one solution", failure.code());
        for language in Language::ALL {
            let file = if language == Language::En {
                ids[0].clone()
            } else {
                format!("{}.{}", ids[0], language.tag())
            };
            let said = wording(&failure, language).detail;
            let templates = list(&solutions[&file], "messages");
            assert!(
                templates.iter().any(|template| fits(template, &said)),
                "{file}: no template fits “{said}”"
            );
        }
    }
}

#[test]
fn no_message_fits_two_solutions() {
    let solutions = solutions();
    for failure in Failure::samples() {
        for language in Language::ALL {
            let said = wording(&failure, language).detail;
            let hit = |text: &String| list(text, "messages").iter().any(|template| fits(template, &said));
            let ids: BTreeSet<&str> = solutions
                .iter()
                .filter(|(_, text)| hit(text))
                .map(|(id, _)| id.split('.').next().unwrap())
                .collect();
            assert_eq!(ids.len(), 1, "“{said}” fits {ids:?}");
        }
    }
}

#[test]
fn each_solution_stands_in_three_languages_and_holds_no_markup() {
    let solutions = solutions();
    let ids: BTreeSet<&str> = solutions.keys().map(|name| name.split('.').next().unwrap()).collect();
    assert!(ids.len() >= 18, "{}", ids.len());
    for id in ids {
        for name in [id.to_owned(), format!("{id}.zh-Hans"), format!("{id}.zh-Hant")] {
            let text = &solutions[&name];
            assert!(text.contains("\ntitle: \"") && text.contains("\n1. "), "{name} has a title and steps");
            assert!(!text.contains('<'), "{name} holds no HTML");
        }
    }
}

#[test]
fn each_flow_stands_in_three_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../solutions");
    let names: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|file| name(&file.unwrap().path())).collect();
    let flows: Vec<&String> = names.iter().filter(|name| name.ends_with(".flow")).collect();
    assert!(flows.len() >= 2, "{flows:?}");
    for flow in flows {
        for language in ["zh-Hans", "zh-Hant"] {
            assert!(names.contains(&format!("{flow}.{language}")), "{flow} in {language}");
        }
    }
}
