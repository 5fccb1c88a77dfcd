//! Text into the terms it is searched by.
//!
//! Words are lower-cased, stripped of diacritics and of English endings; `getInitialProps` gives its parts and itself;
//! Chinese, Japanese and Korean give single characters and pairs, since they do not part words.

use unstuck_protocol::letters::{is_small, small};

/// A piece of text before it becomes terms.
pub(crate) enum Piece<'a> {
    /// A run of letters and digits (and `_` between them) as it was written.
    Word(&'a str),
    /// One character of a script without spaces.
    Ideograph(char),
}

/// Cuts text into pieces; everything else parts them. An apostrophe between letters is kept within its word.
pub(crate) fn pieces<'a>(text: &'a str, take: &mut dyn FnMut(Piece<'a>)) {
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let within = start.is_some() && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let word = !is_ideograph(c) && (c.is_alphanumeric() || within && matches!(c, '_' | '\'' | '’'));
        match (word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                take(Piece::Word(&text[from..at]));
                start = None;
            }
            _ => {}
        }
        if is_ideograph(c) {
            take(Piece::Ideograph(c));
        }
    }
    if let Some(from) = start {
        take(Piece::Word(&text[from..]));
    }
}

/// Calls `take` with each term and with how it was written, in the text's order.
pub(crate) fn terms(text: &str, take: &mut dyn FnMut(&str, &str)) {
    let mut before: Option<char> = None;
    let mut term = String::new();
    pieces(text, &mut |piece| match piece {
        Piece::Word(word) => {
            before = None;
            let parts = parts(word);
            for part in &parts {
                stem(part, &mut term);
                take(&term, part);
            }
            if parts.len() > 1 {
                term.clear();
                parts.iter().for_each(|part| fold(part, &mut term));
                take(&term, word);
            }
        }
        Piece::Ideograph(c) => {
            term.clear();
            term.push(c);
            take(&term, &term);
            if let Some(before) = before {
                term.insert(0, before);
                take(&term, &term);
            }
            before = Some(c);
        }
    });
}

/// Lower case without diacritics, appended to `out`.
pub(crate) fn fold(word: &str, out: &mut String) {
    for c in word.chars().map(small) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => out.push('e'),
            'ğ' => out.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ś' | 'š' | 'ş' => out.push('s'),
            'ť' | 'ţ' => out.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            // combining marks, which decomposed text carries behind its letters, and apostrophes
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ => out.push(c),
        }
    }
}

/// Whether the text is a number, which says little about which error it is.
pub(crate) fn is_number(term: &str) -> bool {
    term.bytes().all(|b| b.is_ascii_digit())
}

pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// The parts of an identifier: at `_`, and where a small letter is followed by a capital one.
pub(crate) fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for run in word.split('_').filter(|run| !run.is_empty()) {
        let mut from = 0;
        let mut after_small = false;
        for (at, c) in run.char_indices() {
            if after_small && small(c) != c {
                parts.push(&run[from..at]);
                from = at;
            }
            after_small = is_small(c);
        }
        parts.push(&run[from..]);
    }
    parts
}

/// Folds an English word and takes its most common endings off, lightly: better too little than two words made one.
fn stem(word: &str, out: &mut String) {
    out.clear();
    fold(word, out);
    if out.len() < 4 || !out.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    if out.ends_with("ies") && out.len() > 4 {
        out.truncate(out.len() - 3);
        out.push('y');
    } else if out.ends_with('s') && !out.ends_with("ss") && !out.ends_with("us") && !out.ends_with("is") {
        out.truncate(out.len() - 1);
    }
    let cut = [("ing", 6), ("ed", 5)].iter().find(|(end, least)| out.ends_with(end) && out.len() >= *least);
    if let Some((end, _)) = cut {
        out.truncate(out.len() - end.len());
        let tail = out.as_bytes();
        let twice = tail.len() > 3 && tail[tail.len() - 1] == tail[tail.len() - 2];
        if twice && !matches!(tail[tail.len() - 1], b'l' | b's' | b'z') {
            out.pop();
        }
    }
    if out.len() > 3 && out.ends_with('e') {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        terms(text, &mut |term, _| out.push(term.to_owned()));
        out
    }

    #[test]
    fn identifiers_give_their_parts_and_themselves() {
        assert_eq!(all("getInitialProps"), ["get", "initial", "prop", "getinitialprops"]);
        assert_eq!(all("RP_LIMIT_DAILY"), ["rp", "limit", "daily", "rplimitdaily"]);
        assert_eq!(all("next.config.js"), ["next", "config", "js"]);
    }

    #[test]
    fn forms_of_a_word_meet() {
        assert_eq!(all("Charged charging charges charge"), ["charg"; 4]);
        assert_eq!(all("Carrying carries"), ["carry"; 2]);
        assert_eq!(all("Café can't"), ["caf", "cant"]);
    }

    #[test]
    fn ideographs_give_characters_and_pairs() {
        assert_eq!(all("余额不足"), ["余", "额", "余额", "不", "额不", "足", "不足"]);
        assert_eq!(all("红x包"), ["红", "x", "包"]);
    }
}
