//! What Rust code speaks of: paths with their lines, without comments, strings and tests.

use std::iter::Peekable;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree, token_stream::IntoIter};

/// A path that the code names, such as `std::time::Instant`; imports in braces are spelled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) path: String,
    pub(super) line: usize,
}

impl Mention {
    /// True for the path itself and for everything below it.
    pub(super) fn is_under(&self, banned: &str) -> bool {
        self.path.strip_prefix(banned).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    }
}

/// How conditions on the target are reported.
pub(super) const TARGET: &str = "cfg(target_…)";

/// What the code mentions, tests left out. Text that isn't Rust mentions nothing: the compiler will say so.
pub(super) fn mentions(source: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    if let Ok(stream) = TokenStream::from_str(source) {
        walk(stream, &mut found);
    }
    found
}

fn walk(stream: TokenStream, found: &mut Vec<Mention>) {
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = tokens.next_if(|token| is_mark(token, '!')).is_some();
                let Some(TokenTree::Group(attribute)) =
                    tokens.next_if(|token| is_group(token, Delimiter::Bracket))
                else {
                    continue;
                };
                if is_test_only(&attribute) {
                    if inner {
                        return;
                    }
                    skip_item(&mut tokens);
                } else {
                    condition(&attribute, found);
                    walk(attribute.stream(), found);
                }
            }
            TokenTree::Ident(first) => {
                let line = first.span().start().line;
                // `cfg!(…)` as an expression
                if first == "cfg" && tokens.next_if(|token| is_mark(token, '!')).is_some() {
                    if let Some(TokenTree::Group(group)) = tokens.peek()
                        && speaks_of_target(group.stream())
                    {
                        found.push(Mention { path: TARGET.to_owned(), line });
                    }
                    continue;
                }
                path(first.to_string(), line, &mut tokens, found);
            }
            TokenTree::Group(group) => walk(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Follows `a::b::{c, d::e}` from its first name on, and notes each whole path.
fn path(first: String, line: usize, tokens: &mut Peekable<IntoIter>, found: &mut Vec<Mention>) {
    let mut path = first;
    let mut line = line;
    while tokens.peek().is_some_and(|token| is_mark(token, ':')) {
        let mut ahead = tokens.clone();
        ahead.next();
        if ahead.next().is_none_or(|token| !is_mark(&token, ':')) {
            break;
        }
        match ahead.next() {
            Some(TokenTree::Ident(name)) => {
                line = name.span().start().line;
                if name != "self" {
                    path = format!("{path}::{name}");
                }
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                *tokens = ahead;
                let mut list = group.stream().into_iter().peekable();
                while let Some(token) = list.next() {
                    if let TokenTree::Ident(name) = token {
                        let line = name.span().start().line;
                        let full = if name == "self" { path.clone() } else { format!("{path}::{name}") };
                        self::path(full, line, &mut list, found);
                    }
                }
                return;
            }
            _ => break,
        }
        *tokens = ahead;
    }
    found.push(Mention { path, line });
}

/// `#[test]`, or `#[cfg(…)]` which asks for tests.
pub(super) fn is_test_only(attribute: &Group) -> bool {
    let mut tokens = attribute.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => name == "test",
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(condition))) if name == "cfg" => {
            let names: Vec<String> = names(condition.stream());
            names.iter().any(|name| name == "test") && !names.iter().any(|name| name == "not")
        }
        _ => false,
    }
}

fn condition(attribute: &Group, found: &mut Vec<Mention>) {
    let mut tokens = attribute.stream().into_iter();
    if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) = (tokens.next(), tokens.next())
        && (name == "cfg" || name == "cfg_attr")
        && speaks_of_target(group.stream())
    {
        found.push(Mention { path: TARGET.to_owned(), line: name.span().start().line });
    }
}

fn speaks_of_target(stream: TokenStream) -> bool {
    names(stream).iter().any(|name| name.starts_with("target_"))
}

fn names(stream: TokenStream) -> Vec<String> {
    stream
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(name) => vec![name.to_string()],
            TokenTree::Group(group) => names(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
        })
        .collect()
}

/// Passes over the item that an attribute stands before: up to its body or its semicolon.
pub(super) fn skip_item(tokens: &mut Peekable<IntoIter>) {
    for token in tokens {
        if is_mark(&token, ';') || is_group(&token, Delimiter::Brace) {
            return;
        }
    }
}

pub(super) fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == mark)
}

pub(super) fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

#[cfg(test)]
mod tests {
    use super::{TARGET, mentions};

    fn paths(source: &str) -> Vec<String> {
        mentions(source).into_iter().map(|mention| format!("{}:{}", mention.line, mention.path)).collect()
    }

    #[test]
    fn spells_out_imports() {
        let found = paths("use std::{\n  fs,\n  time::{self, Instant as Now},\n};");
        for expected in ["2:std::fs", "3:std::time", "3:std::time::Instant"] {
            assert!(found.contains(&expected.to_owned()), "{expected} in {found:?}");
        }
    }

    #[test]
    fn sees_paths_in_code_and_macros_but_not_in_words() {
        let found = paths(
            "// std::fs\nfn f() { let a = \"std::net\"; log!(std::env::var(\"X\")); }\n/// std::process\nstruct S;",
        );
        assert!(found.contains(&"2:std::env::var".to_owned()), "{found:?}");
        assert!(
            !found.iter().any(|path| path.contains("fs") || path.contains("net") || path.contains("process")),
            "{found:?}"
        );
    }

    #[test]
    fn leaves_tests_out() {
        let found = paths(
            "#[cfg(test)]\n#[allow(x)]\nmod tests { use std::fs; }\nfn after() { std::env::args(); }\n#[cfg(not(test))]\nuse std::net;",
        );
        assert!(!found.iter().any(|path| path.contains("std::fs")), "{found:?}");
        assert!(found.contains(&"4:std::env::args".to_owned()), "{found:?}");
        assert!(found.contains(&"6:std::net".to_owned()), "{found:?}");
        assert!(paths("#![cfg(test)]\nuse std::fs;").is_empty());
    }

    #[test]
    fn finds_conditions_on_the_target() {
        for source in [
            "#[cfg(target_arch = \"wasm32\")]\nfn f() {}",
            "fn f() -> bool { cfg!(not(target_os = \"x\")) }",
            "#![cfg_attr(target_family = \"wasm\", allow(x))]",
        ] {
            assert!(
                mentions(source).iter().any(|mention| mention.path == TARGET && mention.line == 1),
                "{source}"
            );
        }
        assert!(
            !mentions("#[cfg(feature = \"target_x\")] fn f() {}")
                .iter()
                .any(|mention| mention.path == TARGET)
        );
    }
}
