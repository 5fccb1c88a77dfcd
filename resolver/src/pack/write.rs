//! Solutions as the bytes of a pack.

use unstuck_protocol::{
    Node,
    json::{self, Say},
};

use super::Rest;
use crate::{Solution, keys::Keys, variants::Variants};

/// The canonical encoding of solutions, of the characters that are read alike and of the threshold, which a catalogue's
/// revision is made of.
pub(crate) fn body(solutions: &[Solution], variants: &Variants, threshold: u8) -> Vec<u8> {
    let mut out = Vec::new();
    number(solutions.len() as u32, &mut out);
    for solution in solutions {
        text(solution.id.as_str(), &mut out);
        texts(&solution.codes, &mut out);
        texts(&solution.messages, &mut out);
        texts(&solution.questions, &mut out);
        maybe(solution.when.release.as_deref(), &mut out);
        maybe(solution.when.route.as_deref(), &mut out);
        number(solution.texts.len() as u32, &mut out);
        for one in &solution.texts {
            text(&one.locale, &mut out);
            text(&one.title, &mut out);
            nodes(&one.body.0, &mut out);
            doings(&one.actions, &mut out);
            doings(&one.steps, &mut out);
        }
    }
    // characters in rising order, each told by how far it is from the one before
    number(variants.pairs().len() as u32, &mut out);
    let mut before = 0;
    for (from, to) in variants.pairs() {
        number(*from as u32 - before, &mut out);
        number(*to as u32, &mut out);
        before = *from as u32;
    }
    out.push(threshold);
    out
}

/// Where the other solutions are, after those that are here.
pub(super) fn rest(rest: &Rest, out: &mut Vec<u8>) {
    out.extend_from_slice(&rest.revision.to_le_bytes());
    number(rest.shards.len() as u32, out);
    for shard in &rest.shards {
        number(u32::from(shard.is_some()), out);
        out.extend(shard.iter().flat_map(|hash| hash.to_le_bytes()));
    }
    keys(&rest.shared, out);
    keys(&rest.unsure, out);
    number(u32::from(rest.forms), out);
}

fn keys(keys: &Keys, out: &mut Vec<u8>) {
    number(keys.0.len() as u32, out);
    let mut before = 0;
    for key in &keys.0 {
        number(*key - before, out);
        before = *key;
    }
}

fn number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn text(text: &str, out: &mut Vec<u8>) {
    number(text.len() as u32, out);
    out.extend_from_slice(text.as_bytes());
}

fn maybe(one: Option<&str>, out: &mut Vec<u8>) {
    number(one.map_or(0, |one| one.len() as u32 + 1), out);
    out.extend_from_slice(one.unwrap_or_default().as_bytes());
}

fn texts(texts: &[String], out: &mut Vec<u8>) {
    number(texts.len() as u32, out);
    texts.iter().for_each(|one| text(one, out));
}

/// Fixes or places as JSON: a page reads both in that form anyway, and carries no second way.
fn doings<T: Say>(all: &Vec<T>, out: &mut Vec<u8>) {
    text(&if all.is_empty() { String::new() } else { json::text(all) }, out);
}

fn nodes(nodes: &[Node], out: &mut Vec<u8>) {
    number(nodes.len() as u32, out);
    for node in nodes {
        out.push(node.tag.place());
        text(&node.text, out);
        maybe(node.href.as_ref().map(|href| href.as_str()), out);
        text(&node.language, out);
        number(node.number, out);
        self::nodes(&node.nodes, out);
    }
}
