//! What an error code looks like in sources of many languages.

use std::borrow::Cow;

use regex::Regex;

/// Patterns; the first group of each, or the whole where it has none, is the code.
#[derive(Debug)]
pub(super) struct Patterns {
    /// Wherever they stand.
    anywhere: Vec<Regex>,
    /// Only on a line, or in a block, that speaks of errors.
    near: Vec<Regex>,
    /// Only right inside of a type that is called after errors.
    members: Vec<Regex>,
    /// Which lines speak of errors, which are called after them, and which speak of the environment.
    speaks: Regex,
    named: Regex,
    other: Regex,
}

/// Where the key or the macro says itself that a code follows.
const ANYWHERE: &[&str] = &[
    // `"code": "CARD_EXPIRED"`, `errorCode = 'PAY-1001'`, `code("auth/invalid-email")`
    r#"(?i:\b(?:\w*(?:error|err|fault|failure|problem)_?)?code\b)["'`]?\s*(?:[:=(]|=>|:=)\s*["'`]([A-Z][A-Z0-9]*(?:[_.:-][A-Z0-9]+)+|[A-Z]{1,6}[0-9]{2,6}|[a-z][a-z0-9]*(?:[_/:.-][a-z0-9]+)+)["'`]"#,
    // `"error_code": 10040`
    r#"(?i:\berror_?code)["'`]?\s*[:=]\s*([0-9]{3,9})\b"#,
    // miette's `code(oops::my::bad)`
    r"\bcode\(\s*([a-z_][a-z0-9_]*(?:::[a-z_][a-z0-9_]*)+)\s*\)",
    // `#[error(code = "E7")]`, `#[error(code = 17)]`
    r#"#\[\w+\([^\]]*\bcode\s*=\s*"?([A-Za-z0-9][\w.:-]*)"?"#,
    // `E1234: …` and `PAY-1001: …` at the start of a text
    r#"["'`]\[?([A-Z]{1,12}(?:[-_][A-Z]{1,4})?[-_]?[0-9]{3,5})\]?:\s"#,
    // `ERR_INVALID_STATE`, as Node.js has them
    r"\b(ERR_[A-Z0-9]+(?:_[A-Z0-9]+)*)\b",
];

/// Quoted, and beside words such as code or error.
const NEAR: &[&str] =
    &[r#"["'`]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["'`]"#, r#"(?:^|[^:\s])\s*["'`]([A-Z]{1,4}-?[0-9]{3,5})["'`]"#];

/// Members of `enum ErrorCode`, `class Errors`, `const ERRORS = {`.
const MEMBERS: &[&str] = &[r"^\s*([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\s*(?:[=,(:;]|$)"];

impl Patterns {
    /// Those that fit most apps.
    pub(super) fn usual() -> Result<Self, regex::Error> {
        Ok(Self {
            anywhere: all(ANYWHERE)?,
            near: all(NEAR)?,
            members: all(MEMBERS)?,
            speaks: Regex::new(
                r"(?i)error|exception|failure|\bfail\(|problem|refus|reject|(?:^|[^a-z])(?:err|code|codes|fault)(?:$|[^a-z])|(?:reason|result|response|status)_?code\b|\bthrow\b",
            )?,
            named: Regex::new(
                r"(?i)\b(?:enum|class|object|const|namespace|type|interface)\s+(?:class\s+)?\w*(?:error|failure|problem)",
            )?,
            other: Regex::new(r"(?i)\benv\b|environ|getenv|env::")?,
        })
    }

    /// An author's own, wherever they stand.
    pub(super) fn own(patterns: &[String]) -> Result<Self, regex::Error> {
        let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
        Ok(Self { anywhere: all(&patterns)?, near: Vec::new(), members: Vec::new(), ..Self::usual()? })
    }

    /// The codes of a line, which stands inside of `blocks`, the nearest one first.
    pub(super) fn codes<'t>(&self, line: &'t str, blocks: &[&str]) -> Vec<&'t str> {
        let mut found = Vec::new();
        let mut take = |patterns: &[Regex]| {
            for pattern in patterns {
                let groups = pattern.captures_iter(line);
                found.extend(
                    groups.filter_map(|groups| groups.get(1).or(groups.get(0))).map(|code| code.as_str()),
                );
            }
        };
        take(&self.anywhere);
        if self.near.iter().any(|pattern| pattern.is_match(line)) && !self.other.is_match(line) {
            // What a constant is called says nothing: `"SORT_CODE"`.
            let bare = self
                .near
                .iter()
                .fold(Cow::Borrowed(line), |line, one| one.replace_all(&line, "").into_owned().into());
            if self.speaks.is_match(&bare) || blocks.iter().any(|block| self.speaks.is_match(block)) {
                take(&self.near);
            }
        }
        if !self.members.is_empty() && blocks.first().is_some_and(|block| self.named.is_match(block)) {
            take(&self.members);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|code| !code.is_empty());
        found
    }
}

