//! Any Rust error with what caused it.

use std::{
    error::Error,
    fmt::{self, Write as _},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

use unstuck_protocol::{Cause, Problem, limits};

use crate::bounds::Short;

/// The error and its chain, outermost first; a chain that runs in a circle or goes on too long is cut.
pub(crate) fn problem(error: &(dyn Error + 'static)) -> Problem {
    let mut problem = Problem { kind: kind(error), ..Problem::new(said(error)) };
    let mut seen = vec![(place(error), problem.message.clone())];
    let mut next = cause(error);
    while let Some(link) = next.filter(|_| problem.causes.len() < limits::CAUSES) {
        // A newtype stands where its content stands, so the place alone does not make two causes the same one.
        let told = (place(link), said(link));
        if seen.contains(&told) {
            break;
        }
        problem.causes.push(Cause { kind: kind(link), message: told.1.clone() });
        seen.push(told);
        next = cause(link);
    }
    problem
}

/// The same of an error which others were put around: the type is that of the first that has one, by which it is known again.
#[cfg(any(feature = "anyhow", feature = "eyre"))]
pub(crate) fn told(error: &(dyn Error + 'static)) -> Problem {
    let mut problem = problem(error);
    if problem.kind.is_none() {
        problem.kind = problem.causes.iter().find_map(|cause| cause.kind.clone());
    }
    problem
}

fn place(error: &(dyn Error + 'static)) -> *const () {
    std::ptr::from_ref(error).cast()
}

/// What caused it; whoever captures an error has trouble enough without its panics.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    catch_unwind(AssertUnwindSafe(|| error.source())).ok().flatten()
}

/// What it says, as far as anybody keeps it.
fn said(error: &dyn Error) -> String {
    let mut short = Short::new(limits::MESSAGE_BYTES);
    // An error that fails to say something, or panics at it, has said what came before.
    let _ = catch_unwind(AssertUnwindSafe(|| write!(short, "{error}")));
    short.text()
}

/// The name of its type or variant, as a derived `Debug` begins with it: of a field nothing is read, which may be secret.
fn kind(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return Some(format!("io::{:?}", error.kind()));
    }
    let mut name = Name::default();
    let _ = catch_unwind(AssertUnwindSafe(|| write!(name, "{error:?}")));
    let derived = name.next.is_none_or(|next| "({ ".contains(next));
    // What `anyhow` and `eyre` put around an error has no name of its own.
    let telling = name.text.starts_with(|c: char| c.is_ascii_uppercase())
        && !["Error", "ContextError", "Custom", "Os"].contains(&name.text.as_str());
    (derived && telling).then_some(name.text)
}

/// Takes the identifier that a text begins with, and no more.
#[derive(Default)]
struct Name {
    text: String,
    next: Option<char>,
}

impl fmt::Write for Name {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if !c.is_ascii_alphanumeric() && c != '_' || self.text.len() >= limits::CODE_BYTES {
                self.next = Some(c);
                return Err(fmt::Error);
            }
            self.text.push(c);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::{error::Error, fmt};

    use unstuck_protocol::limits;

    #[derive(Debug)]
    struct Link(u32, Option<&'static Link>);

    #[derive(Debug)]
    struct Circle;

    impl fmt::Display for Link {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "link {}", self.0)
        }
    }

    impl Error for Link {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.map(|link| link as _)
        }
    }

    impl fmt::Display for Circle {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("round and round")
        }
    }

    impl Error for Circle {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(self)
        }
    }

    #[test]
    fn a_chain_is_told_outermost_first_and_cut() {
        let chain: &'static Link =
            (0..10_000).fold(None, |inner, n| Some(&*Box::leak(Box::new(Link(n, inner))))).unwrap();
        let problem = super::problem(chain);
        assert_eq!(problem.message, "link 9999");
        assert_eq!(problem.causes[0].message, "link 9998");
        assert_eq!(problem.causes.len(), limits::CAUSES);
    }

    #[test]
    fn an_error_that_causes_itself_is_told_once() {
        let problem = super::problem(&Circle);
        assert_eq!(problem.message, "round and round");
        assert!(problem.causes.is_empty());
    }
}
