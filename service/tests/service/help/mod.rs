//! The help centre as somebody walks through it with a browser that runs no script.

mod hostile;
mod language;
mod lists;
mod walk;

use std::path::Path;

use crate::{
    markup::{Element, elements},
    running::Running,
};

const HTML: &str = "accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

/// A page with its parts.
struct Page {
    status: u16,
    head: String,
    body: String,
    elements: Vec<Element>,
}

impl Page {
    fn all<'a>(&'a self, name: &'static str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    fn one<'a>(&'a self, name: &str) -> &'a Element {
        let mut found = self.elements.iter().filter(|element| element.name == name);
        let one = found.next().unwrap_or_else(|| panic!("no <{name}> in {}", self.body));
        assert!(found.next().is_none(), "several <{name}> in {}", self.body);
        one
    }

    fn text(&self) -> &str {
        &self.one("main").text
    }

    fn link(&self, text: &str) -> Option<&str> {
        self.all("a").find(|link| link.text == text).and_then(|link| link.get("href"))
    }

    /// Where the links of its lists of solutions lead.
    fn listed(&self) -> Vec<&str> {
        self.all("a").filter_map(|link| link.get("href")).filter(|href| href.contains("/s/")).collect()
    }

    fn relation(&self, relation: &str) -> Vec<&str> {
        let links = self.all("link").filter(|link| link.get("rel") == Some(relation));
        links.filter_map(|link| link.get("href")).collect()
    }
}

/// Asks as a browser does, and reads the page strictly.
fn visit(service: &Running, path: &str, languages: &str) -> Page {
    let (status, head, body) = service.get(path, &format!("{HTML}accept-language: {languages}\r\n"));
    let body = String::from_utf8(body).unwrap();
    assert!(head.contains("content-type: text/html; charset=utf-8"), "{path}: {head}");
    Page { status, head, elements: elements(&body), body }
}

/// Over the demo's solutions.
fn demo(options: &[&str]) -> Running {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/solutions");
    let files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Running::with(folder, &files, &data, options)
}

/// A product as its configuration and its files say it.
fn product(configuration: &str, files: &[(&str, &str)]) -> Running {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unstuck.toml");
    std::fs::write(&file, configuration).unwrap();
    let data = folder.path().join("data");
    Running::with(folder, files, &data, &["--config", file.to_str().unwrap()])
}
