//! Any Rust error with what caused it.

use std::error::Error;

use unstuck_protocol::{Cause, Problem, limits};

/// The error and its chain, outermost first; a chain that runs in a circle or goes on too long is cut.
pub(crate) fn problem(error: &(dyn Error + 'static)) -> Problem {
    let mut problem = Problem::new(error.to_string());
    let mut seen = vec![(place(error), problem.message.clone())];
    let mut next = error.source();
    while let Some(cause) = next.filter(|_| problem.causes.len() < limits::CAUSES) {
        // A newtype stands where its content stands, so the place alone does not make two causes the same one.
        let link = (place(cause), cause.to_string());
        if seen.contains(&link) {
            break;
        }
        problem.causes.push(Cause { kind: None, message: link.1.clone() });
        seen.push(link);
        next = cause.source();
    }
    problem
}

fn place(error: &(dyn Error + 'static)) -> *const () {
    std::ptr::from_ref(error).cast()
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
