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
    /// Scrubbed, oldest first. A plain vector: fifty entries are moved up quicker than a ring costs a page in code.
    trail: Vec<Breadcrumb>,
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
        // Here, once, rather than with each report.
        if let Cow::Owned(scrubbed) = scrub::text(&message) {
            message = scrubbed;
        }
        scrub::cut(&mut message, limits::LINE_BYTES);
        self.bytes += message.len();
        self.trail.push(Breadcrumb { kind, message, at });
        while self.trail.len() > limits::BREADCRUMBS || self.bytes > limits::BREADCRUMB_RING_BYTES {
            self.bytes -= self.trail.remove(0).message.len();
        }
    }

    pub(super) fn context(&self) -> Context {
        Context {
            route: self.route.clone(),
            user: self.user.clone(),
            tags: self.tags.clone(),
            extra: self.extra.clone(),
            breadcrumbs: self.trail.clone(),
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
