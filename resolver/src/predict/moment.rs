//! The moment in which a person opens help.

use unstuck_protocol::{BreadcrumbKind, Context, SolutionId, UnixMillis, template::template};

use crate::scene;

/// Steps of the trail whose words count, the latest ones.
const TRAIL: usize = 8;
/// Facts that have words of what the person did or saw.
const WORDY: [&str; 6] = ["click", "console", "custom", "went", "request", "operation"];

/// What is known when help is opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moment {
    /// What is so, as [`crate::scene::of`] tells it.
    pub facts: Vec<String>,
    /// The app's route.
    pub route: Option<String>,
    /// The app's version.
    pub release: Option<String>,
    /// The languages the person reads, best first. They choose the title that is shown, never the solution.
    pub locales: Vec<String>,
    /// What the person did and saw last, in words.
    pub trail: String,
    /// What many need now.
    pub surges: Vec<Surge>,
}

/// How many people needed a solution of late; of an open incident, more than usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surge {
    /// The solution.
    pub solution: SolutionId,
    /// How many needed it.
    pub count: u32,
}

impl Moment {
    /// What this context tells, at a moment by the clock of whoever lives it (0 where that is not known).
    #[must_use]
    pub fn of(context: &Context, at: UnixMillis) -> Self {
        let mut trail = String::new();
        for step in context.breadcrumbs.iter().rev().take(TRAIL) {
            // A route's words are those of its parts, which its screen may be called by.
            let quiet = matches!(step.kind, BreadcrumbKind::Unknown);
            if !quiet {
                trail.push_str(&template(&step.message));
                trail.push(' ');
            }
        }
        trail.push_str(context.route.as_deref().unwrap_or_default());
        Self {
            facts: scene::of(context, at),
            route: context.route.clone(),
            release: context.release.clone(),
            locales: context.locales.clone(),
            trail,
            surges: Vec::new(),
        }
    }

    /// What these facts tell, such as a recorded query has.
    ///
    /// ```
    /// let moment = unstuck_resolver::predict::Moment::told(&["route /pay".into(), "click Pay now".into()]);
    /// assert_eq!((moment.route.as_deref(), moment.trail.as_str()), (Some("/pay"), "Pay now /pay"));
    /// ```
    #[must_use]
    pub fn told(facts: &[String]) -> Self {
        let mut moment = Self { facts: facts.to_vec(), ..Self::default() };
        for (kind, text) in facts.iter().filter_map(|fact| fact.split_once(' ')) {
            match kind {
                "route" => moment.route = Some(text.to_owned()),
                "release" => moment.release = Some(text.to_owned()),
                "locale" => moment.locales = vec![text.to_owned()],
                _ if WORDY.contains(&kind) => {
                    moment.trail.push_str(text);
                    moment.trail.push(' ');
                }
                _ => {}
            }
        }
        moment.trail.push_str(moment.route.as_deref().unwrap_or_default());
        moment
    }
}
