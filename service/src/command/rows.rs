//! Recorded queries from a file, an object a line.

use std::path::Path;

use unstuck_resolver::eval::Row;

/// Reads them; `option` is the one that named the file.
pub(super) fn read(path: &Path, option: &str) -> Result<Vec<Row>, String> {
    let file = path.display();
    let text = crate::edge::read_to_string(path)
        .map_err(|error| format!("UNSTUCK-V008: {file}: {error}. Look at the path given to {option}."))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let row = |(at, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            format!(
                "UNSTUCK-V008: {file}:{}:{}: {error}. Write one JSON object a line.",
                at + 1,
                error.column()
            )
        })
    };
    lines.map(row).collect()
}
