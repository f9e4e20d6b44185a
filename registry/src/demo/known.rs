//! What steps named: the numbers that names stand for.

use std::collections::HashMap;

use domain::Refusal;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Error, Result};

/// The number of everything that was named, by kind and name.
#[derive(Default)]
pub(super) struct Known(HashMap<(String, String), u32>);

impl Known {
    pub(super) fn name(&mut self, kind: &str, name: &str, number: u32) {
        self.0.insert((kind.to_owned(), name.to_owned()), number);
    }

    /// Remembers the position that a persona took in a call.
    pub(super) fn take(&mut self, call: u32, persona: &str, position: u32) {
        self.name(&format!("position in {call}"), persona, position);
    }

    /// The newest position that a persona took in a call.
    pub(super) fn position_of(&self, call: u32, persona: &str) -> Result<u32> {
        let key = (format!("position in {call}"), persona.to_owned());
        self.0.get(&key).copied().ok_or(Error::NotFound)
    }

    /// The body with names of things turned into their numbers, and who holds a position too.
    pub(super) fn numbered(&self, body: &Map<String, Value>) -> Result<Map<String, Value>> {
        let mut body = body.clone();
        for kind in [
            "interest", "redline", "comment", "call", "answer", "review", "meeting",
        ] {
            self.turn(&mut body, kind, kind)?;
        }
        self.turn(&mut body, "in_reply_to", "comment")?;
        self.entries(&mut body)?;
        if let Some(Value::Array(names)) = body.get_mut("entries") {
            for name in names {
                let mut reviewed = Map::from_iter([("entry".to_owned(), name.take())]);
                self.turn(&mut reviewed, "entry", "entry")?;
                *name = Value::Object(reviewed);
            }
        }
        for item in body
            .get_mut("agenda")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(item) = item.as_object_mut() {
                self.turn(item, "entry", "entry")?;
                self.turn(item, "call", "call")?;
            }
        }
        for inner in ["subject", "changes"] {
            if let Some(Value::Object(object)) = body.get_mut(inner) {
                self.entries(object)?;
            }
        }
        if let Some(Value::Object(object)) = body.get_mut("answers_objection") {
            self.turn(object, "call", "call")?;
            let call = field(object, "call")?;
            let persona: String = field(object, "position_of")?;
            object.insert("position".into(), self.position_of(call, &persona)?.into());
        }
        Ok(body)
    }

    fn entries(&self, object: &mut Map<String, Value>) -> Result<()> {
        self.turn(object, "entry", "entry")?;
        self.turn(object, "replaced_by", "entry")?;
        for relation in object
            .get_mut("relations")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(relation) = relation.as_object_mut() {
                self.turn(relation, "entry", "entry")?;
            }
        }
        Ok(())
    }

    fn turn(&self, object: &mut Map<String, Value>, field: &str, kind: &str) -> Result<()> {
        if let Some(Value::String(name)) = object.get(field) {
            let number = self.0.get(&(kind.to_owned(), name.clone()));
            let number =
                number.ok_or_else(|| Error::Storage(format!("no {kind} is called {name}")))?;
            object.insert(field.to_owned(), (*number).into());
        }
        Ok(())
    }
}

pub(super) fn field<T: DeserializeOwned>(body: &Map<String, Value>, name: &str) -> Result<T> {
    body.get(name)
        .cloned()
        .map_or(Err(Error::Refused(Refusal::TextMissing)), read)
}

pub(super) fn read<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(|error| Error::Storage(format!("the scenario: {error}")))
}
