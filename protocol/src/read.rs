//! Typed answers out of a tree of JSON.
//!
//! What a page reads is parsed once as a [`Value`] and taken apart here. serde's own way writes a parser for every type
//! and every list of it, and a page would have to download them all.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

/// What can be told from a JSON value; `None` where it is something else.
pub trait Read: Sized {
    /// Reads it.
    fn read(value: &Value) -> Option<Self>;
}

/// The field of this name.
pub(crate) fn field<T: Read>(of: &Value, name: &str) -> Option<T> {
    T::read(of.get(name)?)
}

/// The field of this name, or nothing in it where there is none.
pub(crate) fn maybe<T: Read + Default>(of: &Value, name: &str) -> Option<T> {
    of.get(name).map_or_else(|| Some(T::default()), T::read)
}

/// A whole value by way of its tree.
pub(crate) fn whole<'de, D: Deserializer<'de>, T: Read>(from: D, what: &'static str) -> Result<T, D::Error> {
    T::read(&Value::deserialize(from)?).ok_or_else(|| D::Error::custom(what))
}

impl Read for String {
    fn read(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Read for bool {
    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Read for f32 {
    fn read(value: &Value) -> Option<Self> {
        value.as_f64().map(|number| number as f32)
    }
}

impl Read for u32 {
    fn read(value: &Value) -> Option<Self> {
        value.as_u64().and_then(|number| number.try_into().ok())
    }
}

impl Read for BTreeMap<String, Value> {
    fn read(value: &Value) -> Option<Self> {
        value
            .as_object()
            .map(|fields| fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Option<Self> {
        let items = value.as_array()?;
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            out.push(T::read(item)?);
        }
        Some(out)
    }
}

/// Reads and writes a struct field by field, each under its own name. Those behind `maybe` need not be there; those
/// behind `always` are written even so.
macro_rules! exchanged {
    (
        $what:literal, $type:ident { $($field:ident),* } $(maybe { $($maybe:ident),* })? $(always { $($always:ident),* })?
    ) => {
        impl $crate::read::Read for $type {
            fn read(value: &serde_json::Value) -> Option<Self> {
                // a type may have no field that must be there, but it is an object even so
                value.as_object()?;
                Some(Self {
                    $($field: $crate::read::field(value, stringify!($field))?,)*
                    $($($maybe: $crate::read::maybe(value, stringify!($maybe))?,)*)?
                    $($($always: $crate::read::maybe(value, stringify!($always))?,)*)?
                })
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::read::whole(from, concat!("this is no ", $what))
            }
        }

        $crate::write::written!($type { $($field,)* $($($always,)*)? } $(maybe { $($maybe),* })?);
    };
}

/// Words for the variants of an enum, written and read by one table.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? } $(else $other:ident)?) => {
        impl $type {
            const WORDS: &'static [(&'static str, $type)] = &[$(($word, $type::$variant)),*];

            /// Its word in JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $($type::$variant => $word,)*
                    $($type::$other => "unknown",)?
                }
            }
        }

        impl $crate::write::Say for $type {
            fn say(&self) -> $crate::write::Said<'_> {
                $crate::write::Said::Text(self.word())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl $crate::read::Read for $type {
            fn read(value: &serde_json::Value) -> Option<Self> {
                let word = value.as_str()?;
                let known = Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, variant)| *variant);
                $(let known = known.or(Some(Self::$other));)?
                known
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::read::whole(from, "this is no word that is known here")
            }
        }
    };
}

pub(crate) use {exchanged, words};