fn all(patterns: &[&str]) -> Result<Vec<Regex>, regex::Error> {
    patterns.iter().map(|pattern| Regex::new(pattern)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(line: &str, blocks: &[&str]) -> Vec<String> {
        let patterns = Patterns::usual().unwrap_or_else(|error| panic!("{error}"));
        patterns.codes(line, blocks).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn codes_of_many_languages_are_found() {
        for (line, code) in [
            (r#"{ "code": "CARD_EXPIRED", "status": 422 }"#, "CARD_EXPIRED"),
            ("throw new AppError({ code: 'auth/invalid-email' })", "auth/invalid-email"),
            (r#"    const CODE = "PAY-1001";"#, "PAY-1001"),
            (r#"return Err(Problem::new("No").code("RP_LIMIT"))"#, "RP_LIMIT"),
            ("#[diagnostic(code(oops::my::bad), help(\"try\"))]", "oops::my::bad"),
            ("#[error(code = 17, message = \"x\")]", "17"),
            (r#"bail!("E0425: no such name {name}")"#, "E0425"),
            ("if (error.code === Codes.ERR_SOCKET_CLOSED) {", "ERR_SOCKET_CLOSED"),
            (r#"var ErrLimit = errors.New("LIMIT_REACHED")"#, "LIMIT_REACHED"),
            (r#"raise PaymentError("CARD_EXPIRED")"#, "CARD_EXPIRED"),
            (r#"errorCode := "E17""#, "E17"),
            (r#""error_code": 10040,"#, "10040"),
            (r#"        D => "E0425","#, "E0425"),
        ] {
            assert_eq!(codes(line, &["fn code() {"]), [code], "{line}");
        }
    }

    #[test]
    fn a_block_that_speaks_of_errors_lends_its_name() {
        let arm = r#"Self::DailyLimit { .. } => "RP_LIMIT_DAILY","#;
        assert_eq!(codes(arm, &["match self {", "pub fn code(&self) -> &'static str {"]), ["RP_LIMIT_DAILY"]);
        assert!(codes(arm, &["match self {", "pub fn name(&self) -> &'static str {"]).is_empty());
        for line in ["CARD_EXPIRED,", "CARD_EXPIRED = 'x',", "CARD_EXPIRED(402, \"…\"),", "CARD_EXPIRED: {"]
        {
            assert_eq!(codes(line, &["export enum AppErrorCode {"]), ["CARD_EXPIRED"], "{line}");
        }
        for block in ["export enum Colour {", "declare const _default: {"] {
            assert!(codes("CARD_EXPIRED,", &[block, "class Errors {"]).is_empty(), "{block}");
        }
    }

    #[test]
    fn what_only_looks_like_a_code_is_left_alone() {
        for line in [
            r#"let level = std::env::var("ERROR_LEVEL");"#,
            r#"const url = process.env["ERROR_SINK"]"#,
            r##"const colour = "#E12345"; // an error's"##,
            r#"{ "code": "en", "name": "English" }"#,
            r#"{ code: "KeyA" }"#,
            r#"let state = "IN_PROGRESS";"#,
            r#"<field name="SORT_CODE" />"#,
            "code(StatusCode::OK)",
            "decode(a::b)",
            r#"zipcode = "AB_12""#,
            r#"{ "code": 400 }"#,
            r#"throw new Review({ reference: "RV-20417" })"#,
        ] {
            assert!(codes(line, &[]).is_empty(), "{line}: {:?}", codes(line, &[]));
        }
    }

    #[test]
    fn own_patterns_replace_the_usual_ones() {
        let patterns = |own: &str| Patterns::own(&[own.to_owned()]).map_err(|error| error.to_string());
        let own = patterns(r"fault\((\d+)\)").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(own.codes(r#"fault(17); code = "A_B""#, &[]), ["17"]);
        assert!(patterns("(").is_err());
    }
}
