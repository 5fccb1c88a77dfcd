//! What is said in a conversation: a person's turn, and the service's reply to it.
//!
//! One flat shape each, because a page reads and writes them. What the dialogue says itself travels as [`PhraseKey`], never
//! as a sentence: whoever shows it has the words in the person's language. What an author wrote travels as it was written.

use crate::{
    Article, Document,
    read::{exchanged, words},
};

/// What a person does in a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnKind {
    /// They open the dialogue, or begin it anew.
    Start,
    /// They type.
    Text,
    /// They choose a chip.
    Chip,
    /// They go back to what was before.
    Back,
    /// They want to hear it again.
    Repeat,
    /// They leave what is under way.
    Cancel,
    /// They cannot or will not answer the question.
    Skip,
    /// What they were told is not what they look for.
    NotThat,
    /// They want a person.
    Person,
    /// They have said nothing for a while.
    Silence,
    /// Something that this version does not know.
    Unknown,
}

words!(TurnKind {
    Start = "start",
    Text = "text",
    Chip = "chip",
    Back = "back",
    Repeat = "repeat",
    Cancel = "cancel",
    Skip = "skip",
    NotThat = "not-that",
    Person = "person",
    Silence = "silence",
} else Unknown);

/// One turn of a person.
///
/// ```
/// use unstuck_protocol::{Turn, TurnKind};
/// let typed = Turn::text("where is my money?");
/// assert_eq!((typed.by, typed.says.as_str()), (TurnKind::Text, "where is my money?"));
/// assert_eq!(Turn::of(TurnKind::Back).says, "");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What they do.
    pub by: TurnKind,
    /// What they typed, or the chip's id.
    pub says: String,
}

exchanged!("turn", Turn { by } maybe { says });

impl Turn {
    /// A turn that says nothing beside its kind.
    #[must_use]
    pub fn of(by: TurnKind) -> Self {
        Self { by, says: String::new() }
    }

    /// A typed text.
    #[must_use]
    pub fn text(says: impl Into<String>) -> Self {
        Self { by: TurnKind::Text, says: says.into() }
    }

    /// A chip that was offered.
    #[must_use]
    pub fn chip(id: impl Into<String>) -> Self {
        Self { by: TurnKind::Chip, says: id.into() }
    }
}

/// What a reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyKind {
    /// The dialogue begins, or begins anew.
    Welcome,
    /// A question of a flow, with its answers as chips.
    Ask,
    /// A fix that the app may run, by its registered name.
    Act,
    /// An article.
    Answer,
    /// It may be one of a few.
    Clarify,
    /// There is no answer, and it says so.
    Cannot,
    /// Courtesy, answered as such.
    Chitchat,
    /// What was under way is left.
    Cancelled,
    /// It is solved.
    Completed,
    /// A person takes over.
    Handoff,
    /// Something broke on our side, and it goes on from here.
    Mishap,
    /// Something that this version does not know.
    Unknown,
}

words!(ReplyKind {
    Welcome = "welcome",
    Ask = "ask",
    Act = "act",
    Answer = "answer",
    Clarify = "clarify",
    Cannot = "cannot",
    Chitchat = "chitchat",
    Cancelled = "cancelled",
    Completed = "completed",
    Handoff = "handoff",
    Mishap = "mishap",
} else Unknown);

/// Something that the dialogue says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseKey {
    /// What is it about?
    Welcome,
    /// Nothing could be read.
    Unreadable,
    /// Is it one of these?
    OneOfThese,
    /// We have no answer to that.
    NoAnswer,
    /// This is as far as we know.
    NotKnown,
    /// That is left out from now on.
    LeftOut,
    /// Choose one of these answers.
    ChooseOne,
    /// This question is needed.
    Needed,
    /// It was asked often enough; a person helps more.
    InCircles,
    /// There is nothing before this.
    NothingBefore,
    /// Nothing is under way.
    NothingToLeave,
    /// `about` is left.
    Left,
    /// `about` waits to be gone on with.
    Waiting,
    /// Back to `about`.
    GoingOn,
    /// A greeting.
    Hello,
    /// You are welcome.
    Thanked,
    /// A farewell.
    Farewell,
    /// What can be done here.
    Abilities,
    /// It is good that it helped.
    Glad,
    /// A person is asked.
    Person,
    /// Are you still there?
    StillThere,
    /// The thread was lost.
    Lost,
    /// The help was changed meanwhile.
    Changed,
    /// Something that this version does not know.
    Unknown,
}

words!(PhraseKey {
    Welcome = "welcome",
    Unreadable = "unreadable",
    OneOfThese = "one-of-these",
    NoAnswer = "no-answer",
    NotKnown = "not-known",
    LeftOut = "left-out",
    ChooseOne = "choose-one",
    Needed = "needed",
    InCircles = "in-circles",
    NothingBefore = "nothing-before",
    NothingToLeave = "nothing-to-leave",
    Left = "left",
    Waiting = "waiting",
    GoingOn = "going-on",
    Hello = "hello",
    Thanked = "thanked",
    Farewell = "farewell",
    Abilities = "abilities",
    Glad = "glad",
    Person = "person",
    StillThere = "still-there",
    Lost = "lost",
    Changed = "changed",
} else Unknown);

/// A phrase, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Which one.
    pub key: PhraseKey,
    /// What it is about, in the product's words; empty where it is about nothing in particular.
    pub about: String,
    /// The sentence in the reader's language, as the service says it; empty where it was not asked.
    pub says: String,
}

exchanged!("phrase", Phrase { key } maybe { about, says });

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What the next turn says when it is chosen.
    pub id: String,
    /// What it reads as, in the product's words; empty where the id is one of [`Chip::OWN`], which whoever shows it has words for.
    pub label: String,
}

exchanged!("chip", Chip { id } maybe { label });

impl Chip {
    /// None of what is offered.
    pub const NONE: &'static str = "none";
    /// It helped.
    pub const HELPED: &'static str = "helped";
    /// It is not what was looked for, or did not help.
    pub const NOT_THAT: &'static str = "not-that";
    /// The fix went well.
    pub const DONE: &'static str = "done";
    /// The fix failed, or is not wanted.
    pub const FAILED: &'static str = "failed";
    /// Go on with what was interrupted.
    pub const RESUME: &'static str = "resume";
    /// Leave what was interrupted.
    pub const LEAVE: &'static str = "leave";
    /// The chips that have no label.
    pub const OWN: &'static [&'static str] =
        &[Self::NONE, Self::HELPED, Self::NOT_THAT, Self::DONE, Self::FAILED, Self::RESUME, Self::LEAVE];
}

/// The service's reply to a turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What it is.
    pub kind: ReplyKind,
    /// What the dialogue says itself, in this order, before everything else.
    pub says: Vec<Phrase>,
    /// What an author says, such as a flow's question.
    pub text: Document,
    /// The article that answers.
    pub article: Option<Article>,
    /// What the article comes to in a sentence or two of its own words, put together by a language model and checked against
    /// it: shown before it, and marked as made by a machine. Only where the service has one.
    pub gist: Option<String>,
    /// The fix that the app may run, by its registered name.
    pub action: Option<String>,
    /// What can be chosen.
    pub chips: Vec<Chip>,
    /// A person can be had; offered at every turn.
    pub person: bool,
}

exchanged!("reply", Reply { kind } maybe { says, text, article, gist, action, chips } always { person });
