//! Questions for an error that no solution fits with confidence.

use unstuck_protocol::{Resolution, Suggestion, limits};

use super::{Moment, likely};
use crate::Resolver;

impl Resolver {
    /// Adds to what an error's words leave open what its moment tells: each question gets its share of the confidence that no
    /// text has. A resolution with an answer stays as it is.
    pub fn expect(&self, resolution: &mut Resolution, moment: &Moment) {
        if resolution.answer.is_some() {
            return;
        }
        let told: f32 = resolution.closest.iter().map(|one| one.confidence).sum();
        let open = (1.0 - told).clamp(0.0, 1.0);
        for mut question in likely(self, moment) {
            question.confidence *= open;
            match resolution.closest.iter_mut().find(|one| one.solution == question.solution) {
                Some(known) => known.confidence += question.confidence,
                None => resolution.closest.push(question),
            }
        }
        let by_confidence =
            |one: &Suggestion, other: &Suggestion| other.confidence.total_cmp(&one.confidence);
        resolution.closest.sort_by(by_confidence);
        resolution.closest.truncate(limits::SUGGESTIONS);
    }
}
