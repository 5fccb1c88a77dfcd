//! What is known about the moment, kept in bounded room.

use std::{borrow::Cow, collections::BTreeMap};

use unstuck_protocol::{
    Breadcrumb, BreadcrumbKind, Context, Facts, Operation, UnixMillis, User, limits, scrub,
};

use crate::bounds::shorten;

#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) route: Option<String>,
    pub(super) user: Option<User>,
    pub(super) operation: Option<Operation>,
    pub(super) tags: Facts,
    extra: BTreeMap<String, serde_json::Value>,
    /// Oldest first. Up to twice as many as are told, so that all are moved up once in a while and not each time.
    trail: Vec<Breadcrumb>,
    /// How many of them, from the oldest on, are scrubbed: each is once, when it is first told.
    clean: usize,
    bytes: usize,
}

impl State {
    pub(super) fn tag(&mut self, mut key: String, mut value: String) {
        shorten(&mut key, limits::TAG_BYTES);
        shorten(&mut value, limits::TAG_BYTES);
        if self.tags.len() < limits::TAGS || self.tags.get(&key).is_some() {
            self.tags.insert(key, value);
        }
    }

    pub(super) fn extra(&mut self, key: String, value: serde_json::Value) {
        if self.extra.len() < limits::TAGS || self.extra.contains_key(&key) {
            self.extra.insert(key, value);
        }
    }

    pub(super) fn breadcrumb(&mut self, kind: BreadcrumbKind, mut message: String, at: UnixMillis) {
        shorten(&mut message, limits::LINE_BYTES);
        self.bytes += message.len();
        self.trail.push(Breadcrumb { kind, message, at });
        if self.trail.len() >= 2 * limits::BREADCRUMBS || self.bytes > 2 * limits::BREADCRUMB_RING_BYTES {
            let kept = self.kept();
            self.bytes -= self.trail.drain(..kept).map(|step| step.message.len()).sum::<usize>();
            self.clean = self.clean.saturating_sub(kept);
        }
    }

    fn scrub(&mut self) {
        for step in &mut self.trail[self.clean..] {
            self.bytes -= step.message.len();
            if let Cow::Owned(scrubbed) = scrub::text(&step.message) {
                step.message = scrubbed;
            }
            scrub::cut(&mut step.message, limits::LINE_BYTES);
            self.bytes += step.message.len();
        }
        self.clean = self.trail.len();
    }

    /// Where those begin that there is room for.
    fn kept(&self) -> usize {
        let mut room = limits::BREADCRUMB_RING_BYTES;
        let fits = |step: &&Breadcrumb| {
            let fits = step.message.len() <= room;
            room = room.saturating_sub(step.message.len());
            fits
        };
        self.trail.len() - self.trail.iter().rev().take(limits::BREADCRUMBS).take_while(fits).count()
    }

    pub(super) fn context(&mut self) -> Context {
        self.scrub();
        Context {
            route: self.route.clone(),
            user: self.user.clone(),
            tags: self.tags.clone(),
            extra: self.extra.clone(),
            breadcrumbs: self.trail[self.kept()..].to_vec(),
            operation: self.operation.clone(),
            ..Context::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::{BreadcrumbKind, limits, scrub};

    use super::State;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn the_ring_never_outgrows_its_bounds(messages in prop::collection::vec(".{0,250}", 0..120)) {
            let mut scope = State::default();
            for message in &messages {
                scope.breadcrumb(BreadcrumbKind::Custom, message.clone(), 0);
            }
            let ring = scope.context().breadcrumbs;
            prop_assert!(ring.len() <= limits::BREADCRUMBS);
            prop_assert!(ring.iter().map(|b| b.message.len()).sum::<usize>() <= limits::BREADCRUMB_RING_BYTES);
            if let (Some(last), Some(message)) = (ring.last(), messages.last()) {
                prop_assert!(scrub::text(message).starts_with(&last.message));
            }
        }
    }
}
