//! Embeds the widget's files from the workspace's `target/assets`, when they are there.

use std::{
    collections::hash_map::DefaultHasher,
    env, fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("..");
    // `cargo xtask build` always writes beside the sources, also where the compiler's own products go elsewhere.
    let folder = root.join("target/assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .map(|files| files.flatten().filter_map(|file| file.file_name().into_string().ok()).collect())
        .unwrap_or_default();
    names.sort();
    let mut code = String::from("static FILES: &[Asset] = &[\n");
    for name in names.iter().filter(|name| name.ends_with(".js") || name.ends_with(".wasm")) {
        let bytes = fs::read(folder.join(name))?;
        let mut hash = DefaultHasher::new();
        bytes.hash(&mut hash);
        let etag = format!("\"{:016x}\"", hash.finish());
        let plain = copy(&folder, &out, name)?;
        let packed = |end: &str| -> Result<String, Box<dyn std::error::Error>> {
            let name = format!("{name}.{end}");
            Ok(if names.contains(&name) {
                format!("Some(include_bytes!({:?}))", copy(&folder, &out, &name)?)
            } else {
                "None".into()
            })
        };
        code += &format!(
            "Asset {{ name: {name:?}, etag: {etag:?}, plain: include_bytes!({plain:?}), brotli: {}, gzip: {} }},\n",
            packed("br")?,
            packed("gz")?
        );
    }
    code += "];\n";
    fs::write(out.join("assets.rs"), code)?;
    Ok(())
}

/// Copies one file beside the generated code, so that a rebuild of the widget never pulls it away from the compiler.
fn copy(folder: &Path, out: &Path, name: &str) -> Result<PathBuf, std::io::Error> {
    println!("cargo::rerun-if-changed={}", folder.join(name).display());
    let target = out.join(name);
    fs::copy(folder.join(name), &target)?;
    Ok(target)
}
