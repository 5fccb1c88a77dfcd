//! Texts and the numbers they are known by.
//!
//! One table for all that is looked up by text (codes, terms, forms), so that a page carries its code once.

/// Texts, numbered in the order they first came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    texts: Vec<Box<str>>,
    /// Open addressing, at most half full, its length a power of two: a number and one, or zero where it is free.
    slots: Vec<u32>,
}

impl Names {
    /// The number of this text.
    pub(crate) fn get(&self, text: &str) -> Option<u32> {
        self.slots.get(self.slot(text))?.checked_sub(1)
    }

    /// The number of this text, a new one where it has none.
    pub(crate) fn add(&mut self, text: &str) -> u32 {
        if self.texts.len() * 2 >= self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(16)];
            for number in 0..self.texts.len() {
                let slot = self.slot(&self.texts[number]);
                self.slots[slot] = number as u32 + 1;
            }
        }
        let slot = self.slot(text);
        if self.slots[slot] == 0 {
            self.texts.push(text.into());
            self.slots[slot] = self.texts.len() as u32;
        }
        self.slots[slot] - 1
    }

    /// Where the text's number stands, or could stand.
    fn slot(&self, text: &str) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(text) as usize & mask;
        while let Some(number) = self.slots.get(slot).and_then(|number| number.checked_sub(1)) {
            if *self.texts[number as usize] == *text {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// Places by texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filed {
    names: Names,
    /// The places of each text.
    places: Vec<Vec<u32>>,
}

impl Filed {
    /// Files a place under a text; places come in order.
    pub(crate) fn add(&mut self, text: &str, place: u32) {
        let number = self.names.add(text) as usize;
        if number == self.places.len() {
            self.places.push(Vec::new());
        }
        if self.places[number].last() != Some(&place) {
            self.places[number].push(place);
        }
    }

    /// The places of a text.
    pub(crate) fn get(&self, text: &str) -> &[u32] {
        self.names.get(text).map_or(&[], |number| &self.places[number as usize])
    }
}

/// FNV-1a, its upper half folded in: few instructions, and the texts are our own.
pub(crate) fn hash(text: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_keeps_its_number() {
        let mut names = Names::default();
        assert_eq!(names.get(""), None);
        for turn in 0..2 {
            for number in 0..1_000_u32 {
                assert_eq!(names.add(&format!("text {number}")), number, "{turn}");
            }
        }
        assert_eq!((names.texts.len(), names.get("text 17"), names.get("text")), (1_000, Some(17), None));
    }
}
