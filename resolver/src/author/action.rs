//! Fixes and places as authors write them.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::Value;
use unstuck_protocol::{Action, ActionKind, Href, SolutionId, Target, json, limits};

/// The fix that the app itself tries again; its name needs no more.
const RETRY: &str = "retry";

/// An entry of `actions`: a name alone, or what the name needs.
#[derive(Default, Debug, Clone)]
pub(super) struct FrontAction(Fields);

#[derive(Deserialize, Default, Debug, Clone)]
#[serde(default, deny_unknown_fields)]
struct Fields {
    run: Option<String>,
    open: Option<String>,
    at: Option<FrontTarget>,
    fill: Option<BTreeMap<String, Value>>,
    copy: Option<String>,
    webhook: Option<String>,
    retry: bool,
    label: String,
    with: BTreeMap<String, Value>,
}

/// A place in the app.
#[derive(Deserialize, Default, Debug, Clone)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FrontTarget {
    open: Option<String>,
    role: String,
    name: String,
    selector: String,
}

impl<'de> Deserialize<'de> for FrontAction {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = FrontAction;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(
                    "a fix: a name, or one of run, open, fill, copy, webhook and retry with what it needs",
                )
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<FrontAction, E> {
                let run = (name != RETRY).then(|| name.to_owned());
                Ok(FrontAction(Fields { retry: run.is_none(), run, ..Fields::default() }))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FrontAction, A::Error> {
                Fields::deserialize(MapAccessDeserializer::new(map)).map(FrontAction)
            }
        }
        // Asked for what it is and not for a map, so that a parser which knows offers either.
        from.deserialize_any(Either)
    }
}

