//! Solutions asked with their own words: which of them another one would answer in their place.

use std::collections::BTreeMap;

use unstuck_protocol::SolutionId;

use crate::{Query, Resolver, Solution, pattern::has_hole};

/// What a review finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Both answer to the same: this text of the first one finds the second one first.
    Ambiguous {
        /// Whose text it is.
        solution: SolutionId,
        /// Who is found.
        instead: SolutionId,
        /// A title, a message or a question.
        text: String,
    },
    /// Nothing that it says leads to it, and no code is its own.
    Dead {
        /// The solution.
        solution: SolutionId,
    },
}

impl Finding {
    /// The stable code of the finding.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ambiguous { .. } => "UNSTUCK-S015",
            Self::Dead { .. } => "UNSTUCK-S016",
        }
    }
}

impl core::fmt::Display for Finding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let code = self.code();
        match self {
            Self::Ambiguous { solution, instead, text } => write!(
                f,
                "{code}: `{text}` stands in `{solution}` and finds `{instead}`\n  help: merge the two, or say in `when` or in other words what parts them"
            ),
            Self::Dead { solution } => write!(
                f,
                "{code}: nothing that `{solution}` says leads to it\n  help: give it a code, or a message or question of its own"
            ),
        }
    }
}

/// Asks every solution's titles, messages and questions; at most one finding for each pair. By id.
///
/// ```
/// use unstuck_resolver::{Resolver, author::{Finding, Source, read, review}};
/// let page = |id: &str| Source { path: format!("{id}.md"), text: "---\ntitle: Card expired\n---\nText.\n".into() };
/// let resolver = Resolver::new(read(&[page("a"), page("b")]).unwrap());
/// assert!(review(&resolver).iter().any(|found| matches!(found, Finding::Dead { solution } if solution.as_str() == "b")));
/// ```
#[must_use]
pub fn review(resolver: &Resolver) -> Vec<Finding> {
    let mut found = Vec::new();
    for solution in resolver.catalogue().solutions() {
        let mut instead: BTreeMap<SolutionId, String> = BTreeMap::new();
        let mut reached = solution.codes.iter().any(|code| resolver.with_code(code).len() == 1);
        for text in texts(solution) {
            let decision = resolver.rank(&Query { message: text, ..Query::default() });
            match decision.ranked.first() {
                Some(best) if best.solution == solution.id => reached = true,
                // Where it holds under other circumstances only, those part the two.
                Some(best) if parted(resolver, solution, &best.solution) => reached = true,
                Some(best) => {
                    instead.entry(best.solution.clone()).or_insert_with(|| text.to_owned());
                }
                None => {}
            }
        }
        found.extend(instead.into_iter().map(|(instead, text)| Finding::Ambiguous {
            solution: solution.id.clone(),
            instead,
            text,
        }));
        if !reached {
            found.push(Finding::Dead { solution: solution.id.clone() });
        }
    }
    found
}

fn texts(solution: &Solution) -> impl Iterator<Item = &str> {
    let titles = solution.texts.iter().map(|text| text.title.as_str());
    let said = solution.messages.iter().chain(&solution.questions).map(String::as_str);
    titles.chain(said).filter(|text| !has_hole(text))
}

fn parted(resolver: &Resolver, one: &Solution, other: &SolutionId) -> bool {
    resolver.catalogue().get(other).is_some_and(|other| other.when != one.when)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::{Source, read};

    fn reviewed(pages: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Source> = pages
            .iter()
            .map(|(id, front)| Source {
                path: format!("{id}.md"),
                text: format!("---\n{front}\n---\nHelp about {id}.\n"),
            })
            .collect();
        let told = |finding: Finding| match finding {
            Finding::Ambiguous { solution, instead, .. } => format!("{solution} for {instead}"),
            Finding::Dead { solution } => format!("{solution} is dead"),
        };
        review(&Resolver::new(read(&sources).unwrap_or_else(|_| panic!("bad pages"))))
            .into_iter()
            .map(told)
            .collect()
    }

    #[test]
    fn twins_are_named_and_what_parts_them_is_respected() {
        let twins = [("a", "title: Card expired"), ("b", "title: Card expired")];
        assert_eq!(reviewed(&twins), ["b for a", "b is dead"]);
        let coded = [("a", "title: Card expired"), ("b", "title: Card expired\ncodes: [B]")];
        assert_eq!(reviewed(&coded), ["b for a"]);
        let parted = [
            ("a", "title: Card expired\nwhen: { route: /pay }"),
            ("b", "title: Card expired\nwhen: { route: /send }"),
        ];
        assert!(reviewed(&parted).is_empty());
        let apart = [("a", "title: Card expired"), ("b", "title: Daily limit reached")];
        assert!(reviewed(&apart).is_empty());
    }
}
