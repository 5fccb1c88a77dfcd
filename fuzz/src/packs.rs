//! Packs: any bytes are a pack or an error, and what is read is written again.

use std::sync::LazyLock;

use unstuck_resolver::{Holding, Query, Resolver, author, pack};
use xxhash_rust::xxh3::xxh3_128;

/// A good pack, and where its hash of the body stands: without it nothing behind the hash would be looked at.
static GOOD: LazyLock<(Vec<u8>, usize)> = LazyLock::new(|| {
    let page = |path: &str, text: &str| author::Source { path: path.into(), text: text.into() };
    let sources = [
        page(
            "a.md",
            "---\ntitle: Card expired\ncodes: [A, B]\nmessages: ['card {x} expired']\nquestions: [why]\nwhen: { release: '>=2', route: '/a/**' }\nactions: [renew]\n---\n# H\n\n1. *One* `two` [three](https://a.b)\n2. > q\n\n| a | b |\n|---|---|\n| c | d |\n\n```rust\nx\n```\n",
        ),
        page("a.zh-Hant.md", "---\ntitle: 限額\n---\n每日紅包\n"),
        page("b.md", "---\ntitle: Limit\n---\nText.\n"),
    ];
    let bytes = pack::encode(&author::read(&sources).expect("good sources"));
    let end = bytes.len() - pack::SIGNATURE;
    let hashes = |at: &usize| bytes[*at..*at + 16] == xxh3_128(&bytes[*at + 16..end]).to_le_bytes();
    let hash = (0..end - 16).take(256).find(hashes).expect("a hash of the body that follows it");
    (bytes, hash)
});

/// The input as a pack, as the content of one, and as edits of a good one; the last two under a hash that is right.
pub fn any(input: &[u8]) {
    let Some((first, rest)) = input.split_first() else { return };
    let (good, hash) = &*GOOD;
    let content = hash + 16;
    match first % 3 {
        0 => read(rest),
        1 => sealed([&good[..content], rest].concat(), *hash),
        _ => {
            let mut bytes = good.clone();
            for edit in rest.chunks_exact(4) {
                let at = content
                    + usize::from(u16::from_le_bytes([edit[0], edit[1]])) % (bytes.len() - content).max(1);
                match edit[2] % 3 {
                    0 if at < bytes.len() => bytes[at] = edit[3],
                    1 => bytes.insert(at.min(bytes.len()), edit[3]),
                    2 if at < bytes.len() => drop(bytes.remove(at)),
                    _ => {}
                }
            }
            sealed(bytes, *hash);
        }
    }
}

/// Reads bytes whose hash is put right first, so that their content is looked at.
fn sealed(mut bytes: Vec<u8>, hash: usize) {
    let end = bytes.len().saturating_sub(pack::SIGNATURE).max(hash + 16);
    let sum = xxh3_128(&bytes[hash + 16..end]).to_le_bytes();
    bytes[hash..hash + 16].copy_from_slice(&sum);
    read(&bytes);
}

fn read(bytes: &[u8]) {
    let Ok(found) = pack::decode(bytes) else { return };
    // What a hostile pack holds is searched without a panic, and written again as the same.
    let catalogue = found.catalogue.clone();
    let again = pack::decode(&pack::encode(&catalogue)).expect("what was read is written and read").catalogue;
    assert_eq!(again.solutions(), catalogue.solutions());
    let query = Query {
        code: Some("A"),
        message: "card 7 expired 紅包",
        route: Some("/a/b"),
        release: Some("2.1"),
        ..Query::default()
    };
    assert_eq!(Resolver::new(again).rank(&query), Resolver::new(catalogue).rank(&query));
    // A part takes any bytes for its shards, and refuses those that the root does not name.
    let mut holding = Holding::new(found);
    if !holding.is_whole() {
        drop(holding.claim(0));
        assert!(holding.hold(0, bytes).is_err(), "no file names itself");
    }
}