/// What is wrong with a fix or a place, and what to do about it.
pub(super) type Wrong = (String, &'static str);

impl FrontAction {
    /// The fix, where it is one.
    pub(super) fn read(self) -> Result<Action, Wrong> {
        let Fields { run, open, at, fill, copy, webhook, retry, label, with } = self.0;
        let led = open.is_some() && fill.is_none();
        let kinds = [run.is_some(), led, fill.is_some(), copy.is_some(), webhook.is_some(), retry];
        if kinds.iter().filter(|kind| **kind).count() != 1 {
            let what = "a fix is one of run, open, fill, copy, webhook and retry".to_owned();
            return Err((what, "name one of them; only `fill` may have `open` beside it"));
        }
        let (kind, name) = match (run, webhook) {
            (Some(name), _) => (ActionKind::App, name),
            (_, Some(name)) => (ActionKind::Webhook, name),
            _ if retry => (ActionKind::Retry, String::new()),
            _ if copy.is_some() => (ActionKind::Copy, String::new()),
            _ if fill.is_some() => (ActionKind::Fill, String::new()),
            _ => (ActionKind::Open, String::new()),
        };
        let named = matches!(kind, ActionKind::App | ActionKind::Webhook);
        if named && SolutionId::new(name.as_str()).is_err() {
            let help = "write the name that the app registered: letters, digits and . _ : / @ -";
            return Err((format!("`{name}` can't be the name of a fix"), help));
        }
        if !named && !with.is_empty() {
            return Err(("only what the app or a webhook runs has `with`".to_owned(), "take it out"));
        }
        if at.is_some() && open.is_none() {
            return Err(("`at` stands alone".to_owned(), "say with `open` on which page the place is"));
        }
        let with = if let Some(values) = fill { values } else { with };
        if kind == ActionKind::Fill && !with.values().all(|value| value.is_string() || value.is_number()) {
            return Err((
                "a field is filled with a text or a number".to_owned(),
                "write `Label: value` for each",
            ));
        }
        let text = copy.unwrap_or_default();
        if label.len() > limits::LINE_BYTES {
            return Err(("its label is too long".to_owned(), "shorten it"));
        }
        if kind == ActionKind::Copy && text.trim().is_empty() {
            return Err(("there is nothing to copy".to_owned(), "write the text behind `copy`"));
        }
        let open = open.as_deref().map(place).transpose()?;
        let at = at.map(FrontTarget::read).transpose()?;
        let label = label.trim().to_owned();
        let action = Action { label, open, at, text, with, ..Action::new(kind, name) };
        if json::text(&action).len() > limits::ACTION_BYTES {
            return Err(("it is too long".to_owned(), "shorten what it is given; the limit is ACTION_BYTES"));
        }
        Ok(action)
    }
}

impl FrontTarget {
    /// The place, where it is told.
    pub(super) fn read(self) -> Result<Target, Wrong> {
        let Self { open, role, name, selector } = self;
        let open = open.as_deref().map(place).transpose()?;
        let [role, name, selector] = [role, name, selector].map(|text| text.trim().to_owned());
        if name.is_empty() && selector.is_empty() {
            return Err((
                "a place has neither a name nor a selector".to_owned(),
                "write `role` and `name`, or `selector`",
            ));
        }
        let target = Target { open, role, name, selector };
        if json::text(&target).len() > limits::ACTION_BYTES {
            return Err(("a place is told at too great length".to_owned(), "shorten it"));
        }
        Ok(target)
    }
}

/// A page of the app or of one that the product allows.
fn place(target: &str) -> Result<Href, Wrong> {
    let page = |href: &Href| href.as_str().starts_with('/') || href.as_str().starts_with("https://");
    Href::new(target)
        .filter(page)
        .ok_or_else(|| (format!("`{target}` is no page"), "write a /path of the app, or https://…"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use unstuck_protocol::{Action, ActionKind};

    use super::FrontAction;

    fn read(yaml: &str) -> Result<Action, String> {
        let front: FrontAction = serde_saphyr::from_str(yaml).map_err(|error| error.to_string())?;
        front.read().map_err(|(what, _)| what)
    }

    #[test]
    fn each_kind_is_told_by_its_field() {
        assert_eq!(read("raise-limit").unwrap(), Action::new(ActionKind::App, "raise-limit"));
        assert_eq!(read("retry").unwrap(), Action::new(ActionKind::Retry, ""));
        let run = read("{ run: raise-limit, with: { amount: 500 }, label: Raise it }").unwrap();
        assert_eq!((run.with["amount"].as_u64(), run.label.as_str()), (Some(500), "Raise it"));
        let open = read("{ open: /cards#limits, at: { role: button, name: Raise } }").unwrap();
        assert_eq!((open.kind, open.at.unwrap().role.as_str()), (ActionKind::Open, "button"));
        let fill = read("{ fill: { Amount: 5 }, open: /withdraw }").unwrap();
        assert_eq!((fill.kind, fill.with["Amount"].as_u64()), (ActionKind::Fill, Some(5)));
        assert_eq!(read("{ copy: TX-1 }").unwrap().text, "TX-1");
        assert_eq!(read("{ webhook: unlock }").unwrap(), Action::new(ActionKind::Webhook, "unlock"));
    }

    #[test]
    fn what_is_none_or_two_or_leads_out_is_named() {
        for (yaml, what) in [
            ("{ label: x }", "one of run"),
            ("{ run: a, copy: b }", "one of run"),
            ("{ run: 'a b' }", "can't be the name"),
            ("{ open: 'javascript:alert(1)' }", "no page"),
            ("{ open: //evil.example }", "no page"),
            ("{ open: 'mailto:a@b.example' }", "no page"),
            ("{ open: /a, with: { b: 1 } }", "has `with`"),
            ("{ run: a, at: { name: b } }", "stands alone"),
            ("{ fill: { Amount: [1] } }", "a text or a number"),
            ("{ open: /a, at: { role: button } }", "neither a name"),
            ("{ copy: ' ' }", "nothing to copy"),
            ("{ rnu: a }", "rnu"),
            ("7", "a fix: a name"),
        ] {
            let said = read(yaml).unwrap_err();
            assert!(said.contains(what), "{yaml}: {said}");
        }
    }
}
