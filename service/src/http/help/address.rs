//! Addresses within the help centre. Whatever comes into one is written so that it can't end its part.

use std::fmt::Write as _;

use unstuck_protocol::SolutionId;

use crate::product::Product;

/// A page's address without its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    path: String,
    query: Vec<(&'static str, String)>,
}

impl Address {
    /// Where the products are listed.
    pub(super) fn start() -> Self {
        Self { path: "/help".into(), query: Vec::new() }
    }

    /// A product's first page.
    pub(super) fn home(product: &Product) -> Self {
        let mut path = format!("{}/help/", product.prefix());
        encode(product.id.as_str(), false, &mut path);
        Self { path, query: Vec::new() }
    }

    /// The page of one solution.
    pub(crate) fn solution(product: &Product, solution: &SolutionId) -> Self {
        Self::home(product).below("s", solution.as_str())
    }

    /// The page of one error code.
    pub(super) fn code(product: &Product, code: &str) -> Self {
        Self::home(product).below("e", code)
    }

    /// The list of all pages for crawlers, or a part of it.
    pub(super) fn sitemap(product: &Product, part: Option<usize>) -> Self {
        let mut address = Self::home(product);
        address.path += "/sitemap.xml";
        match part {
            Some(part) => address.with("part", part.to_string()),
            None => address,
        }
    }

    fn below(mut self, kind: &str, name: &str) -> Self {
        let _ = write!(self.path, "/{kind}/");
        encode(name, true, &mut self.path);
        self
    }

    /// With one more part of the query.
    pub(super) fn with(mut self, name: &'static str, value: String) -> Self {
        self.query.push((name, value));
        self
    }

    /// The path alone, to which a form adds its fields.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// As a link, in this language where one was chosen.
    pub(crate) fn link(&self, language: Option<&str>) -> String {
        let mut link = self.path.clone();
        let language = language.map(|tag| ("lang", tag));
        let query = self.query.iter().map(|(name, value)| (*name, value.as_str()));
        for (place, (name, value)) in query.chain(language).enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(link, "{}{name}=", if place == 0 { '?' } else { '&' });
            encode(value, false, &mut link);
        }
        link
    }
}

/// A link as others may keep it: whole where the public address is known.
pub(crate) fn whole(product: &Product, link: String) -> String {
    match &product.public {
        Some(public) => format!("{}{link}", public.origin()),
        None => link,
    }
}

fn encode(text: &str, slashes: bool, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b'/' if slashes => out.push('/'),
            // Writing to a String cannot fail.
            byte => drop(write!(out, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_its_part_of_an_address() {
        let address = Address::start().below("e", "a/b?c=\"d\"&<é>\0");
        let address = address.with("q", "x&lang=../../etc#y z".into());
        assert_eq!(
            address.link(Some("zh-Hant")),
            "/help/e/a/b%3Fc%3D%22d%22%26%3C%C3%A9%3E%00?q=x%26lang%3D..%2F..%2Fetc%23y%20z&lang=zh-Hant"
        );
        assert_eq!(Address::start().link(None), "/help");
    }
}
