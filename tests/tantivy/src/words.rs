//! How text is cut into the terms that tantivy looks for.

use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer};

/// The way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// tantivy's own: runs of letters and digits, in small letters.
    Plain,
    /// Identifiers in parts and ideographs in pairs too, as a careful engineer would have it for these texts.
    Fine,
}

impl Cut {
    pub(crate) fn analyzer(self) -> TextAnalyzer {
        match self {
            Self::Plain => TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build(),
            Self::Fine => TextAnalyzer::builder(Parts).build(),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Parts;

struct Found {
    tokens: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Parts {
    type TokenStream<'a> = Found;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Found {
        Found { tokens: parts(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for Found {
    fn advance(&mut self) -> bool {
        let Some(text) = self.tokens.next() else { return false };
        self.token.text = text;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Small letters, identifiers in parts, ideographs in pairs.
fn parts(text: &str) -> Vec<String> {
    let ideograph = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in text.chars().chain([' ']) {
        let ends = !c.is_alphanumeric() || ideograph(c) || c.is_uppercase() && before.is_lowercase();
        if ends && !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
        if ideograph(c) && ideograph(before) {
            found.push([before, c].iter().collect());
        } else if c.is_alphanumeric() && !ideograph(c) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    found
}
