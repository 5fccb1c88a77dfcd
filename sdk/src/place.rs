//! Where a process keeps what it could not deliver.

use crate::Options;

/// The choice of the app.
#[derive(Debug, Clone, Default)]
#[allow(dead_code, reason = "a page, and a process without the feature `store`, keeps nothing")]
pub(crate) enum Place {
    /// The user's folder for state, as the system has it.
    #[default]
    Usual,
    /// This folder.
    #[cfg(feature = "store")]
    At(std::path::PathBuf),
    /// Memory alone.
    Memory,
}

impl Options {
    /// The folder in which a process keeps what it could not deliver, in place of the user's folder for state. Each key and endpoint
    /// has a folder of its own in it.
    ///
    /// ```
    /// let options = unstuck::Options::new("pk_dev_local").store("/var/lib/shop/unstuck");
    /// ```
    #[cfg(feature = "store")]
    #[must_use]
    pub fn store(mut self, folder: impl Into<std::path::PathBuf>) -> Self {
        self.place = Place::At(folder.into());
        self
    }

    /// Keeps nothing on the disk: what could not be delivered waits in memory, and ends with the process. A page does so in any case.
    #[must_use]
    pub fn in_memory(mut self) -> Self {
        self.place = Place::Memory;
        self
    }
}
