//! What the eyes saw of a surface, as one text with divided parts.

/// The parts of what [`super::eyes::read`] tells.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sight<'a> {
    /// A letter for each thing that holds: `d`eclared by the app, `r`ed, tells about a `f`ield, whose person is `e`diting,
    /// above the page (`b`), `m`odal, has `i`nputs, a `p`assword, `l`inks, an error of its own within (`n`), stands in a
    /// `c`alm place such as a log.
    pub(crate) flags: &'a str,
    /// The ARIA role, or what an element has in its stead.
    pub(crate) role: &'a str,
    /// Class names, attribute values, and names of icons behind `icon-`.
    pub(crate) tokens: &'a str,
    /// The code that the app declared.
    pub(crate) code: &'a str,
    pub(crate) title: &'a str,
    pub(crate) message: &'a str,
    /// Labels of its buttons, each behind U+001E.
    pub(crate) labels: &'a str,
}

impl<'a> Sight<'a> {
    /// Divides the parts; what is missing is empty.
    pub(crate) fn of(text: &'a str) -> Self {
        let mut parts = text.split('\u{1f}');
        let mut next = || parts.next().unwrap_or_default();
        Self {
            flags: next(),
            role: next(),
            tokens: next(),
            code: next(),
            title: next(),
            message: next(),
            labels: next(),
        }
    }

    /// By what a surface that is looked at again is known: its words and what the app declared.
    pub(crate) fn said(&self) -> String {
        [self.code, self.title, self.message].join("\n")
    }

    /// Title and message in one.
    pub(crate) fn words(&self) -> String {
        [self.title, " ", self.message].concat()
    }
}
