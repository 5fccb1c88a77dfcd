//! The configuration file: which products the service speaks for.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use unstuck_protocol::{Fault, ProductId, PublicKey};

use crate::{
    language_model::{self, Settings},
    origin::Allowed,
    public::PublicUrl,
    webhook::{self, Webhook},
};

/// All that the file says.
#[derive(Debug, Clone)]
pub struct Config {
    /// The products.
    pub products: Vec<Entry>,
    /// The language model that helps with their conversations, where there is one.
    pub language_model: Option<Settings>,
}

/// One product as configured.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name in the database.
    pub id: ProductId,
    /// What people call it, where that is not its id.
    pub title: Option<String>,
    /// Its public key.
    pub key: PublicKey,
    /// Who may speak for it.
    pub origins: Vec<Allowed>,
    /// A folder of Markdown, or a `.jsonl` file.
    pub solutions: PathBuf,
    /// The key that signs its packs.
    pub signing_key: Option<PathBuf>,
    /// The confidence that its answers need, in hundredths.
    pub threshold: Option<u8>,
    /// Where people reach its help centre.
    pub public_url: Option<PublicUrl>,
    /// What the service may carry out for it.
    pub webhooks: Vec<Webhook>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    product: Vec<Table>,
    language_model: Option<language_model::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    id: ProductId,
    title: Option<String>,
    key: PublicKey,
    #[serde(default)]
    origins: Vec<String>,
    solutions: Option<PathBuf>,
    signing_key: Option<PathBuf>,
    threshold: Option<f64>,
    public_url: Option<String>,
    #[serde(default)]
    webhook: Vec<webhook::Table>,
}

fn fault(detail: String, help: &str) -> Box<Fault> {
    Box::new(Fault::new("UNSTUCK-V003", 0, "The configuration cannot be used", help).detail(detail))
}

/// Reads the products; without a file there is `dev` with the key `pk_dev_local`, for pages on loopback.
///
/// # Errors
/// When the file cannot be read, says something unknown, or a product has no solutions.
pub fn read(file: Option<&Path>, solutions: Option<&Path>) -> Result<Config, Box<Fault>> {
    let Some(file) = file else {
        let solutions = solutions.ok_or_else(|| {
            fault(
                "there are no solutions".into(),
                "Name them with --solutions PATH, or in a file with --config FILE.",
            )
        })?;
        let dev = |_| fault("the built-in product is invalid".into(), "Name products with --config FILE.");
        let dev = Entry {
            id: ProductId::new("dev").map_err(dev)?,
            title: None,
            key: PublicKey::new("pk_dev_local").map_err(dev)?,
            origins: vec![Allowed::Loopback],
            solutions: solutions.to_owned(),
            signing_key: None,
            threshold: None,
            public_url: None,
            webhooks: Vec::new(),
        };
        return Ok(Config { products: vec![dev], language_model: None });
    };
    let text = crate::edge::read_to_string(file).map_err(|error| {
        fault(format!("{}: {error}", file.display()), "Look at the path given to --config.")
    })?;
    // Paths in the file are meant from where the file is.
    parse(&text, file.parent().unwrap_or(Path::new(".")), solutions).map_err(|detail| {
        fault(
            format!("{}: {detail}", file.display()),
            "Each [[product]] takes id, title, key, origins, solutions, signing_key, threshold, public_url and \
             [[product.webhook]]; [language_model] takes url, model, key_file or key_env, and timeout_millis.",
        )
    })
}

