//! The kits' pages, built by esbuild.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Walked, packages, root};

/// What was built, and where.
#[derive(Debug)]
pub struct Pages {
    /// The folder which holds `<kit>.js`, and `<kit>.css` where the kit has one.
    pub folder: PathBuf,
    /// The kits, in alphabetical order.
    pub kits: Vec<String>,
}

impl Pages {
    /// Whether esbuild could build the kit's page.
    #[must_use]
    pub fn is_built(&self, kit: &str) -> bool {
        self.folder.join(format!("{kit}.js")).is_file()
    }
}

/// Builds the pages of the named kits, or of all.
///
/// A page that can't be built does not stop the others: it is without its script then, and the walk says so.
///
/// # Errors
/// When a name is no kit's, or the kits can't be installed.
pub fn built(named: &[String]) -> Walked<Pages> {
    let kits = chosen(named)?;
    let here = packages::installed("kits")?;
    // The kits are installed without install scripts; this one puts esbuild's program into its place.
    node(&here, &["node_modules/esbuild/install.js"])?;
    let build = root().join("tests/kits/build.mjs").display().to_string();
    let mut arguments = vec![build.as_str(), "site"];
    arguments.extend(kits.iter().map(String::as_str));
    if let Err(trouble) = node(&here, &arguments) {
        eprintln!("{trouble}");
    }
    Ok(Pages { folder: here.join("site"), kits })
}

fn node(folder: &Path, arguments: &[&str]) -> Walked<String> {
    packages::run(Command::new("node").args(arguments).current_dir(folder))
}

fn chosen(named: &[String]) -> Walked<Vec<String>> {
    let mut all = BTreeSet::new();
    for page in std::fs::read_dir(root().join("tests/kits/pages"))? {
        let name = page?.file_name().to_string_lossy().into_owned();
        all.extend(name.split('.').next().map(str::to_owned));
    }
    if let Some(unknown) = named.iter().find(|name| !all.contains(*name)) {
        let known: Vec<&str> = all.iter().map(String::as_str).collect();
        return Err(format!("`{unknown}` is no kit; there are: {}", known.join(", ")).into());
    }
    Ok(all.into_iter().filter(|name| named.is_empty() || named.contains(name)).collect())
}
