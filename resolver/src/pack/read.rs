//! Solutions from the bytes of a pack, within the limits whatever the bytes are.

use unstuck_protocol::{
    Href, Node, SolutionId, Tag,
    json::{self, Read},
    limits,
};

use super::Rest;
use crate::{Solution, Text, When, keys::Keys, variants::Variants};

/// What is left to read; whoever asks gets `None` where the bytes are something else.
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
    /// Nodes of the body that is being read.
    nodes: usize,
}

impl<'a> Bytes<'a> {
    pub(super) fn new(body: &'a [u8]) -> Self {
        Self { rest: body, nodes: 0 }
    }

    /// The solutions of a file, the characters that are read alike, and the threshold.
    pub(super) fn solutions(&mut self) -> Option<(Vec<Solution>, Variants, u8)> {
        let count = self.number()?;
        if count as usize > limits::PACK_SOLUTIONS {
            return None;
        }
        // Lists grow as they are read: a length is only what the bytes say.
        let mut solutions = Vec::new();
        for _ in 0..count {
            solutions.push(self.solution()?);
        }
        let (mut pairs, mut character) = (Vec::new(), 0_u32);
        for _ in 0..self.number()? {
            character = character.checked_add(self.number()?)?;
            pairs.push((char::from_u32(character)?, char::from_u32(self.number()?)?));
        }
        let (&threshold, rest) = self.rest.split_first()?;
        self.rest = rest;
        (threshold <= 100).then_some((solutions, Variants::sorted(pairs)?, threshold))
    }

    /// Where the solutions are that are not here.
    pub(super) fn rest(&mut self) -> Option<Rest> {
        let revision = self.hash()?;
        let count = self.number()?;
        if count as usize > limits::PACK_SHARDS {
            return None;
        }
        let mut shards = Vec::new();
        for _ in 0..count {
            shards.push(if self.number()? == 0 { None } else { Some(self.hash()?) });
        }
        Some(Rest {
            revision,
            shards,
            shared: self.keys()?,
            unsure: self.keys()?,
            forms: self.number()? == 1,
        })
    }

    /// Nothing, where all was read.
    pub(super) fn end(&self) -> Option<()> {
        self.rest.is_empty().then_some(())
    }

    fn hash(&mut self) -> Option<u128> {
        let (hash, rest) = self.rest.split_first_chunk::<16>()?;
        self.rest = rest;
        Some(u128::from_le_bytes(*hash))
    }

    /// Keys, each as its distance from the one before.
    fn keys(&mut self) -> Option<Keys> {
        let (mut keys, mut key) = (Vec::new(), 0_u32);
        for _ in 0..self.number()? {
            key = key.checked_add(self.number()?)?;
            keys.push(key);
        }
        Some(Keys(keys))
    }

    fn solution(&mut self) -> Option<Solution> {
        Some(Solution {
            id: SolutionId::new(self.text()?).ok()?,
            codes: self.texts()?,
            messages: self.texts()?,
            questions: self.texts()?,
            when: When { release: self.maybe()?, route: self.maybe()? },
            texts: {
                let mut texts = Vec::new();
                for _ in 0..self.number()? {
                    self.nodes = 0;
                    let (locale, title) = (self.text()?, self.text()?);
                    let body = self.nodes(Tag::Unknown, 1)?.into();
                    let (actions, steps) = (self.doings(limits::ACTIONS)?, self.doings(limits::STEPS)?);
                    texts.push(Text { locale, title, body, actions, steps });
                }
                texts
            },
        })
    }

    /// Fixes or places; nothing says that there are none.
    fn doings<T: Read>(&mut self, most: usize) -> Option<Vec<T>> {
        let text = self.text()?;
        if text.is_empty() {
            return Some(Vec::new());
        }
        // A tree of JSON may take many times what its text does.
        if text.len() > most * (limits::ACTION_BYTES + 1) + 1 {
            return None;
        }
        json::read(text.as_bytes()).filter(|all: &Vec<T>| all.len() <= most)
    }

    fn href(&mut self) -> Option<Option<Href>> {
        match self.maybe()? {
            Some(target) => Href::new(&target).map(Some),
            None => Some(None),
        }
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn piece(&mut self, length: u32) -> Option<String> {
        let (text, rest) = self.rest.split_at_checked(length as usize)?;
        self.rest = rest;
        core::str::from_utf8(text).ok().map(str::to_owned)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        self.piece(length)
    }

    fn maybe(&mut self) -> Option<Option<String>> {
        match self.number()?.checked_sub(1) {
            Some(length) => self.piece(length).map(Some),
            None => Some(None),
        }
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for _ in 0..self.number()? {
            texts.push(self.text()?);
        }
        Some(texts)
    }

    /// Nodes at this depth within a node of `around`. A part stands only in what it is a part of, so that parts can't
    /// nest past the limit on levels.
    fn nodes(&mut self, around: Tag, depth: usize) -> Option<Vec<Node>> {
        let mut nodes = Vec::new();
        for _ in 0..self.number()? {
            let (&place, rest) = self.rest.split_first()?;
            self.rest = rest;
            let tag = Tag::at(place);
            self.nodes += usize::from(!tag.is_part());
            let fits = depth <= limits::DOCUMENT_DEPTH || tag.is_part();
            if !fits || self.nodes > limits::DOCUMENT_NODES || !tag.stands_in(around) {
                return None;
            }
            let text = self.text()?;
            let href = self.href()?;
            let (language, number) = (self.text()?, self.number()?);
            let within = self.nodes(tag, depth + usize::from(!tag.is_part()))?;
            nodes.push(Node { tag, text, href, language, number, nodes: within });
        }
        Some(nodes)
    }
}
