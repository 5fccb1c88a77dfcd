//! Named texts, such as tags and a person's traits.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{
    read::{Read, whole},
    write::{Said, Say},
};

/// Texts by their names, in the names' order. A sorted list: there are a few dozen at most, and a page that carried a tree
/// for them would pay more for its code than it ever saves.
///
/// ```
/// use unstuck_protocol::Facts;
/// let mut traits = Facts::default();
/// traits.insert("plan", "free");
/// traits.insert("plan", "pro");
/// assert_eq!((traits.get("plan"), traits.len()), (Some("pro"), 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts(Vec<(String, String)>);

impl Facts {
    /// Sets the text under a name, whatever it was before.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        let (name, text) = (name.into(), text.into());
        match self.position(&name) {
            Ok(at) => self.0[at].1 = text,
            Err(at) => self.0.insert(at, (name, text)),
        }
    }

    /// The text under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.position(name).ok().map(|at| self.0[at].1.as_str())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names with their texts, in the names' order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Names with their texts, for whoever keeps them.
    pub(crate) fn take(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.0)
    }

    fn position(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }
}

impl Say for Facts {
    fn say(&self) -> Said<'_> {
        Said::Facts(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Read for Facts {
    fn read(value: &Value) -> Option<Self> {
        // An object's names are in order already, so that however many come they are read in one go.
        let mut facts = Vec::new();
        for (name, text) in value.as_object()? {
            facts.push((name.clone(), text.as_str()?.to_owned()));
        }
        Some(Self(facts))
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        whole(from, "these are no texts by name")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Facts;

    proptest! {
        #[test]
        fn they_are_what_a_map_would_hold(pairs in prop::collection::vec(("[a-d]{0,2}", "[a-z]{0,3}"), 0..20)) {
            let map: std::collections::BTreeMap<String, String> = pairs.iter().cloned().collect();
            let mut facts = Facts::default();
            pairs.iter().for_each(|(name, text)| facts.insert(name.as_str(), text.as_str()));
            let listed: Vec<(String, String)> = facts.iter().map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
            prop_assert_eq!(&listed, &map.iter().map(|(n, t)| (n.clone(), t.clone())).collect::<Vec<_>>());
            let json = serde_json::to_string(&facts).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&map).unwrap());
            prop_assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
        }
    }
}
