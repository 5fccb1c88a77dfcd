//! The same error again and again: the service is asked once, and only so many of its reports wait.

use unstuck_protocol::{Fingerprint, Report, Resolution, UnixMillis, json, limits};

use crate::slot::Slot;

/// Most errors that are told apart, and most questions under way at once.
const MOST: usize = 32;
/// How long an answer is the answer of the next one too, milliseconds.
const SHARED: u64 = 10_000;
/// Over which time reports are counted, milliseconds.
const MINUTE: u64 = 60_000;

/// The errors of late, oldest first, and how many questions are under way.
#[derive(Default)]
pub(crate) struct Flood {
    errors: Vec<Met>,
    asking: usize,
}

struct Met {
    fingerprint: Fingerprint,
    since: UnixMillis,
    count: usize,
    question: Option<Question>,
}

struct Question {
    circumstances: u128,
    answer: Slot<Resolution>,
    answered: Option<UnixMillis>,
}

/// Where a report's answer comes from.
pub(crate) enum Turn {
    /// The service is to be asked, which fills the slot.
    Ask,
    /// Another report's answer.
    Share(Slot<Resolution>),
    /// Nobody can be asked now.
    Abstain,
}

/// A number for all that an answer may depend on: the problem and the scope, but for the trail, which tells every report apart.
pub(crate) fn circumstances(report: &mut Report) -> u128 {
    let trail = std::mem::take(&mut report.context.breadcrumbs);
    let text = [json::text(&report.problem), json::text(&report.context)].concat();
    report.context.breadcrumbs = trail;
    xxhash_rust::xxh3::xxh3_128(text.as_bytes())
}

/// Whether less than `most` milliseconds have passed; a clock that was set back begins anew.
fn within(since: UnixMillis, now: UnixMillis, most: u64) -> bool {
    now.checked_sub(since).is_some_and(|passed| passed < most)
}

impl Flood {
    /// An error was met; whether its report has room.
    pub(crate) fn met(&mut self, report: &Report, now: UnixMillis) -> bool {
        let at = self.errors.iter().position(|met| met.fingerprint == report.fingerprint);
        let mut met = match at {
            // What comes again stays longest.
            Some(at) => self.errors.remove(at),
            None => {
                if self.errors.len() == MOST {
                    self.errors.remove(0);
                }
                Met { fingerprint: report.fingerprint.clone(), since: now, count: 0, question: None }
            }
        };
        if !within(met.since, now, MINUTE) {
            (met.since, met.count) = (now, 0);
        }
        met.count += 1;
        let room = met.count <= limits::SAME_REPORTS;
        self.errors.push(met);
        room
    }

    /// Who answers a report that was met last, where `answer` is filled if the service is asked for it, which it is where it is `open`.
    pub(crate) fn turn(
        &mut self,
        report: &Report,
        circumstances: u128,
        now: UnixMillis,
        answer: &Slot<Resolution>,
        open: bool,
    ) -> Turn {
        let met = self.errors.iter_mut().find(|met| met.fingerprint == report.fingerprint);
        if let Some(question) = met.as_ref().and_then(|met| met.question.as_ref())
            && question.circumstances == circumstances
            && question.answered.is_none_or(|answered| within(answered, now, SHARED))
        {
            return Turn::Share(question.answer.clone());
        }
        if !open || self.asking == MOST {
            return Turn::Abstain;
        }
        self.asking += 1;
        if let Some(met) = met {
            met.question = Some(Question { circumstances, answer: answer.clone(), answered: None });
        }
        Turn::Ask
    }

