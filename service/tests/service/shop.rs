//! A product with a webhook, and a person who clicks.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    receiver::{Receiver, Reply},
    running::{Running, command},
};

pub(crate) const KEY: &[u8; 24] = b"a secret of 24 bytes now";
pub(crate) const LOCKED: &str = "---
id: locked
title: The card is locked
actions: [{ webhook: unlock, with: { days: 3 } }, { webhook: elsewhere }]
---
It can be unlocked.
";

/// A service with one webhook, over a folder that a later one may go on with.
pub(crate) struct Shop {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) config: PathBuf,
}

impl Shop {
    pub(crate) fn new(url: &str, private: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("unstuck.toml");
        let secret = STANDARD.encode(KEY);
        let text = format!(
            "[[product]]\nid = 'shop'\nkey = 'pk_shop'\norigins = ['https://shop.example']\nsolutions = 'help'\n\
             [[product.webhook]]\nname = 'unlock'\nurl = '{url}'\nsecret = 'whsec_{secret}'\nallow_private = {private}\n\
             [[product]]\nid = 'bank'\nkey = 'pk_bank'\nsolutions = 'bank'\n"
        );
        std::fs::write(&config, text).unwrap();
        let write = |path: &str, text: &str| {
            std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            std::fs::write(folder.path().join(path), text).unwrap();
        };
        write("help/locked.md", LOCKED);
        write("bank/other.md", &LOCKED.replace("locked", "frozen"));
        Self { folder, config }
    }

    pub(crate) fn over(receiver: &Receiver) -> Self {
        Self::new(&format!("http://127.0.0.1:{}/fix", receiver.port), true)
    }

    pub(crate) fn data(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn serve(&self) -> Command {
        let mut serve = command();
        serve.args(["serve", "--listen", "127.0.0.1:0", "--config"]).arg(&self.config);
        serve.arg("--data").arg(self.data());
        serve
    }

    pub(crate) fn start(&self) -> Running {
        Running::by(self.serve(), tempfile::tempdir().unwrap(), self.data())
    }
}

pub(crate) fn asked(run: &str) -> Value {
    json!({ "v": 1, "key": "pk_shop", "run": run, "report": "r1", "solution": "locked", "name": "unlock" })
}

/// The status and code of a refusal, or the status and message of what was done.
pub(crate) fn told(answer: (u16, String, Value)) -> (u16, String) {
    let (status, _, body) = answer;
    let said = if status == 200 { &body["message"] } else { &body["code"] };
    (status, said.as_str().unwrap_or_default().to_owned())
}

pub(crate) fn run(service: &Running, run: &str) -> (u16, String) {
    told(service.post("/v1/webhooks", &asked(run)))
}

pub(crate) fn fixed(message: &str) -> Reply {
    Reply::ok(&json!({ "message": message }).to_string())
}

pub(crate) fn audit(service: &Running, run: &str) -> String {
    let row =
        "SELECT kind || ' ' || name || ' ' || state || ' ' || told || ' ' || coalesce(reason, '') FROM runs";
    service.row(&format!("{row} WHERE product = 'shop' AND run = '{run}'"))
}
