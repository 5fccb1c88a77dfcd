//! What of an article may be put in fewer words: sentences that mean the same by themselves.

use unstuck_protocol::{Document, Node, Tag, limits};

use super::{
    sentence::{Word, sentences, words},
    words::Words,
};

/// Fewer sentences than these are read sooner than a gist of them.
const LEAST: usize = 3;
/// And so is a text of fewer bytes.
const LEAST_BYTES: usize = 240;

/// The sentences of an article that stand for themselves, in its order. What stands below words such as "never do this" is left
/// out, and so are listings, tables and quotations.
#[derive(Debug)]
pub struct Passages {
    pub(super) all: Vec<Passage>,
    pub(super) known: Option<&'static Words>,
}

/// A sentence.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// Whether it may say the opposite when a word is left out.
    pub(super) turns: bool,
}

impl Passages {
    /// Those of an article's body in this language, the first [`limits::MESSAGE_BYTES`] of them; none where it is short enough to
    /// be read.
    ///
    /// ```
    /// use unstuck_protocol::Document;
    /// use unstuck_service::language_model::Passages;
    /// assert!(Passages::of(&Document::default(), "en").is_none());
    /// ```
    #[must_use]
    pub fn of(body: &Document, locale: &str) -> Option<Self> {
        let mut passages = Self { all: Vec::new(), known: Words::of(locale) };
        passages.blocks(&body.0);
        let mut bytes = 0;
        passages.all.retain(|passage| {
            bytes += passage.text.len();
            bytes <= limits::MESSAGE_BYTES
        });
        (passages.all.len() >= LEAST && bytes >= LEAST_BYTES).then_some(passages)
    }

    /// The sentences as they are written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|passage| passage.text.as_str())
    }

    fn blocks(&mut self, nodes: &[Node]) {
        // What a heading says holds until the next one; what a paragraph says holds for the list below it.
        let (mut under, mut led) = (false, false);
        for node in nodes {
            match node.tag {
                Tag::Heading => {
                    under = self.turned(&text_of(node));
                    led = false;
                }
                Tag::Paragraph => {
                    let text = text_of(node);
                    led = self.turned(&text);
                    if !under {
                        self.lines(&text);
                    }
                }
                Tag::Bullets | Tag::Steps => {
                    if !under && !led {
                        node.nodes.iter().for_each(|item| self.item(item));
                    }
                    led = false;
                }
                _ => led = false,
            }
        }
    }

    /// An entry of a list: either of blocks, or of text.
    fn item(&mut self, item: &Node) {
        let block =
            |node: &Node| matches!(node.tag, Tag::Paragraph | Tag::Bullets | Tag::Steps | Tag::Heading);
        if item.nodes.iter().any(block) {
            self.blocks(&item.nodes);
        } else {
            self.lines(&text_of(item));
        }
    }

    fn lines(&mut self, text: &str) {
        for sentence in text.lines().flat_map(sentences) {
            let words = words(sentence);
            if !words.is_empty() {
                let turns = self.turned(sentence);
                self.all.push(Passage { text: sentence.to_owned(), words, turns });
            }
        }
    }

    /// Whether it has a word that its meaning hangs on, as far as is known: of a language without words it always may.
    pub(super) fn turned(&self, text: &str) -> bool {
        self.known.is_none_or(|known| words(text).iter().any(|word| known.turns(&word.small)))
    }
}

fn text_of(node: &Node) -> String {
    Document::from(vec![node.clone()]).plain()
}