    /// A question has its end, and is asked anew by the next one unless it was answered.
    pub(crate) fn ended(&mut self, answer: &Slot<Resolution>, answered: Option<UnixMillis>) {
        self.asking -= 1;
        let mut questions = self.errors.iter_mut().map(|met| &mut met.question);
        let ours = |question: &&mut Option<Question>| {
            question.as_ref().is_some_and(|question| question.answer.is(answer))
        };
        if let Some(question) = questions.find(ours) {
            match (answered, question.as_mut()) {
                (Some(_), Some(question)) => question.answered = answered,
                _ => *question = None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::{Context, Fingerprint, Problem, Report, ReportId, limits};

    use super::{Flood, MINUTE, MOST, SHARED, Turn, circumstances};
    use crate::slot::Slot;

    fn of(report: &Report) -> u128 {
        circumstances(&mut report.clone())
    }

    fn report(code: usize, route: &str) -> Report {
        let problem = Problem::new("it failed").code(format!("E{code}"));
        Report {
            id: ReportId::new("r").unwrap(),
            at: 0,
            fingerprint: Fingerprint::of(&problem),
            problem,
            context: Context { route: Some(route.to_owned()), ..Context::default() },
            surface: None,
            on_device: None,
            sdk: String::new(),
        }
    }

    fn asks(flood: &mut Flood, report: &Report, now: u64) -> bool {
        matches!(flood.turn(report, of(report), now, &Slot::empty(), true), Turn::Ask)
    }

    proptest! {
        #[test]
        fn a_minute_has_room_for_so_many_of_one_error_and_its_bounds_hold(
            kinds in 1_usize..60, all in prop::collection::vec((0_usize..60, 0_u64..MINUTE), 1..400)
        ) {
            let mut flood = Flood::default();
            let mut admitted = [0_usize; 60];
            let mut times: Vec<_> = all.into_iter().map(|(code, at)| (code % kinds, at)).collect();
            times.sort_by_key(|(_, at)| *at);
            for (code, at) in &times {
                let report = report(*code, "/");
                admitted[*code] += usize::from(flood.met(&report, *at));
                let _ = flood.turn(&report, of(&report), *at, &Slot::empty(), true);
                prop_assert!(flood.errors.len() <= MOST && flood.asking <= MOST);
            }
            if kinds <= MOST {
                prop_assert!(admitted.iter().all(|count| *count <= limits::SAME_REPORTS));
            }
            let again = report(times[0].0, "/");
            prop_assert!(flood.met(&again, MINUTE * 2), "the next minute has no room");
        }
    }

    #[test]
    fn an_answer_is_shared_while_it_comes_and_for_a_while_and_only_on_its_route() {
        let mut flood = Flood::default();
        let (here, there, answer) = (report(1, "/a"), report(1, "/b"), Slot::empty());
        assert!(flood.met(&here, 0));
        assert!(matches!(flood.turn(&here, of(&here), 0, &answer, true), Turn::Ask));
        let second = flood.turn(&here, of(&here), 90_000, &Slot::empty(), false);
        assert!(matches!(second, Turn::Share(shared) if shared.is(&answer)));
        flood.ended(&answer, Some(1_000));
        assert!(!asks(&mut flood, &here, 1_000 + SHARED - 1));
        assert!(asks(&mut flood, &there, 2_000), "another route has another answer");
        assert!(asks(&mut flood, &here, 1_000 + SHARED));
    }

    #[test]
    fn an_answer_of_a_while_ago_is_asked_for_anew() {
        let mut flood = Flood::default();
        let (report, answer) = (report(1, "/"), Slot::empty());
        flood.met(&report, 0);
        assert!(matches!(flood.turn(&report, of(&report), 0, &answer, true), Turn::Ask));
        flood.ended(&answer, Some(1_000));
        assert!(!asks(&mut flood, &report, 1_000 + SHARED - 1));
        assert!(asks(&mut flood, &report, 1_000 + SHARED));
    }

    #[test]
    fn what_was_not_answered_is_asked_anew_and_a_clock_that_was_set_back_holds_nothing_up() {
        let mut flood = Flood::default();
        let (report, answer) = (report(1, "/"), Slot::empty());
        let room = (0..20).filter(|_| flood.met(&report, 50_000)).count();
        assert_eq!(room, limits::SAME_REPORTS);
        assert!(matches!(flood.turn(&report, of(&report), 50_000, &answer, true), Turn::Ask));
        flood.ended(&answer, None);
        assert!(asks(&mut flood, &report, 50_000));
        assert!(flood.met(&report, 10), "the minute of a clock that was set back never ends");
    }

    #[test]
    fn so_many_questions_are_under_way_and_no_more() {
        let mut flood = Flood::default();
        let asked = (0..1_000).filter(|n| {
            let report = report(*n, "/");
            flood.met(&report, 0);
            asks(&mut flood, &report, 0)
        });
        assert_eq!(asked.count(), MOST);
        flood.ended(&Slot::empty(), None);
        assert!(asks(&mut flood, &report(5_000, "/"), 0));
        let mut flood = Flood::default();
        assert!(matches!(
            flood.turn(&report(1, "/"), of(&report(1, "/")), 0, &Slot::empty(), false),
            Turn::Abstain
        ));
    }
}
