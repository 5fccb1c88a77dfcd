//! An optional language model. It may put one of the solutions that were found before the others, and put an article's own
//! sentences together in fewer words. What it says is judged here, by functions without any I/O, and nothing of it gets
//! further than that: an id that was offered, or words that stand in the article.
//!
//! Who attacks it by a question, a page or a solution's text has won nothing: an obedient model and one that was turned can
//! say the same few things.

mod choice;
mod gate;
mod gist;
mod passages;
mod prompt;
mod remembered;
mod sentence;
mod settings;
mod tally;
mod words;

pub(crate) use self::settings::Table;
pub use self::{
    choice::chosen,
    gate::Gate,
    gist::shortened,
    passages::Passages,
    prompt::{Candidate, Prompt, said},
    remembered::Remembered,
    settings::Settings,
    tally::{Came, Tally, Use},
};

/// What an answer of the model comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is good, and this is what it says.
    Kept(String),
    /// It says that there is nothing to say.
    Declined,
    /// It strays from what it was given.
    Strayed,
}
