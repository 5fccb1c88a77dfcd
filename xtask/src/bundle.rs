//! From a browser crate to the files that a page downloads: one pipeline over a description.

mod compress;
mod folder;
mod glue;
pub(crate) mod share;
mod spare;
mod stamp;
mod unsaid;
mod wasm;

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::fault::Fault;
use crate::{Outcome, place};

/// What one bundle is made of, and where it goes. Paths are from the repository's root.
pub(crate) struct Bundle {
    /// Stem of the hashed file names.
    pub(crate) name: &'static str,
    pub(crate) package: &'static str,
    /// File under the browser target's folder that cargo leaves.
    pub(crate) artifact: &'static str,
    /// A library is linked as `cdylib` alone: beside an rlib, cargo would give up link-time optimisation.
    pub(crate) library: bool,
    /// Every byte counts, also those of a panic's words.
    pub(crate) spare: bool,
    pub(crate) entry: Entry,
    /// A folder of scripts that the bindings import by name; its `glue.js` is what the page imports.
    pub(crate) scripts: Option<&'static str>,
    /// Files that are copied as they are; the folder may be absent.
    pub(crate) fixed: Option<&'static str>,
    pub(crate) output: &'static str,
}

/// The file a page starts from; it names the hashed files through placeholders.
pub(crate) struct Entry {
    pub(crate) source: &'static str,
    pub(crate) file: &'static str,
    pub(crate) glue: &'static str,
    pub(crate) wasm: &'static str,
    /// Replaced by the workspace's version.
    pub(crate) version: Option<&'static str>,
}

/// The widget: loader, glue, wasm.
pub(crate) const WIDGET: Bundle = Bundle {
    name: "unstuck",
    package: "unstuck-widget",
    artifact: "unstuck_widget.wasm",
    library: true,
    spare: true,
    entry: Entry {
        source: "widget/loader/unstuck.js",
        file: "unstuck.js",
        glue: "__UNSTUCK_GLUE__",
        wasm: "__UNSTUCK_WASM__",
        version: Some("__UNSTUCK_VERSION__"),
    },
    scripts: Some("widget/src/page"),
    fixed: None,
    output: "target/assets",
};

/// The demo app: a page with its own WebAssembly, and its style and pictures.
pub(crate) const DEMO: Bundle = Bundle {
    name: "app",
    package: "unstuck-demo-app",
    artifact: "unstuck-demo-app.wasm",
    library: false,
    spare: false,
    entry: Entry {
        source: "demo/app/index.html",
        file: "index.html",
        glue: "__DEMO_GLUE__",
        wasm: "__DEMO_WASM__",
        version: None,
    },
    scripts: None,
    fixed: Some("demo/app/public"),
    output: "target/demo",
};

/// A small Leptos app of the journeys, with the widget's component in it.
pub(crate) const LEPTOS: Bundle = Bundle {
    name: "leptos",
    package: "unstuck-tests-leptos",
    artifact: "unstuck-tests-leptos.wasm",
    library: false,
    spare: false,
    entry: Entry {
        source: "tests/leptos/index.html",
        file: "index.html",
        glue: "__APP_GLUE__",
        wasm: "__APP_WASM__",
        version: None,
    },
    scripts: None,
    fixed: None,
    output: "target/leptos",
};

/// A page in Rust with the SDK alone, for the journeys.
pub(crate) const PAGE: Bundle = Bundle {
    name: "page",
    package: "unstuck-tests-page",
    artifact: "unstuck-tests-page.wasm",
    library: false,
    spare: false,
    entry: Entry {
        source: "tests/page/index.html",
        file: "index.html",
        glue: "__APP_GLUE__",
        wasm: "__APP_WASM__",
        version: None,
    },
    scripts: None,
    fixed: None,
    output: "target/page",
};

/// A small Yew app of the journeys, the one of the recipes that is written in Rust.
pub(crate) const YEW: Bundle = Bundle {
    name: "yew",
    package: "unstuck-tests-yew",
    artifact: "unstuck-tests-yew.wasm",
    library: false,
    spare: false,
    entry: Entry {
        source: "tests/recipes/yew/index.html",
        file: "index.html",
        glue: "__APP_GLUE__",
        wasm: "__APP_WASM__",
        version: None,
    },
    scripts: None,
    fixed: None,
    output: "target/yew",
};

/// The resolver alone, which the benchmarks time in a browser.
pub(crate) const RANKING: Bundle = Bundle {
    name: "ranking",
    package: "unstuck-tests-ranking",
    artifact: "unstuck-tests-ranking.wasm",
    library: false,
    spare: false,
    entry: Entry {
        source: "tests/ranking/index.html",
        file: "index.html",
        glue: "__APP_GLUE__",
        wasm: "__APP_WASM__",
        version: None,
    },
    scripts: None,
    fixed: None,
    output: "target/ranking",
};

