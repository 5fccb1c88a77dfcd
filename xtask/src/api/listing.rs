//! A library's public items, one a line, out of rustdoc's JSON.

use std::collections::HashSet;
use std::path::Path;

use public_api::{Builder, PublicItem};
use rustdoc_types::FORMAT_VERSION;
use serde_json::Value;

use crate::fault::Fault;
use crate::{Outcome, place};

/// The items in their groups; or why this JSON is not the kind that is read here.
pub(super) fn read(json: &Path) -> Outcome<Result<Vec<String>, String>> {
    if let Some(lack) = other_format(&place::read_text(json)?) {
        return Ok(Err(lack));
    }
    let api = Builder::from_rustdoc_json(json)
        // They follow from the items themselves.
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()
        .map_err(|error| {
            Fault::new(
                "UNSTUCK-X431",
                format!("{}: {error}", place::shown(json)),
                "Remove target/api and run the command again.",
            )
        })?;
    let items: Vec<PublicItem> = api.into_items().collect();
    let of_traits: HashSet<_> =
        items.iter().filter(|item| is_of_trait(&item.to_string())).map(PublicItem::id).collect();
    let lines = items.iter().filter_map(|item| {
        let implements = item.parent_id().is_some_and(|parent| of_traits.contains(&parent));
        Some(item.to_string()).filter(|line| !follows(line, implements))
    });
    let mut met = HashSet::new();
    // An item with two paths has its implementations under each.
    Ok(Ok(lines.filter(|line| met.insert(line.clone())).collect()))
}

/// Its form changes with the compiler, and a reader of another version may read it wrongly rather than not at all.
fn other_format(json: &str) -> Option<String> {
    let said = serde_json::from_str::<Value>(json).ok().and_then(|said| said["format_version"].as_u64());
    let lack = match said {
        Some(version) if version == u64::from(FORMAT_VERSION) => return None,
        Some(version) => format!("format {version}"),
        None => "no known format".to_owned(),
    };
    Some(format!("rustdoc of this compiler writes {lack}, and format {FORMAT_VERSION} is read here"))
}

fn is_of_trait(line: &str) -> bool {
    line.starts_with("impl") && line.contains(" for ")
}

/// Whether a line tells nothing that another does not: a trait fixes what its methods look like, and a derived `PartialEq`
/// brings the compiler's own mark.
fn follows(line: &str, implements: bool) -> bool {
    implements && line.starts_with("pub fn ")
        || line.starts_with("impl core::marker::StructuralPartialEq for ")
}

#[cfg(test)]
mod tests {
    use rustdoc_types::FORMAT_VERSION;

    use super::{follows, is_of_trait, other_format};

    #[test]
    fn a_trait_says_what_its_methods_are() {
        assert!(is_of_trait("impl<'de> a::De<'de> for b::Id"));
        assert!(!is_of_trait("impl<F: for<'a> core::ops::function::Fn(&'a str)> b::Each<F>"));
        assert!(follows("pub fn b::Id::clone(&self) -> b::Id", true));
        assert!(!follows("pub fn b::Id::new() -> b::Id", false));
        assert!(!follows("pub type b::Id::Error = b::Invalid", true));
    }

    #[test]
    fn another_format_is_told_and_not_read() {
        assert_eq!(other_format(&format!("{{\"format_version\":{FORMAT_VERSION}}}")), None);
        assert!(other_format("{\"format_version\":1}").unwrap().contains("format 1,"));
        assert!(other_format("").unwrap().contains("no known format"));
    }
}
