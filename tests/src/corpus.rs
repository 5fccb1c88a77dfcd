//! The error pages and messages of a real product, where they stand beside the repository.

use std::path::PathBuf;

use crate::{Walked, root};

/// One message that the product shows, and the solution that is right for it.
#[derive(Debug)]
pub struct Shown {
    /// The message as the product says it.
    pub text: String,
    /// The title of the right solution.
    pub title: String,
    /// The id of the right solution.
    pub solution: String,
}

/// The folder of Next.js' error pages; `None` where it is absent, which skips the journey with a word.
#[must_use]
pub fn nextjs() -> Option<PathBuf> {
    let folder = root().join("../shared/eval/nextjs");
    if folder.join("solutions.jsonl").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: the corpus {} is not here", folder.display());
    None
}

/// Messages of the corpus in the order of its file, long enough to be a dialog's.
///
/// # Errors
/// When a file is not what the corpus' README says.
pub fn messages(folder: &std::path::Path, count: usize) -> Walked<Vec<Shown>> {
    let read = |name: &str| -> Walked<Vec<serde_json::Value>> {
        let text = std::fs::read_to_string(folder.join(name))?;
        Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let solutions = read("solutions.jsonl")?;
    let mut shown = Vec::new();
    for row in read("queries.jsonl")? {
        let (Some(text), Some(gold)) = (row["text"].as_str(), row["gold_solution_ids"][0].as_str()) else {
            continue;
        };
        let title =
            solutions.iter().find(|solution| solution["id"] == gold).and_then(|s| s["title"].as_str());
        if let (true, Some(title)) = (text.len() > 40, title) {
            shown.push(Shown { text: text.to_owned(), title: title.to_owned(), solution: gold.to_owned() });
        }
        if shown.len() == count {
            break;
        }
    }
    Ok(shown)
}