/// What a build did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Built {
    /// The inputs are those of the last build.
    Unchanged,
    /// Built again, with the same bytes as before: nothing was touched.
    Same,
    New,
}

/// Builds a bundle into its output folder; leaves the folder alone when nothing changed.
pub(crate) fn build(bundle: &Bundle) -> Outcome<Built> {
    let _alone = alone()?;
    let compiled = wasm::compile(bundle)?;
    let entry = place::at(bundle.entry.source);
    let fixed = bundle.fixed.map(place::at);
    let scripts = bundle.scripts.map(place::at);
    let mut sources = vec![compiled.clone(), entry];
    if let Some(folder) = &scripts {
        sources.extend(glue::scripts(folder)?);
    }
    let inputs = stamp::of(&sources, fixed.as_deref())?;
    let output = place::at(bundle.output);
    if stamp::holds(bundle.name, &inputs, &output)? {
        return Ok(Built::Unchanged);
    }

    let work = place::at("target/bundle").join(bundle.name);
    let made = work.join("made");
    place::fresh_folder(&work)?;
    place::fresh_folder(&made)?;
    let bound = wasm::bind(&compiled, &work.join("bound"), bundle.name)?;
    if bundle.spare {
        spare::out(&bound)?;
        wasm::forget_arguments(&bound.module)?;
        unsaid::blank(&compiled, &bound.module)?;
    }
    let optimised = wasm::optimise(&bound.module, &work)?;
    if bundle.spare {
        share::note(&optimised)?;
    }
    wasm::forget_names(&optimised)?;
    let module = place::read(&optimised)?;
    let script = place::read(&glue::minify(&bound.script, scripts.as_deref(), &work.join("glue.js"))?)?;

    // Both by one number, which the entry then costs once.
    let both = xxh3_64(&[module.as_slice(), &script].concat());
    let wasm_name = hashed(bundle.name, both, "wasm");
    let glue_name = hashed(bundle.name, both, "js");
    place::write(&made.join(&wasm_name), &module)?;
    place::write(&made.join(&glue_name), &script)?;
    if let Some(fixed) = &fixed {
        folder::copy(fixed, &made)?;
    }
    write_entry(&bundle.entry, &glue_name, &wasm_name, &work, &made)?;
    compress::beside(&made)?;

    let built = folder::publish(&made, &output)?;
    stamp::write(bundle.name, &inputs, &output)?;
    place::remove_folder(&work)?;
    Ok(built)
}

/// Holds off other runs of this program, which would work in the same folders, until it is dropped.
fn alone() -> Outcome<std::fs::File> {
    let path = place::at("target/bundle/lock");
    place::write(&path, "")?;
    let file = std::fs::File::open(&path).map_err(|error| Fault::file(&path, &error))?;
    file.lock().map_err(|error| Fault::file(&path, &error))?;
    Ok(file)
}

/// `name-0123456789abcdef.ext`: a file name that changes with the content.
fn hashed(name: &str, content: u64, extension: &str) -> String {
    format!("{name}-{content:016x}.{extension}")
}

fn write_entry(entry: &Entry, glue: &str, wasm: &str, work: &Path, made: &Path) -> Outcome {
    let text = place::read_text(&place::at(entry.source))?;
    let mut text = fill(&text, entry.source, entry.glue, glue)?;
    text = fill(&text, entry.source, entry.wasm, wasm)?;
    if let Some(version) = entry.version {
        // The loader may do without its version; the two file names it can't.
        text = text.replace(version, env!("CARGO_PKG_VERSION"));
    }
    let target = made.join(entry.file);
    if Path::new(entry.file).extension().is_none_or(|extension| extension != "js") {
        return place::write(&target, text);
    }
    let filled: PathBuf = work.join("entry.js");
    place::write(&filled, text)?;
    glue::minify_script(&filled, &target)
}

fn fill(text: &str, source: &str, placeholder: &str, value: &str) -> Outcome<String> {
    if !text.contains(placeholder) {
        return Err(Fault::new(
            "UNSTUCK-X210",
            format!("{source} does not contain {placeholder}, so it could never load what was built"),
            format!("Name the file by {placeholder} in {source}; the build puts the hashed file name there."),
        ));
    }
    Ok(text.replace(placeholder, value))
}

#[cfg(test)]
mod tests {
    use super::{fill, hashed};

    #[test]
    fn names_follow_the_content() {
        assert_ne!(hashed("a", 1, "js"), hashed("a", 2, "js"));
        assert_eq!(hashed("a", 1, "js"), "a-0000000000000001.js");
    }

    #[test]
    fn an_entry_without_its_placeholder_is_refused() {
        assert_eq!(fill("x __G__ y", "f", "__G__", "g.js").unwrap(), "x g.js y");
        assert!(fill("x", "f", "__G__", "g.js").unwrap_err().to_string().contains("UNSTUCK-X210"));
    }
}