fn parse(text: &str, folder: &Path, solutions: Option<&Path>) -> Result<Config, String> {
    let file: File = toml::from_str(text).map_err(|error| unsecret(&error.to_string()))?;
    if file.product.is_empty() {
        return Err("it names no product".into());
    }
    let mut entries: Vec<Entry> = Vec::new();
    for table in file.product {
        if entries.iter().any(|entry| entry.id == table.id || entry.key == table.key) {
            return Err(format!("two products share the id or the key of `{}`", table.id));
        }
        let origins = table
            .origins
            .iter()
            .map(|text| {
                Allowed::new(text).ok_or_else(|| {
                    format!(
                        "`{text}` is no origin that can be let in: write it as https://host[:port] in lower case, an \
                         app's own scheme in the same form, or `loopback`"
                    )
                })
            })
            .collect::<Result<_, _>>()?;
        let solutions = table
            .solutions
            .map(|path| folder.join(path))
            .or_else(|| solutions.map(Path::to_owned))
            .ok_or_else(|| format!("`{}` has no solutions", table.id))?;
        let signing_key = table.signing_key.map(|path| folder.join(path));
        let threshold = table.threshold.map(hundredths).transpose()?;
        let webhooks = table.webhook.into_iter().map(|webhook| Webhook::read(webhook, folder));
        let webhooks = webhooks.collect::<Result<Vec<_>, _>>()?;
        if let Some(twice) = webhooks.iter().enumerate().find_map(|(at, webhook)| {
            webhooks[..at].iter().any(|before| before.name == webhook.name).then_some(&webhook.name)
        }) {
            return Err(format!("two webhooks of `{}` are named `{twice}`", table.id));
        }
        let public_url = table.public_url.as_deref().map(PublicUrl::new).transpose()?;
        let Table { id, title, key, .. } = table;
        entries.push(Entry {
            id,
            title,
            key,
            origins,
            solutions,
            signing_key,
            threshold,
            public_url,
            webhooks,
        });
    }
    let language_model = file.language_model.map(|table| Settings::read(table, folder)).transpose()?;
    Ok(Config { products: entries, language_model })
}

/// A product, and the webhooks that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhooks {
    /// The product.
    pub product: ProductId,
    /// Their names.
    pub names: Vec<String>,
}

/// The webhooks of each product that has these solutions; their secrets need not be there.
///
/// # Errors
/// When the file cannot be read, or no product has these solutions.
pub fn webhooks(file: &Path, solutions: &Path) -> Result<Vec<Webhooks>, Box<Fault>> {
    let unusable = |detail: String| {
        fault(format!("{}: {detail}", file.display()), "Name the file that `unstuck serve` takes.")
    };
    let text = crate::edge::read_to_string(file).map_err(|error| unusable(error.to_string()))?;
    let read: File = toml::from_str(&text).map_err(|error| unusable(unsecret(&error.to_string())))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let theirs = |table: &Table| {
        table.solutions.as_ref().is_none_or(|path| crate::edge::same(&folder.join(path), solutions))
    };
    let products = read.product.into_iter().filter(theirs).map(|table| Webhooks {
        product: table.id,
        names: table.webhook.iter().map(|webhook| webhook.name().to_owned()).collect(),
    });
    let products: Vec<_> = products.collect();
    if products.is_empty() {
        return Err(unusable(format!("no product has the solutions in {}", solutions.display())));
    }
    Ok(products)
}

