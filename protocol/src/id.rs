//! Identifiers: short ASCII tokens, checked where they enter.

use serde::{Deserialize, Serialize};

use crate::limits;

/// Why a text is not an identifier.
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidId {
    /// The kind of identifier, such as `solution id`.
    pub kind: &'static str,
}

// Not derived: that would bring the writer of escaped text to every page.
impl core::fmt::Debug for InvalidId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.kind)
    }
}

impl core::fmt::Display for InvalidId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "not a {}: it takes 1 to {} of the characters a–z, A–Z, 0–9 and . _ : / @ -",
            self.kind,
            limits::ID_BYTES
        )
    }
}

impl core::error::Error for InvalidId {}

fn is_id(text: &str) -> bool {
    (1..=limits::ID_BYTES).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._:/@-".contains(&b))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the text and keeps it.
            ///
            /// # Errors
            /// When it is empty, longer than [`limits::ID_BYTES`] or has other characters than letters, digits and `._:/@-`.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                if is_id(&text) { Ok(Self(text)) } else { Err(InvalidId { kind: $kind }) }
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl $crate::read::Read for $name {
            fn read(value: &serde_json::Value) -> Option<Self> {
                Self::new(value.as_str()?).ok()
            }
        }

        impl $crate::write::Say for $name {
            fn say(&self) -> $crate::write::Said<'_> {
                $crate::write::Said::Text(&self.0)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// One captured error; made by the SDK, the key under which a report is stored once.
    ReportId, "report id"
);
id!(
    /// One statement about how a sighting ended; made by the SDK, stored once.
    OutcomeId, "outcome id"
);
id!(
    /// One run of a fix; made with the click.
    RunId, "run id"
);
id!(
    /// One conversation; made by the SDK, and known to nobody but the page and the service.
    ConversationId, "conversation id"
);
id!(
    /// A solution's name, unique within its product.
    SolutionId, "solution id"
);
id!(
    /// A product's name.
    ProductId, "product id"
);
id!(
    /// The key a page carries: it may resolve, report and talk, never read.
    PublicKey, "public key"
);
id!(
    /// The content hash of a set of solutions.
    Revision, "revision"
);

impl Revision {
    /// The revision that is named by this hash.
    #[must_use]
    pub fn of(hash: u128) -> Self {
        Self(crate::hex::digits(hash))
    }
}
