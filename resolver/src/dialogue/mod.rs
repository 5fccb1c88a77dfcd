//! A guided dialogue: a person's turn and where the conversation is give a reply and where it is then.
//!
//! Typed questions are answered by the resolver. What is not sure is asked about, at most twice in a row; what is not known
//! is not answered, and a person is offered at every turn. Flows lead through questions that an author wrote. An answer is
//! always an article of the catalogue: nothing here makes one.
//!
//! ```
//! use unstuck_protocol::{ReplyKind, SolutionId, Turn};
//! use unstuck_resolver::{Catalogue, Resolver, Solution, Text, When, dialogue::{Dialogue, Flows, State}};
//!
//! let solution = Solution {
//!     id: SolutionId::new("card-expired").unwrap(),
//!     codes: vec![], messages: vec![], questions: vec!["how do I renew my card?".into()],
//!     when: When::default(),
//!     texts: vec![Text { locale: "en".into(), title: "Your card has expired".into(), ..Text::default() }],
//! };
//! let resolver = Resolver::new(Catalogue::new(vec![solution]));
//! let flows = Flows::default();
//! let (dialogue, mut state) = (Dialogue::new(&resolver, &flows), State::default());
//!
//! let reply = dialogue.step(&mut state, &Turn::text("renew my card"));
//! assert_eq!((reply.kind, reply.chips[0].id.as_str()), (ReplyKind::Clarify, "card-expired"));
//! let reply = dialogue.step(&mut state, &Turn::chip("card-expired"));
//! assert_eq!(reply.article.unwrap().title, "Your card has expired");
//! ```

mod choice;
mod fact;
mod flow;
mod heard;
mod mermaid;
mod pick;
mod search;
mod separate;
mod show;
mod state;
mod turn;
mod understand;
mod walk;
mod words;

use unstuck_protocol::{Context, Reply, Report, SolutionId, Turn, limits};

use crate::Resolver;

pub use fact::Fact;
pub use flow::{Flow, FlowText, Flows, Step, Target, Then, Words};
pub use heard::Heard;
pub use mermaid::mermaid;
pub use separate::separate;
pub use state::State;

/// Everything that a conversation is about. It is made anew for each turn; what lasts is the [`State`].
#[derive(Debug, Clone)]
pub struct Dialogue<'a> {
    resolver: &'a Resolver,
    flows: &'a Flows,
    report: Option<&'a Report>,
    around: Option<&'a Context>,
    scene: Vec<String>,
    likely: Vec<SolutionId>,
}

impl<'a> Dialogue<'a> {
    /// A conversation over these solutions and flows.
    #[must_use]
    pub fn new(resolver: &'a Resolver, flows: &'a Flows) -> Self {
        Self { resolver, flows, report: None, around: None, scene: Vec::new(), likely: Vec::new() }
    }

    /// The same about this error, and what was going on around it.
    #[must_use]
    pub fn about(self, report: &'a Report) -> Self {
        let scene = self.resolver.scene_of(report);
        Self { report: Some(report), around: Some(&report.context), scene, ..self }
    }

    /// The same where nothing failed, with what is known of the moment.
    #[must_use]
    pub fn within(self, context: &'a Context) -> Self {
        Self { around: Some(context), ..self }
    }

    /// The same, where these questions are likely before any is asked, the likeliest first: what begins without an answer offers
    /// up to [`limits::SUGGESTIONS`] of them.
    #[must_use]
    pub fn expecting(self, likely: Vec<SolutionId>) -> Self {
        let mut likely = likely;
        likely.truncate(limits::SUGGESTIONS);
        Self { likely, ..self }
    }

    /// Takes a turn. The state is the one that the turn before left, or a new one; whatever it holds, there is a reply.
    pub fn step(&self, state: &mut State, turn: &Turn) -> Reply {
        self.hear(state, turn).0
    }

    /// Takes a turn as [`Dialogue::step`] does, and tells what it says of solutions.
    pub fn hear(&self, state: &mut State, turn: &Turn) -> (Reply, Vec<Heard>) {
        let reply = self.take(state, turn);
        (reply, core::mem::take(&mut state.heard))
    }

    /// The reply where the state was kept and cannot be read any more: it says so, and begins anew.
    pub fn recover(&self, state: &mut State) -> Reply {
        self.lost(state)
    }

    fn context(&self) -> Option<&'a Context> {
        self.around
    }

    fn locales(&self) -> &'a [String] {
        self.around.map_or(&[], |context| &context.locales)
    }

    fn known(&self) -> fact::Known<'a> {
        fact::Known {
            code: self.report.and_then(|report| report.problem.code.as_deref()),
            context: self.around,
        }
    }
}
