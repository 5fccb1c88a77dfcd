//! The address under which people reach the service, as a proxy before it has it.

/// An address such as `https://help.example`, with the path that a proxy takes away before it asks the service.
///
/// ```
/// use unstuck_service::public::PublicUrl;
/// let url = PublicUrl::new("https://shop.example/support/").expect("an address");
/// assert_eq!((url.origin(), url.path()), ("https://shop.example", "/support"));
/// assert!(PublicUrl::new("shop.example").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    path: String,
}

impl PublicUrl {
    /// Reads `https://host[:port][/path]`; `http` too, for services within a network.
    ///
    /// # Errors
    /// When it is anything else, or has a query, a fragment or characters that an address writes otherwise.
    pub fn new(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no public address: write it as https://host[:port][/path]");
        let rest = text.find("://").map(|end| end + 3).ok_or_else(wrong)?;
        let end = text[rest..].find('/').map_or(text.len(), |slash| rest + slash);
        let (origin, path) = (text[..end].to_ascii_lowercase(), text[end..].trim_end_matches('/'));
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~%".contains(&b);
        let fits = crate::origin::is_origin(&origin) && path.bytes().all(plain) && !path.contains("//");
        if fits { Ok(Self { origin, path: path.to_owned() }) } else { Err(wrong()) }
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What stands before every path of the service; mostly nothing.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn an_address_is_read_or_named_as_wrong() {
        for text in ["https://a.example", "http://127.0.0.1:7400/", "https://A.example/x/y/"] {
            assert!(PublicUrl::new(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "a.example",
            "ftp://a.example",
            "https://",
            "https://a.example?x",
            "https://a.example/#x",
            "https://a.example/\"><script>",
            "https://a.example//x",
            "https://user@a.example",
            "javascript://a.example/%0aalert(1)",
        ] {
            assert!(PublicUrl::new(text).is_err(), "{text}");
        }
    }
}
