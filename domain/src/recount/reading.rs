//! The lines of a record as they stand in a file, each by itself.

use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{FaultKind, Wrong};
use crate::{
    Moment,
    record::{Line, canonical_sha256},
};

/// One line of the file.
#[derive(Debug)]
pub(super) struct Piece {
    pub range: Range<usize>,
    pub read: Result<Box<Found>, String>,
}

/// A line that could be read.
#[derive(Debug)]
pub(super) struct Found {
    pub link: Link,
    /// The act, or why it is none.
    pub line: Result<Line, String>,
}

/// How a line hangs together with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub seq: u64,
    pub at: Option<Moment>,
    pub prev: String,
    pub hash: String,
    /// What the hash of its content is.
    pub digest: String,
}

impl Link {
    pub fn is_whole(&self) -> bool {
        self.digest == self.hash
    }
}

/// Where the next line of a text stands. What is empty at the end is none.
pub(super) fn next_line(text: &[u8], at: &mut usize) -> Option<Range<usize>> {
    let start = *at;
    if text[start.min(text.len())..]
        .iter()
        .all(u8::is_ascii_whitespace)
    {
        *at = text.len();
        return None;
    }
    let end = text[start..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |length| start + length);
    *at = (end + 1).min(text.len());
    Some(start..end)
}

impl Piece {
    pub fn read(text: &[u8], range: Range<usize>) -> Self {
        let read = object(&text[range.clone()])
            .and_then(Found::of)
            .map(Box::new);
        Self { range, read }
    }

    pub fn link(&self) -> Option<&Link> {
        self.read.as_ref().ok().map(|found| &found.link)
    }

    pub fn line(&self) -> Option<&Line> {
        self.read.as_ref().ok()?.line.as_ref().ok()
    }

    /// The number it bears; 0 where it could not be read.
    pub fn seq(&self) -> u64 {
        self.link().map_or(0, |link| link.seq)
    }

    /// Why it is no act that is known.
    pub fn foreign(&self) -> Option<Wrong> {
        let why = self.read.as_ref().ok()?.line.as_ref().err()?;
        Some(Wrong::new(FaultKind::Foreign, why.clone()))
    }
}

impl Found {
    fn of(mut object: Map<String, Value>) -> Result<Self, String> {
        let hash = object.remove("hash");
        let content = Value::Object(object);
        let digest = canonical_sha256(&content);
        let Value::Object(mut object) = content else {
            return Err("It is not a JSON object.".to_owned());
        };
        object.extend(hash.map(|hash| ("hash".to_owned(), hash)));
        let text = |name: &str| match object.get(name) {
            Some(Value::String(text)) => Ok(text.clone()),
            _ => Err(format!("It has no `{name}`.")),
        };
        let seq = object.get("seq").and_then(Value::as_u64);
        let link = Link {
            seq: seq.ok_or("It has no `seq`.")?,
            at: Moment::parse(&text("at")?).ok(),
            prev: text("prev")?,
            hash: text("hash")?,
            digest,
        };
        let raw = Value::Object(object);
        Ok(Self {
            link,
            line: known(&raw),
        })
    }
}

/// The hash of a line's content with another value in one of its fields.
pub(super) fn digest_with(line: &Map<String, Value>, field: &str, value: Value) -> String {
    let mut content = line.clone();
    content.remove("hash");
    content.insert(field.to_owned(), value);
    canonical_sha256(&Value::Object(content))
}

/// The act that a line states. Nothing of the line is lost in reading it.
fn known(raw: &Value) -> Result<Line, String> {
    let line: Line = serde_json::from_value(raw.clone())
        .map_err(|error| format!("It is no act that is known: {error}."))?;
    let again = serde_json::to_value(&line).unwrap_or_default();
    match unread(raw, &again, "") {
        None => Ok(line),
        Some(path) => Err(format!(
            "No act of its kind has `{path}` as it stands here."
        )),
    }
}

/// The first part of a value that does not stand in another one as well. What only the other one
/// has is a field that was added since, with its default.
fn unread(raw: &Value, read: &Value, path: &str) -> Option<String> {
    match (raw, read) {
        (Value::Object(raw), Value::Object(read)) => raw.iter().find_map(|(name, value)| {
            let path = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}.{name}")
            };
            match read.get(name) {
                Some(read) => unread(value, read, &path),
                // What is absent and what is null are the same to the acts.
                None => (!value.is_null()).then_some(path),
            }
        }),
        (Value::Array(raw), Value::Array(read)) if raw.len() == read.len() => raw
            .iter()
            .zip(read)
            .enumerate()
            .find_map(|(index, (raw, read))| unread(raw, read, &format!("{path}[{index}]"))),
        _ => (raw != read).then(|| path.to_owned()),
    }
}

/// A line as an object in which no name stands twice: people and programs would not agree on which
/// of two values it has.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "It is not text in UTF-8.".to_owned())?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| format!("It is not JSON: {error}."))?;
    match value {
        Value::Object(object) => Ok(object),
        _ => Err("It is not a JSON object.".to_owned()),
    }
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("`{name}` stands twice")));
            }
            let value = fields.next_value_seed(Strict)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
