//! What is known about an error when a solution is looked for.

/// An error, or a question a person typed, to find a solution for. All but one of code and message may be empty.
///
/// ```
/// use unstuck_resolver::Query;
/// let query = Query { message: "daily limit of ¥200 reached", route: Some("/red-packet/new"), ..Query::default() };
/// assert!(query.code.is_none());
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// The error code; compared with the solutions' codes without case and surrounding space.
    pub code: Option<&'a str>,
    /// What the person was told, or asks.
    pub message: &'a str,
    /// The headline above the message.
    pub title: Option<&'a str>,
    /// The app's route, for `when.route`.
    pub route: Option<&'a str>,
    /// The app's version, for `when.release`.
    pub release: Option<&'a str>,
    /// The languages the person reads, best first. They choose the text that is shown, never the solution.
    pub locales: &'a [String],
    /// Where it was met, as `unstuck_resolver::scene::facts` tells it, for what history learnt about that; may be empty.
    pub scene: &'a [String],
}