/// The parser's words, which quote the line that they speak of, without what a line says of a secret.
fn unsecret(words: &str) -> String {
    let lines = words.lines().map(|line| {
        let secret = line.find("secret").and_then(|at| Some(at + line[at..].find('=')?));
        // A key of the language model; those of products are public.
        let key =
            || line.find('=').filter(|at| line[..*at].trim_end().ends_with("key") && !line.contains("pk_"));
        let secret = secret.or_else(key);
        let end = secret.map(|at| at + 1).or_else(|| line.find("whsec_"));
        end.map_or_else(|| line.to_owned(), |end| format!("{} …", &line[..end]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A confidence that somebody wrote, in hundredths.
///
/// # Errors
/// When it is none.
pub fn confidence(text: &str) -> Result<u8, String> {
    let number = text.parse().map_err(|_| format!("`{text}` is no number: write it as 0.01 to 1.0"))?;
    hundredths(number)
}

/// A confidence as a catalogue keeps it.
fn hundredths(confidence: f64) -> Result<u8, String> {
    let hundredths = (confidence * 100.0).round();
    let within = (1.0..=100.0).contains(&hundredths).then_some(hundredths as u8);
    within.ok_or_else(|| format!("`{confidence}` is no confidence: write it as 0.01 to 1.0"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn products_are_read_and_mistakes_named() {
        let read = |text: &str| parse(text, Path::new("conf"), None).map(|config| config.products);
        let good = read("[[product]]\nid = 'shop'\nkey = 'pk_shop'\norigins = ['https://shop.example']\nsolutions = 'help'").unwrap();
        assert_eq!(good[0].solutions, Path::new("conf/help"));
        assert_eq!((good[0].signing_key.as_ref(), good[0].threshold), (None, None));
        let sure = |confidence: &str| {
            read(&format!("[[product]]\nid = 'a'\nkey = 'k'\nsolutions = 's'\nthreshold = {confidence}"))
        };
        assert_eq!(sure("0.85").unwrap()[0].threshold, Some(85));
        for wrong in ["0.0", "85.0", "-1.0", "nan"] {
            assert!(sure(wrong).unwrap_err().contains("0.01 to 1.0"), "{wrong}");
        }
        let signed = "[[product]]\nid = 'a'\nkey = 'k'\nsolutions = 's'\nsigning_key = 'pack.key'";
        assert_eq!(read(signed).unwrap()[0].signing_key.as_deref(), Some(Path::new("conf/pack.key")));
        assert!(
            read("[[product]]\nid = 'a'\nkey = 'k'\norigins = ['*']\nsolutions = 's'")
                .unwrap_err()
                .contains("`*`")
        );
        let reached = |url: &str| {
            read(&format!("[[product]]\nid = 'a'\nkey = 'k'\nsolutions = 's'\npublic_url = '{url}'"))
        };
        assert!(reached("https://help.a.example").unwrap()[0].public_url.is_some());
        assert!(reached("help.a.example").unwrap_err().contains("https://host"));
        assert!(read("[[product]]\nid = 'a'\nkey = 'k'").unwrap_err().contains("no solutions"));
        assert!(read("[[product]]\nid = 'a'\nkey = 'k'\ncolour = 1").unwrap_err().contains("colour"));
    }

    #[test]
    fn a_language_model_is_read_and_its_key_never_told() {
        let read = |model: &str| {
            let product = "[[product]]\nid = 'a'\nkey = 'pk_a'\nsolutions = 's'\n";
            parse(&format!("{product}{model}"), Path::new("conf"), None).map(|config| config.language_model)
        };
        assert!(read("").unwrap().is_none());
        let one = "[language_model]\nurl = 'https://llm.example/v1'\nmodel = 'm'\n";
        assert_eq!(read(one).unwrap().unwrap().model, "m");
        for wrong in ["key = 'sk-hidden'", "key = sk-hidden", "key = 'sk-hidden", "api_key = 'sk-hidden'"] {
            let why = read(&format!("{one}{wrong}")).unwrap_err();
            assert!(!why.contains("hidden"), "{why}");
        }
    }

    #[test]
    fn webhooks_are_read_and_a_secret_is_never_told() {
        let read = |webhooks: &str| {
            let product = "[[product]]\nid = 'a'\nkey = 'k'\nsolutions = 's'\n";
            parse(&format!("{product}{webhooks}"), Path::new("conf"), None).map(|config| config.products)
        };
        let one = "[[product.webhook]]\nname = 'unlock'\nurl = 'https://shop.example/fix'\nsecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'\n";
        let entries = read(one).unwrap();
        assert_eq!((entries[0].webhooks[0].name.as_str(), entries[0].webhooks[0].private), ("unlock", false));
        for (wrong, named) in [
            (format!("{one}{one}"), "named `unlock`"),
            (one.replace("whsec_", ""), "24 to 64"),
            (one.replace("'whsec_", "'whsec_x' whsec_"), "TOML"),
            (one.replace("secret = 'whsec_", "secrets = 'whsec_"), "secrets"),
            (one.replace("'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'", "[\n'whsec_MfKQ9', 7]"), "secret"),
            (one.replace("url = ", "allow_private = 'whsec_MfKQ9'\nurl = "), "line 7"),
        ] {
            let why = read(&wrong).unwrap_err();
            assert!(why.contains(named) && !why.contains("MfKQ9"), "{why}");
        }
    }
}
