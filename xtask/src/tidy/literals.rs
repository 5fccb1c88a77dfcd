//! What Rust code says: its literals with their lines, without comments and tests.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::tokens::{is_group, is_mark, is_test_only, skip_item};

/// A literal as it is written, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) text: String,
    pub(super) line: usize,
}

/// The code's literals, tests left out. Text that isn't Rust has none: the compiler will say so.
pub(super) fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    if let Ok(stream) = TokenStream::from_str(source) {
        walk(stream, &mut found);
    }
    found
}

fn walk(stream: TokenStream, found: &mut Vec<Literal>) {
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
                } else if !is_comment(&attribute) {
                    walk(attribute.stream(), found);
                }
            }
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                found.push(Literal { text: literal.to_string(), line });
            }
            TokenTree::Group(group) => walk(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// A comment for the documentation is an attribute to the compiler.
fn is_comment(attribute: &Group) -> bool {
    matches!(attribute.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

#[cfg(test)]
mod tests {
    use super::literals;

    fn said(source: &str) -> Vec<String> {
        literals(source).into_iter().map(|literal| format!("{}:{}", literal.line, literal.text)).collect()
    }

    #[test]
    fn code_speaks_and_comments_and_tests_do_not() {
        let found = said(
            "//! \"a\"\n/// \"b\"\nfn f() { say(\"c\", [1]); } // \"d\"\n#[test]\nfn t() { say(\"e\"); }\n\
             #[cfg(test)]\nmod tests { const X: &str = \"f\"; }\n#[error(\"g\")]\nstruct S;",
        );
        assert_eq!(found, ["3:\"c\"", "3:1", "8:\"g\""]);
        assert!(said("#![cfg(test)]\nconst X: &str = \"a\";").is_empty());
    }
}
