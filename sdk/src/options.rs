//! What a team sets when it starts the SDK.

use std::sync::Arc;

use unstuck_protocol::{Report, hex};

use crate::{Consent, Transport};

/// A last look at a report, or none of it.
pub(crate) type BeforeSend = Arc<dyn Fn(Report) -> Option<Report> + Send + Sync>;

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
    pub(crate) consent: Consent,
    /// It was said expressly.
    #[allow(dead_code, reason = "asked by the store of pages")]
    pub(crate) agreed: bool,
    pub(crate) before_send: Option<BeforeSend>,
    /// What the ids of users are hashed with; none where they leave as they are.
    salt: Option<String>,
    #[cfg(feature = "device")]
    pub(crate) pack_key: Option<String>,
    #[cfg(feature = "device")]
    pub(crate) packs: Option<String>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) place: crate::place::Place,
    pub(crate) on_loss: Option<crate::loss::Hear>,
}

impl Options {
    /// Settings for the product with this public key.
    pub fn new(key: impl Into<String>) -> Self {
        let key = key.into();
        Self {
            salt: Some(key.clone()),
            key,
            endpoint: "http://127.0.0.1:7400".into(),
            release: None,
            environment: None,
            locales: Vec::new(),
            watch: true,
            consent: Consent::default(),
            agreed: false,
            before_send: None,
            #[cfg(feature = "device")]
            pack_key: None,
            #[cfg(feature = "device")]
            packs: None,
            transport: None,
            place: crate::place::Place::default(),
            on_loss: None,
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

    /// What the person said about telling errors, until [`crate::set_consent`] says otherwise; [`Consent::Granted`] if nothing
    /// is set.
    #[must_use]
    pub fn consent(mut self, consent: Consent) -> Self {
        self.consent = consent;
        self.agreed = consent == Consent::Granted;
        self
    }

    /// A last look at each report, once, after it was scrubbed: what comes back leaves as it is, and none keeps it here.
    ///
    /// ```
    /// let options = unstuck::Options::new("pk_dev_local").before_send(|mut report| {
    ///     report.context.breadcrumbs.clear();
    ///     (report.context.route.as_deref() != Some("/admin")).then_some(report)
    /// });
    /// ```
    #[must_use]
    pub fn before_send(mut self, look: impl Fn(Report) -> Option<Report> + Send + Sync + 'static) -> Self {
        self.before_send = Some(Arc::new(look));
        self
    }

    /// What users' ids are hashed with, in place of the public key: one that nobody outside knows can't be tried out.
    #[must_use]
    pub fn user_salt(mut self, salt: impl Into<String>) -> Self {
        self.salt = Some(salt.into());
        self
    }

    /// Users' ids leave as the app gives them, so that agents can look people up.
    #[must_use]
    pub fn plain_user_ids(mut self) -> Self {
        self.salt = None;
        self
    }

    /// Hashes a user's id.
    pub(crate) fn hide(&self, id: &mut String) {
        if let Some(salt) = &self.salt {
            *id = hex::digits(xxhash_rust::xxh3::xxh3_128([salt, "\0", id].concat().as_bytes()));
        }
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
