//! Where the model is, as configured. What is secret of it, its address included, is in no text that this makes of itself.

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use axum::http::{HeaderValue, Uri};
use serde::{Deserialize, de::IgnoredAny};
use unstuck_protocol::limits;

/// What an address ends with, where the configuration names the beginning that all requests have.
const COMPLETIONS: &str = "/chat/completions";
/// Times that it may be given, milliseconds.
const MILLIS: std::ops::RangeInclusive<u64> = 100..=10_000;

/// A model behind an endpoint like OpenAI's.
#[derive(Clone)]
pub struct Settings {
    /// Where it is asked.
    pub url: Uri,
    /// Its name there.
    pub model: String,
    /// What it is asked with: `Bearer` and the key, where it takes one.
    pub authorization: Option<HeaderValue>,
    /// How long it may take.
    pub timeout: Duration,
}

/// Its table in the configuration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    url: String,
    model: String,
    /// Refused in our own words, since the parser's quote the line.
    key: Option<IgnoredAny>,
    key_file: Option<PathBuf>,
    key_env: Option<String>,
    timeout_millis: Option<u64>,
}

impl Settings {
    /// Reads its table; the file of its key is looked for from this folder.
    pub(crate) fn read(table: Table, folder: &Path) -> Result<Self, String> {
        let Table { url, model, key, key_file, key_env, timeout_millis } = table;
        let fault = |what: &str| format!("[language_model] {what}");
        if key.is_some() {
            return Err(fault("takes no `key`: write it to a file and name that with `key_file`"));
        }
        let key = match (key_file, key_env) {
            (Some(file), None) => {
                let file = folder.join(file);
                Some(crate::edge::read_to_string(&file).map_err(|error| {
                    fault(&format!("can't read its key_file {} ({error})", file.display()))
                })?)
            }
            (None, Some(name)) => Some(
                crate::edge::variable(&name)
                    .ok_or_else(|| fault(&format!("finds no variable `{name}`, as `key_env` says")))?,
            ),
            (None, None) => None,
            (Some(_), Some(_)) => return Err(fault("takes either `key_file` or `key_env`")),
        };
        let authorization = key.map(|key| bearer(&key).ok_or_else(|| fault("has a key that is none")));
        let authorization = authorization.transpose()?;
        if model.trim().is_empty() {
            return Err(fault("has no `model`"));
        }
        let millis = timeout_millis.unwrap_or(limits::LANGUAGE_MODEL_MILLIS);
        if !MILLIS.contains(&millis) {
            return Err(fault("has a `timeout_millis` that is none: write 100 to 10000"));
        }
        let url = address(&url).map_err(fault)?;
        Ok(Self { url, model, authorization, timeout: Duration::from_millis(millis) })
    }
}

/// The header with the key, marked so that nothing prints it.
fn bearer(key: &str) -> Option<HeaderValue> {
    let key = key.trim();
    let mut value = HeaderValue::from_str(&format!("Bearer {key}")).ok().filter(|_| !key.is_empty())?;
    value.set_sensitive(true);
    Some(value)
}

/// Where it is asked; what is wrong is said without the address, parts of which may be secret.
fn address(url: &str) -> Result<Uri, &'static str> {
    let no_address = "has a `url` that is no address: write https://host/v1";
    let uri: Uri = url.parse().map_err(|_| no_address)?;
    let authority = uri.authority().ok_or(no_address)?;
    let host = authority.host();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") if loopback => {}
        Some("http") => return Err("has a `url` without https: only what is on loopback goes without"),
        _ => return Err(no_address),
    }
    if authority.as_str().contains('@') {
        return Err("has a name or a password in its `url`: name a file with `key_file`");
    }
    if url.contains('#') || host.is_empty() {
        return Err(no_address);
    }
    let path = uri.path().trim_end_matches('/');
    if path.ends_with(COMPLETIONS) {
        return Ok(uri);
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let scheme = uri.scheme_str().unwrap_or_default();
    format!("{scheme}://{authority}{path}{COMPLETIONS}{query}").parse().map_err(|_| no_address)
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("model", &self.model)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        Settings::read(toml::from_str(text).map_err(|error| error.to_string())?, Path::new("."))
    }

    #[test]
    fn an_address_is_https_or_on_this_machine() {
        for (url, asked) in [
            ("https://llm.example/v1", "https://llm.example/v1/chat/completions"),
            ("https://llm.example/v1/", "https://llm.example/v1/chat/completions"),
            ("https://llm.example/x/chat/completions?api=1", "https://llm.example/x/chat/completions?api=1"),
            ("https://llm.example?api=1", "https://llm.example/chat/completions?api=1"),
            ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions"),
            ("http://localhost:8080", "http://localhost:8080/chat/completions"),
            ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
        ] {
            let settings = read(&format!("url = '{url}'\nmodel = 'm'")).unwrap();
            assert_eq!(settings.url.to_string(), asked);
        }
        for url in [
            "http://llm.example/v1",
            "http://127.0.0.1.hidden.example/",
            "https://me:hidden@llm.example/",
            "ftp://llm.example/hidden",
            "hidden",
            "https://llm.example/#hidden",
        ] {
            let why = read(&format!("url = '{url}'\nmodel = 'm'")).unwrap_err();
            assert!(why.contains("`url`") && !why.contains("hidden"), "{why}");
        }
    }

    #[test]
    fn a_key_comes_from_a_file_or_a_variable_and_is_never_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("model.key"), "sk-hidden\n").unwrap();
        std::fs::write(folder.path().join("bad.key"), "sk-hid\nden").unwrap();
        let of = |fields: &str| {
            let text = format!("url = 'https://llm.example/hidden'\nmodel = 'm'\n{fields}");
            Settings::read(toml::from_str(&text).unwrap(), folder.path())
        };
        let settings = of("key_file = 'model.key'").unwrap();
        assert_eq!(settings.authorization.as_ref().unwrap(), "Bearer sk-hidden");
        let told = format!("{settings:?} {:?}", settings.authorization);
        assert!(told.contains('m') && !told.contains("hidden"), "{told}");
        assert_eq!(settings.timeout, Duration::from_millis(limits::LANGUAGE_MODEL_MILLIS));
        assert!(of("").unwrap().authorization.is_none());
        for (fields, named) in [
            ("key = 'sk-hidden'", "key_file"),
            ("key_file = 'none.key'", "none.key"),
            ("key_file = 'bad.key'", "a key that is none"),
            ("key_env = 'UNSTUCK_NO_SUCH_KEY'", "UNSTUCK_NO_SUCH_KEY"),
            ("key_env = 'A'\nkey_file = 'model.key'", "either"),
            ("timeout_millis = 60000", "timeout_millis"),
        ] {
            let why = of(fields).unwrap_err();
            assert!(why.contains(named) && !why.contains("hidden"), "{why}");
        }
    }
}
