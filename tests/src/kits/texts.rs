//! What the pages say in each language, and the solutions to it.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::{Walked, root};

/// The code by which the walk declares an error of its own.
pub const DECLARED: &str = "KIT_DECLARED";

/// The languages in which the pages say the same.
pub const COMMON: [&str; 3] = ["en", "zh-CN", "ar"];

/// The texts of `tests/kits/texts.json`: by language, then by kind of surface.
#[derive(Debug)]
pub struct Texts(Map<String, Value>);

impl Texts {
    /// Reads them.
    ///
    /// # Errors
    /// When the file is not what the pages read.
    pub fn read() -> Walked<Self> {
        let text = std::fs::read_to_string(root().join("tests/kits/texts.json"))?;
        Ok(Self(serde_json::from_str(&text)?))
    }

    /// The languages there are.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// By any of these texts a surface is known to show.
    #[must_use]
    pub fn words(&self, language: &str, kind: &str) -> Vec<&str> {
        words(&self.0[language][kind])
    }

    /// What the button says that closes the surface, where it has one.
    #[must_use]
    pub fn way_out(&self, language: &str, kind: &str) -> Option<&str> {
        self.0[language][kind]["ok"].as_str()
    }

    /// A solution to everything that a page says, as JSON Lines.
    ///
    /// Also to what is no error: a surface that is mistaken for one then gets a link, and is not quiet only because nothing
    /// fits. A solution's title names its kind, so that the walk can tell whether the link led to the right one.
    ///
    /// # Errors
    /// When it can't be written down.
    pub fn catalogue(&self) -> Walked<String> {
        let mut out = json!({ "id": "declared", "title": "What the walk declares", "codes": [DECLARED], "body": "It goes on." })
            .to_string();
        for (language, kinds) in &self.0 {
            for (kind, said) in kinds.as_object().into_iter().flatten() {
                let codes: Vec<&str> = said["code"].as_str().into_iter().collect();
                let (title, body) = (title(kind), body(language));
                let line = json!({
                    "id": kind, "locale": language, "title": title, "body": body, "codes": codes, "messages": words(said),
                });
                write!(out, "\n{line}")?;
            }
        }
        Ok(out)
    }
}

/// The title of the solution for a kind of surface.
#[must_use]
pub fn title(kind: &str) -> String {
    format!("The way out of the {kind}")
}

fn body(language: &str) -> &'static str {
    match language {
        "zh-CN" => "请按以下步骤操作：\n\n1. 打开[设置](/settings)。\n2. 保存后重试。",
        "ar" => "اتبع هذه الخطوات:\n\n1. افتح [الإعدادات](/settings).\n2. احفظ ثم أعد المحاولة.",
        _ => "Go on like this:\n\n1. Open the [settings](/settings).\n2. Save them, then go back.",
    }
}

fn words(said: &Value) -> Vec<&str> {
    let lists = ["messages", "lines", "items"];
    let single = ["message", "title"].into_iter().filter_map(|name| said[name].as_str());
    single
        .chain(
            lists
                .into_iter()
                .flat_map(|name| said[name].as_array().into_iter().flatten().filter_map(Value::as_str)),
        )
        .collect()
}
