//! Folders beside the own one, whose product or endpoint nobody may use any more.

use std::{fs, path::Path, time::UNIX_EPOCH};

use unstuck_protocol::{UnixMillis, limits};

use super::name::{self, Told};

/// Removes entries that their own product would have removed long ago, and folders that are empty then. Whoever still uses one
/// has had as long again to count what expired, so nothing is counted here.
pub(super) fn sweep(own: &Path, now: UnixMillis) {
    let beside = own.parent().and_then(|base| fs::read_dir(base).ok());
    for folder in beside.into_iter().flatten().flatten() {
        let name = folder.file_name();
        // A link leads to where nothing is ours.
        let is_folder = folder.file_type().is_ok_and(|kind| kind.is_dir());
        if folder.path() == own || !is_folder || !name.to_str().is_some_and(is_product) {
            continue;
        }
        for file in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            let ours = file.file_name().to_str().is_some_and(|name| name::read(name) != Told::Foreign);
            let about = file.metadata().ok().filter(|about| ours && about.is_file());
            let written = about
                .and_then(|about| about.modified().ok())
                .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
                .map(|at| at.as_millis() as u64);
            if written.is_some_and(|written| is_forsaken(written, now)) {
                let _ = fs::remove_file(file.path());
            }
        }
        // Only an empty one goes. Whoever is just about to write there makes it anew.
        let _ = fs::remove_dir(folder.path());
    }
}

/// A folder's name as the store makes them.
fn is_product(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn is_forsaken(written: UnixMillis, now: UnixMillis) -> bool {
    written.abs_diff(now) > 2 * limits::STORE_AGE_MILLIS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::limits;

    proptest! {
        #[test]
        fn what_its_own_product_may_still_deliver_is_never_forsaken(now: u64, age in 0..=limits::STORE_AGE_MILLIS) {
            prop_assert!(!super::is_forsaken(now.saturating_sub(age), now));
            prop_assert!(!super::is_forsaken(now.saturating_add(age), now));
        }

        #[test]
        fn only_hashes_are_names_of_products(key: u128, other in "[0-9a-zA-Z._-]{0,40}") {
            prop_assert!(super::is_product(&unstuck_protocol::hex::digits(key)));
            prop_assert_eq!(super::is_product(&other), other.len() == 32 && u128::from_str_radix(&other, 16).is_ok() && other == other.to_lowercase());
        }
    }
}
