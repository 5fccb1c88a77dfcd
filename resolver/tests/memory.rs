//! A hostile pack takes no more memory than its size allows, whatever it says of itself.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use unstuck_protocol::{Tag, limits};
use unstuck_resolver::{Holding, pack};
use xxhash_rust::xxh3::xxh3_128;

#[global_allocator]
static MEMORY: dhat::Alloc = dhat::Alloc;

/// Most bytes of memory for one byte of a pack: an empty text is one byte there and a `String` here, in a list that
/// may have doubled just now while the old one was still there.
const EACH: usize = 50;

fn file(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut file = b"unstuck\x05".to_vec();
    file.push(kind);
    file.extend(xxh3_128(body).to_le_bytes());
    file.extend(body);
    file.extend([0; pack::SIGNATURE]);
    file
}

fn number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The most memory at once while these bytes are read and made ready.
fn most(bytes: &[u8]) -> usize {
    let _profiler = dhat::Profiler::builder().testing().build();
    let _ = pack::decode(bytes).map(Holding::new);
    dhat::HeapStats::get().max_bytes
}

#[test]
fn reading_takes_memory_by_the_bytes_there_are_and_not_by_what_they_say() {
    let room = limits::PACK_BYTES - 25 - pack::SIGNATURE;
    let head = [1, 1, b'a'];
    let filled = |from: &[u8], with: &[u8]| {
        let mut body = from.to_vec();
        while body.len() + with.len() <= room {
            body.extend(with);
        }
        body
    };
    let long = |before: &[u8]| {
        let mut body = before.to_vec();
        number(u32::MAX, &mut body);
        body
    };
    // Texts without a word, and with each of them a list of fixes and places as JSON.
    let json = |text: &str, out: &mut Vec<u8>| {
        number(text.len() as u32, out);
        out.extend(text.as_bytes());
    };
    let (mut fixes, mut places) = (vec![0, 0, 0], vec![0, 0, 0, 0]);
    json(&format!("[{}]", [r#"{"kind":"app"}"#; limits::ACTIONS].join(",")), &mut fixes);
    fixes.push(0);
    json(&format!("[{}]", ["{}"; limits::STEPS].join(",")), &mut places);
    let mut long_list = vec![1, 1, b'a', 0, 0, 0, 0, 0, 1, 0, 0, 0];
    json(&format!("[{}{{}}]", "{},".repeat(room / 4)), &mut long_list);
    let hostile = [
        // As many solutions, texts, nodes and keys as a number can say, and none of them there.
        (0, long(&[])),
        (0, long(&head)),
        (0, long(&[1, 1, b'a', 0, 0, 0, 0, 0])),
        (0, long(&[1, 1, b'a', 0, 0, 0, 0, 0, 1, 1, b'e', 1, b't'])),
        (0, long(&[1, 1, b'a', 0, 0, 0, 0, 0, 1, 1, b'e', 1, b't', 0])),
        (0, long(&[0])),
        (1, long(&[&[0, 0][..], &[0; 16]].concat())),
        (1, long(&[&[0, 0][..], &[0; 17]].concat())),
        // And as many as fit.
        (0, filled(&long(&head), &[0])),
        (0, filled(&[1, 1, b'a', 0, 0, 0, 0, 0, 255, 255, 63], &[0, 0, 0, 0, 0])),
        (0, filled(&[1, 1, b'a', 0, 0, 0, 0, 0, 255, 255, 63], &fixes)),
        (0, filled(&[1, 1, b'a', 0, 0, 0, 0, 0, 255, 255, 63], &places)),
        (0, long_list),
        (0, filled(&[0, 255, 255, 63], &[1, 1])),
        (1, filled(&[&[0, 0][..], &[0; 17], &[255, 255, 63]].concat(), &[1])),
        (0, filled(&[1, 1, b'a', 0, 0, 0, 0, 0, 1, 0, 0, 255, 63], &[Tag::Quote.place(), 0, 0, 0, 0, 0])),
    ];
    for (at, (kind, body)) in hostile.iter().enumerate() {
        let bytes = file(*kind, body);
        let (most, allowed) = (most(&bytes), bytes.len() * EACH + 4_096);
        assert!(most <= allowed, "{at}: {most} bytes of memory for {}", bytes.len());
    }
    // Larger than a pack may be, nothing is read at all.
    let large = vec![0; limits::PACK_BYTES + 1];
    assert!(pack::decode(&large).is_err());
}
