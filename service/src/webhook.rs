//! A webhook: what a product's owner lets the service carry out, under the name by which solutions offer it.

mod body;
mod failure;
mod secret;
mod target;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use axum::http::Uri;
use serde::Deserialize;
use unstuck_protocol::SolutionId;

pub use self::{
    body::{Met, body, said},
    failure::{Failure, Missed, again},
    secret::Secrets,
    target::reachable,
};

/// A webhook as configured. What is secret of it, its address included, is in no text that it makes of itself.
#[derive(Clone)]
pub struct Webhook {
    /// The name by which a solution offers it.
    pub name: String,
    /// Where it is posted to.
    pub url: Uri,
    /// What signs it.
    pub secrets: Secrets,
    /// Whether it may be on this machine or in a private network.
    pub private: bool,
}

/// Its table in the configuration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    name: String,
    url: String,
    secret: Option<String>,
    secret_file: Option<PathBuf>,
    #[serde(default)]
    allow_private: bool,
}

impl Table {
    /// The name that it gives.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Webhook {
    /// Reads its table; the file of its secret is looked for from this folder.
    pub(crate) fn read(table: Table, folder: &Path) -> Result<Self, String> {
        let Table { name, url, secret, secret_file, allow_private: private } = table;
        if SolutionId::new(name.as_str()).is_err() {
            return Err(format!(
                "`{name}` can't be the name of a webhook: take letters, digits and . _ : / @ -"
            ));
        }
        let fault = |what: &str| format!("the webhook `{name}` {what}");
        let secret = match (secret, secret_file) {
            (Some(secret), None) => secret,
            (None, Some(file)) => {
                let file = folder.join(file);
                crate::edge::read_to_string(&file).map_err(|error| {
                    fault(&format!("can't read its secret_file {} ({error})", file.display()))
                })?
            }
            _ => return Err(fault("takes either `secret` or `secret_file`")),
        };
        let secrets = Secrets::read(&secret).map_err(fault)?;
        let url = address(&url, private).map_err(fault)?;
        Ok(Self { name, url, secrets, private })
    }
}

/// The address, where a webhook may have it; it is not told again, since parts of it may be secret.
fn address(url: &str, private: bool) -> Result<Uri, &'static str> {
    let no_address = "has a `url` that is no address: write https://host/path";
    let uri: Uri = url.parse().map_err(|_| no_address)?;
    let authority = uri.authority().ok_or(no_address)?;
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") if private => {}
        Some("http") => {
            return Err("has a `url` without https: only `allow_private` goes without, on loopback");
        }
        _ => return Err(no_address),
    }
    // Such a name and password would not be sent, and whoever wrote them counts on it.
    if authority.as_str().contains('@') {
        return Err("has a name or a password in its `url`: the signature tells who asks");
    }
    if url.contains('#') || authority.host().is_empty() {
        return Err(no_address);
    }
    Ok(uri)
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("name", &self.name)
            .field("private", &self.private)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn read(url: &str, private: bool) -> Result<Webhook, String> {
        let table = Table {
            name: "unlock".into(),
            url: url.into(),
            secret: Some(SECRET.into()),
            secret_file: None,
            allow_private: private,
        };
        Webhook::read(table, Path::new("."))
    }

    #[test]
    fn an_address_is_https_without_a_password() {
        assert!(read("https://shop.example/hooks?to=fix", false).is_ok());
        assert!(read("http://127.0.0.1:8080/", true).is_ok());
        for (url, private) in [
            ("http://shop.example/", false),
            ("https://me:hidden@shop.example/", true),
            ("https:///path", true),
            ("/hidden", true),
            ("shop.example", true),
            ("ftp://shop.example/", true),
            ("https://shop.example/#hidden", true),
            ("https://shop.example/a b", false),
        ] {
            let why = read(url, private).map(|_| url).unwrap_err();
            assert!(!why.contains("hidden"), "{why}");
        }
    }

    #[test]
    fn neither_secret_nor_address_is_in_its_words() {
        let said = format!("{:?}", read("https://shop.example/hidden", false).unwrap());
        assert!(said.contains("unlock") && !said.contains("hidden") && !said.contains("MfKQ"), "{said}");
    }

    #[test]
    fn a_secret_comes_from_one_place() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("hook.key"), format!("{SECRET}\n")).unwrap();
        let of = |secret: Option<&str>, file: Option<&str>| {
            let table = Table {
                name: "unlock".into(),
                url: "https://shop.example/".into(),
                secret: secret.map(str::to_owned),
                secret_file: file.map(PathBuf::from),
                allow_private: false,
            };
            Webhook::read(table, folder.path()).map(|webhook| webhook.secrets.sign("a", 1, "{}"))
        };
        assert_eq!(of(None, Some("hook.key")).unwrap(), of(Some(SECRET), None).unwrap());
        assert!(of(None, None).unwrap_err().contains("either"));
        assert!(of(Some(SECRET), Some("hook.key")).unwrap_err().contains("either"));
        assert!(of(None, Some("none.key")).unwrap_err().contains("none.key"));
    }
}
