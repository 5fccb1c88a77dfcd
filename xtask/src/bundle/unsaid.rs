//! Data that no code mentions any more: the words of panics, their places, tables of what only programmers are shown.
//!
//! The linker knows where each datum lies and by which numbers the code speaks of it (`--emit-relocs`). Where none of a
//! datum's numbers is left in the code, and no datum in use points to it, nothing can ever read it, and it becomes zeros.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use walrus::ir::{self, Visitor};
use walrus::{ConstExpr, DataKind, GlobalKind, Module};
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo};

use crate::fault::Fault;
use crate::{Outcome, place};

/// What the linker says about one datum.
#[derive(Debug, Default, PartialEq, Eq)]
struct Datum {
    begin: u32,
    end: u32,
    /// The numbers by which code speaks of it, most often the address of its first byte.
    numbers: Vec<u32>,
    /// Other data that it points to, by place in the list.
    points_to: Vec<usize>,
}

/// Blanks in `module` what nothing mentions; `compiled` is the linker's output, with its custom sections still there.
pub(super) fn blank(compiled: &Path, module: &Path) -> Outcome {
    let linked = place::read(compiled)?;
    let data = linked_data(&linked).map_err(|error| trouble(compiled, &error))?;
    if data.is_empty() {
        return Err(trouble(compiled, &"the linker named no data; --emit-relocs is needed for that"));
    }
    let mut rewritten = Module::from_file(module).map_err(|error| trouble(module, &error))?;
    let used = in_use(&data, &mentioned(&rewritten));
    let segments: Vec<_> = rewritten.data.iter().map(|segment| segment.id()).collect();
    for id in segments {
        let segment = rewritten.data.get_mut(id);
        if let DataKind::Active { offset: ConstExpr::Value(ir::Value::I32(begin)), .. } = segment.kind {
            blank_unused(&data, &used, begin as u32, &mut segment.value);
        }
    }
    rewritten.emit_wasm_file(module).map_err(|error| trouble(module, &error))
}

fn trouble(module: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(
        "UNSTUCK-X213",
        format!("{}: its data can't be told apart: {error:#}", place::shown(module)),
        "wasmparser in Cargo.toml must read what the compiler's linker writes; look at xtask/src/bundle/unsaid.rs.",
    )
}

/// Reads symbols and relocations of a linked module.
fn linked_data(linked: &[u8]) -> wasmparser::Result<Vec<Datum>> {
    // Where each segment begins: in memory, and from the beginning of the data section.
    let mut segments: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
    let (mut symbols, mut relocations) = (Vec::new(), Vec::new());
    let (mut section, mut data_section) = (0, 0);
    for payload in Parser::new(0).parse_all(linked) {
        let payload = payload?;
        if let Payload::DataSection(reader) = &payload {
            data_section = section;
            let from = reader.range().start;
            for segment in reader.clone() {
                let segment = segment?;
                let wasmparser::DataKind::Active { offset_expr, .. } = segment.kind else { continue };
                if let wasmparser::Operator::I32Const { value } = offset_expr.get_operators_reader().read()? {
                    let begin = segment.range.end - segment.data.len() - from;
                    segments.push((value as u32, begin..begin + segment.data.len()));
                }
            }
        }
        if let Payload::CustomSection(custom) = &payload {
            match custom.as_known() {
                KnownCustom::Linking(linking) => {
                    for part in linking.subsections() {
                        if let Linking::SymbolTable(table) = part? {
                            symbols = table.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
                        }
                    }
                }
                KnownCustom::Reloc(reader) => {
                    let of = reader.section_index();
                    for entry in reader.entries() {
                        relocations.push((of, entry?));
                    }
                }
                _ => {}
            }
        }
        section += u32::from(payload.as_section().is_some());
    }

    // A symbol's place in the linker's table, and in the list of data.
    let mut places = BTreeMap::new();
    let mut data: Vec<Datum> = Vec::new();
    for (index, symbol) in symbols.iter().enumerate() {
        let SymbolInfo::Data { symbol: Some(defined), .. } = symbol else { continue };
        let Some((address, _)) = segments.get(defined.index as usize) else { continue };
        let begin = address + defined.offset;
        places.insert(index as u32, data.len());
        data.push(Datum { begin, end: begin + defined.size, ..Datum::default() });
    }
    for (of, entry) in relocations {
        let Some(&to) = places.get(&entry.index).filter(|_| is_address(entry.ty)) else { continue };
        if of != data_section {
            let number = i64::from(data[to].begin) + entry.addend;
            data[to].numbers.push(number as u32);
            continue;
        }
        let offset = entry.offset as usize;
        let Some((begin, range)) = segments.iter().find(|(_, range)| range.contains(&offset)) else {
            continue;
        };
        let address = begin + (offset - range.start) as u32;
        for datum in data.iter_mut().filter(|datum| (datum.begin..datum.end).contains(&address)) {
            datum.points_to.push(to);
        }
    }
    Ok(data)
}

