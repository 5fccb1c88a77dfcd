//! What is sent, field by field, into any serializer.
//!
//! serde's own way writes out each type anew for each place that it stands in, and a page would download every copy.
//! Here a type only lists its fields, and one piece of code writes them all.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;

use crate::Facts;

/// A field's value on its way out.
pub enum Said<'a> {
    /// Null.
    Nothing,
    Flag(bool),
    Whole(u64),
    Real(f32),
    Text(&'a str),
    Fields(&'a dyn Write),
    List(&'a dyn List),
    Facts(&'a Facts),
    Values(&'a BTreeMap<String, Value>),
}

/// Takes a field's name and value.
pub(crate) type Take<'t> = &'t mut dyn FnMut(&'static str, Said<'_>);

/// A type with fields.
pub trait Write {
    fn write(&self, take: Take<'_>);
}

/// Something that has a place in a list.
pub trait List {
    fn item(&self, at: usize) -> Option<Said<'_>>;
}

/// A value that can be said.
pub trait Say {
    /// Says it.
    fn say(&self) -> Said<'_>;

    /// Whether it is what a missing field is taken for.
    fn is_nothing(&self) -> bool {
        false
    }
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Nothing => to.serialize_unit(),
            Self::Flag(flag) => to.serialize_bool(flag),
            Self::Whole(number) => to.serialize_u64(number),
            Self::Real(number) => to.serialize_f32(number),
            Self::Text(text) => to.serialize_str(text),
            Self::Fields(fields) => {
                let mut map = to.serialize_map(None)?;
                let mut result = Ok(());
                fields.write(&mut |name, said| {
                    if result.is_ok() {
                        result = map.serialize_entry(name, &said);
                    }
                });
                result?;
                map.end()
            }
            Self::List(list) => to.collect_seq((0..).map_while(|at| list.item(at))),
            Self::Facts(facts) => to.collect_map(facts.iter()),
            Self::Values(values) => to.collect_map(values),
        }
    }
}

impl Say for String {
    fn say(&self) -> Said<'_> {
        Said::Text(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Say for bool {
    fn say(&self) -> Said<'_> {
        Said::Flag(*self)
    }
}

impl Say for f32 {
    fn say(&self) -> Said<'_> {
        Said::Real(*self)
    }
}

macro_rules! whole {
    ($($type:ty),*) => {$(
        impl Say for $type {
            fn say(&self) -> Said<'_> {
                Said::Whole(u64::from(*self))
            }

            fn is_nothing(&self) -> bool {
                *self == 0
            }
        }
    )*};
}

whole!(u16, u32, u64);

impl<T: Say> Say for Option<T> {
    fn say(&self) -> Said<'_> {
        self.as_ref().map_or(Said::Nothing, T::say)
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: Say> Say for Vec<T> {
    fn say(&self) -> Said<'_> {
        Said::List(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Say> List for Vec<T> {
    fn item(&self, at: usize) -> Option<Said<'_>> {
        self.get(at).map(T::say)
    }
}

impl Say for BTreeMap<String, Value> {
    fn say(&self) -> Said<'_> {
        Said::Values(self)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// Writes a field. Kept out of line, as [`some`] is: a page has one of it for each type and not for each field.
#[inline(never)]
pub(crate) fn one<T: Say>(take: Take<'_>, name: &'static str, value: &T) {
    take(name, value.say());
}

/// Writes a field where there is something in it.
#[inline(never)]
pub(crate) fn some<T: Say>(take: Take<'_>, name: &'static str, value: &T) {
    if !value.is_nothing() {
        take(name, value.say());
    }
}

/// Writes a struct field by field: the first ones always, those after `maybe` where there is something in them. A name
/// in JSON that differs stands behind `as`.
macro_rules! written {
    ($type:ident { $($field:ident $(as $name:literal)?),* $(,)? } $(maybe { $($maybe:ident $(as $word:literal)?),* })?) => {
        impl $crate::write::Write for $type {
            fn write(&self, take: $crate::write::Take<'_>) {
                $($crate::write::one(take, $crate::write::written!(@ $field $($name)?), &self.$field);)*
                $($($crate::write::some(take, $crate::write::written!(@ $maybe $($word)?), &self.$maybe);)*)?
            }
        }

        impl $crate::write::Say for $type {
            fn say(&self) -> $crate::write::Said<'_> {
                $crate::write::Said::Fields(self)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::write::Said::Fields(self).serialize(to)
            }
        }
    };
    (@ $field:ident) => { stringify!($field) };
    (@ $field:ident $name:literal) => { $name };
}

pub(crate) use written;
