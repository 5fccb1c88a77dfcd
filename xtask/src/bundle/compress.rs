//! Precompressed copies beside each file, so that nothing is compressed while a page waits.

use std::io::{Read, Write};
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

use crate::fault::Fault;
use crate::{Outcome, place};

/// What gets smaller; pictures and fonts already are, and a server may fill in the page itself.
const EXTENSIONS: &[&str] = &["js", "wasm", "css", "svg", "json", "txt", "webmanifest"];

/// Writes `file.br` and `file.gz` beside every file below the folder that gets smaller by it.
pub(super) fn beside(folder: &Path) -> Outcome {
    for relative in place::files_below(folder)? {
        let worth_it = relative
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| EXTENSIONS.contains(&extension));
        if !worth_it {
            continue;
        }
        let path = folder.join(&relative);
        let content = place::read(&path)?;
        let name = path.display();
        place::write(
            Path::new(&format!("{name}.br")),
            brotli(&content).map_err(|error| Fault::file(&path, &error))?,
        )?;
        place::write(
            Path::new(&format!("{name}.gz")),
            gzip(&content).map_err(|error| Fault::file(&path, &error))?,
        )?;
    }
    Ok(())
}

/// Brotli at its best quality, with the largest window that every browser accepts.
fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    ::brotli::CompressorReader::new(content, 64 * 1024, 11, 22).read_to_end(&mut packed)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(content)?;
    packer.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{brotli, gzip};

    #[test]
    fn unpacks_to_what_went_in() {
        let content: Vec<u8> = (0..20_000_u32).flat_map(|n| (n % 251).to_le_bytes()).collect();
        let mut again = Vec::new();
        ::brotli::Decompressor::new(&brotli(&content).unwrap()[..], 4096).read_to_end(&mut again).unwrap();
        assert_eq!(again, content);
        let mut again = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&content).unwrap()[..]).read_to_end(&mut again).unwrap();
        assert_eq!(again, content);
    }
}
