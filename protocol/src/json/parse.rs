//! Bytes into a tree.

use serde_json::{Map, Number, Value};

/// Deepest nesting.
const DEPTH: usize = 128;
/// Powers beyond this are zero or too large for any number.
const POWERS: i32 = 400;

pub(super) fn whole(bytes: &[u8]) -> Option<Value> {
    let mut from = Parser { rest: bytes };
    let value = from.value(DEPTH)?;
    from.blank();
    from.rest.is_empty().then_some(value)
}

struct Parser<'a> {
    rest: &'a [u8],
}

impl Parser<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Takes this byte, if it is the next one.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.next();
        }
        found
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.rest.first() {
            self.next();
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.blank();
        match *self.rest.first()? {
            b'"' => self.string().map(Value::String),
            b'{' => self.object(depth.checked_sub(1)?),
            b'[' => self.array(depth.checked_sub(1)?),
            b't' => self.word(b"true", Value::Bool(true)),
            b'f' => self.word(b"false", Value::Bool(false)),
            b'n' => self.word(b"null", Value::Null),
            _ => self.number().map(Value::Number),
        }
    }

    fn word(&mut self, word: &[u8], value: Value) -> Option<Value> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(value)
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.next();
        let mut items = Vec::new();
        while self.another(b']', items.is_empty())? {
            items.push(self.value(depth)?);
        }
        Some(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.next();
        let mut fields = Map::new();
        while self.another(b'}', fields.is_empty())? {
            self.blank();
            let name = self.string()?;
            self.blank();
            if !self.take(b':') {
                return None;
            }
            fields.insert(name, self.value(depth)?);
        }
        Some(Value::Object(fields))
    }

    /// Whether another item follows before `end`; `None` where neither does.
    fn another(&mut self, end: u8, first: bool) -> Option<bool> {
        self.blank();
        if self.take(end) {
            return Some(false);
        }
        (first || self.take(b',')).then_some(true)
    }

    fn string(&mut self) -> Option<String> {
        let mut out = Vec::new();
        if !self.take(b'"') {
            return None;
        }
        loop {
            match self.next()? {
                b'"' => return String::from_utf8(out).ok(),
                b'\\' => match self.next()? {
                    b'b' => out.push(8),
                    b'f' => out.push(12),
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'u' => out.extend_from_slice(self.unicode()?.encode_utf8(&mut [0; 4]).as_bytes()),
                    other @ (b'"' | b'\\' | b'/') => out.push(other),
                    _ => return None,
                },
                0..0x20 => return None,
                byte => out.push(byte),
            }
        }
    }

    /// The character after `\u`; one beyond the first plane is written as two.
    fn unicode(&mut self) -> Option<char> {
        let mut code = self.hex()?;
        if (0xd800..0xdc00).contains(&code) && self.take(b'\\') && self.take(b'u') {
            let low = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
            code = 0x1_0000 + ((code - 0xd800) << 10) + low;
        }
        char::from_u32(code)
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code << 4 | char::from(self.next()?).to_digit(16)?;
        }
        Some(code)
    }

    fn number(&mut self) -> Option<Number> {
        let negative = self.take(b'-');
        let zero = self.rest.first() == Some(&b'0');
        let (mut mantissa, mut power) = (0, 0);
        let count = self.digits(&mut mantissa, &mut power);
        if count == 0 || zero && count > 1 {
            return None;
        }
        let mut whole = power == 0;
        if self.take(b'.') {
            whole = false;
            let count = self.digits(&mut mantissa, &mut power);
            if count == 0 {
                return None;
            }
            power -= count;
        }
        if self.take(b'e') || self.take(b'E') {
            whole = false;
            let down = self.take(b'-');
            if !down {
                self.take(b'+');
            }
            let (mut exponent, mut more) = (0, 0);
            if self.digits(&mut exponent, &mut more) == 0 {
                return None;
            }
            let exponent = if more > 0 { i32::MAX } else { exponent.min(1 << 30) as i32 };
            power = power.saturating_add(if down { -exponent } else { exponent });
        }
        match 0_i64.checked_sub_unsigned(mantissa) {
            Some(below) if whole && negative && below < 0 => Some(below.into()),
            _ if whole && !negative => Some(mantissa.into()),
            _ => {
                let size = scaled(mantissa as f64, power);
                Number::from_f64(if negative { -size } else { size })
            }
        }
    }

    /// Reads digits onto a number and counts them; `dropped` counts those it has no room for, which only move the point.
    fn digits(&mut self, number: &mut u64, dropped: &mut i32) -> i32 {
        let mut count = 0;
        while let Some(digit @ b'0'..=b'9') = self.rest.first() {
            let longer =
                number.checked_mul(10).and_then(|number| number.checked_add(u64::from(digit - b'0')));
            match longer.filter(|_| *dropped == 0) {
                Some(longer) => *number = longer,
                None => *dropped += 1,
            }
            count += 1;
            self.next();
        }
        count
    }
}

/// A number with its point moved. Exact for up to 15 digits and 22 places, as powers of ten are up to there.
pub(super) fn scaled(number: f64, power: i32) -> f64 {
    let mut by = 1.0;
    for _ in 0..power.clamp(-POWERS, POWERS).unsigned_abs() {
        by *= 10.0;
    }
    if number == 0.0 {
        number
    } else if power < 0 {
        number / by
    } else {
        number * by
    }
}
