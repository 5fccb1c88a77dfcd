//! What a team sets when it starts the SDK.

use std::sync::Arc;

use crate::Transport;

/// Settings for [`crate::init`].
///
/// ```
/// let options = unstuck::Options::new("pk_dev_local").release("2.1.0").environment("production");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Options {
    pub(crate) key: String,
    pub(crate) endpoint: String,
    pub(crate) release: Option<String>,
    pub(crate) environment: Option<String>,
    pub(crate) locales: Vec<String>,
    pub(crate) watch: bool,
    #[cfg(feature = "device")]
    pub(crate) pack_key: Option<String>,
    #[cfg(feature = "device")]
    pub(crate) packs: Option<String>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
}

impl Options {
    /// Settings for the product with this public key.
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            endpoint: "http://127.0.0.1:7400".into(),
            release: None,
            environment: None,
            locales: Vec::new(),
            watch: true,
            #[cfg(feature = "device")]
            pack_key: None,
            #[cfg(feature = "device")]
            packs: None,
            transport: None,
        }
    }

    /// The service's address, without a path.
    #[must_use]
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = url.into().trim_end_matches('/').to_owned();
        self
    }

    /// The app's version.
    #[must_use]
    pub fn release(mut self, release: impl Into<String>) -> Self {
        self.release = Some(release.into());
        self
    }

    /// `production`, `staging`, …
    #[must_use]
    pub fn environment(mut self, environment: impl Into<String>) -> Self {
        self.environment = Some(environment.into());
        self
    }

    /// The languages the person reads, best first, as BCP 47 tags.
    #[must_use]
    pub fn locales(mut self, locales: Vec<String>) -> Self {
        self.locales = locales;
        self
    }

    /// Whether the browser's events become breadcrumbs; on unless somebody else watches already.
    #[must_use]
    pub fn watch(mut self, watch: bool) -> Self {
        self.watch = watch;
        self
    }

    /// The key that signs the packs, as `unstuck keygen` prints it: 32 bytes of an Ed25519 public key in base64url.
    ///
    /// A pack that it did not sign is then refused (`UNSTUCK-R006`), and the service is asked instead.
    #[cfg(feature = "device")]
    #[must_use]
    pub fn pack_key(mut self, key: impl Into<String>) -> Self {
        self.pack_key = Some(key.into());
        self
    }

    /// The address of a folder that `unstuck pack` wrote, where packs are fetched from in place of the service; an empty one
    /// changes nothing.
    #[cfg(feature = "device")]
    #[must_use]
    pub fn packs(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        if !url.is_empty() {
            self.packs = Some(url.trim_end_matches('/').to_owned());
        }
        self
    }

    /// A way of sending of your own, in place of the built-in one; an `Arc` of a transport is one too.
    #[must_use]
    pub fn transport(mut self, transport: Box<dyn Transport>) -> Self {
        self.transport = Some(transport.into());
        self
    }
}
