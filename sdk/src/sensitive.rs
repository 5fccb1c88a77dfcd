//! A value that is never printed.

use std::fmt;

/// A value whose `Debug` and `Display` say `[secret]`, so that it comes into no message, log or breadcrumb.
///
/// ```
/// #[derive(Debug)]
/// struct Login { name: String, phrase: unstuck::Sensitive<String> }
/// let login = Login { name: "mei".into(), phrase: unstuck::Sensitive("open sesame".into()) };
/// assert_eq!(format!("{login:?}"), r#"Login { name: "mei", phrase: [secret] }"#);
/// assert_eq!(login.phrase.0, "open sesame");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Sensitive<T>(pub T);

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl<T> fmt::Display for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}