fn is_address(kind: RelocationType) -> bool {
    matches!(
        kind,
        RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32
    )
}

/// Every number in the module's code that could be an address.
fn mentioned(module: &Module) -> BTreeSet<u32> {
    #[derive(Default)]
    struct Numbers(BTreeSet<u32>);
    impl<'a> Visitor<'a> for Numbers {
        fn visit_value(&mut self, value: &ir::Value) {
            if let ir::Value::I32(number) = value {
                self.0.insert(*number as u32);
            }
        }
        fn visit_load(&mut self, load: &ir::Load) {
            self.0.insert(load.arg.offset as u32);
        }
        fn visit_store(&mut self, store: &ir::Store) {
            self.0.insert(store.arg.offset as u32);
        }
    }
    let mut numbers = Numbers::default();
    for (_, function) in module.funcs.iter_local() {
        ir::dfs_in_order(&mut numbers, function, function.entry_block());
    }
    for global in module.globals.iter() {
        if let GlobalKind::Local(ConstExpr::Value(ir::Value::I32(number))) = global.kind {
            numbers.0.insert(number as u32);
        }
    }
    numbers.0
}

/// Which data are in use: those that code mentions, and what they lead to.
fn in_use(data: &[Datum], mentioned: &BTreeSet<u32>) -> Vec<bool> {
    let mut used = vec![false; data.len()];
    let mut open: Vec<usize> = (0..data.len())
        .filter(|at| data[*at].numbers.iter().any(|number| mentioned.contains(number)))
        .collect();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut used[at], true) {
            open.extend(&data[at].points_to);
        }
    }
    used
}

/// Zeros where unused data lie and no used ones; bytes of no symbol stay as they are.
fn blank_unused(data: &[Datum], used: &[bool], begin: u32, bytes: &mut [u8]) {
    let mut keep = vec![None; bytes.len()];
    for (datum, used) in data.iter().zip(used) {
        for address in datum.begin..datum.end {
            if let Some(slot) = address.checked_sub(begin).and_then(|at| keep.get_mut(at as usize)) {
                *slot = Some(slot.unwrap_or(false) || *used);
            }
        }
    }
    for (byte, keep) in bytes.iter_mut().zip(keep) {
        if keep == Some(false) {
            *byte = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Datum, blank_unused, in_use};

    #[test]
    fn what_is_mentioned_stays_with_all_it_leads_to() {
        let datum = |begin, end, points_to: &[usize]| Datum {
            begin,
            end,
            numbers: vec![begin],
            points_to: points_to.to_vec(),
        };
        let data = [datum(8, 10, &[1]), datum(10, 12, &[]), datum(12, 16, &[1]), datum(13, 14, &[])];
        let used = in_use(&data, &[8, 13].into());
        assert_eq!(used, [true, true, false, true]);
        let mut bytes = *b"?abcdefgh?";
        blank_unused(&data, &used, 7, &mut bytes);
        // The datum of four bytes goes but for the byte that another one shares; what no symbol names stays.
        assert_eq!(&bytes, b"?abcd\0f\0\0?");
    }
}
