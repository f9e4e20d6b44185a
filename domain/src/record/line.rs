//! A line of the record and the chain of hashes that holds the lines together (contract, section 4).

use std::fmt::Write;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{Event, Moment, ids::MemberNo};

/// What stands for the hash before the first line.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Who acted: a member by number, the clock, or somebody from outside the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(untagged, rename_all = "snake_case")]
pub enum Actor {
    Member(MemberNo),
    /// Written `"clock"`.
    Clock,
    /// Written `"public"`: somebody who is no member, such as the author of an interest.
    Public,
}

impl Actor {
    /// The number of the member who acted; 0 stands for the clock and for whoever is no member.
    pub const fn number(self) -> MemberNo {
        match self {
            Self::Member(number) => number,
            Self::Clock | Self::Public => 0,
        }
    }
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Counted from 1 within a process.
    pub seq: u64,
    pub at: Moment,
    pub actor: Actor,
    #[serde(flatten)]
    pub event: Event,
    /// The hash of the line before, 64 zeros at first.
    pub prev: String,
    /// SHA-256, in lower-case hex, of the RFC 8785 form of the line without this field.
    pub hash: String,
}

/// Where a chain of lines breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Broken {
    #[error("line {seq}: a line is missing, doubled or out of order before it")]
    Order { seq: u64 },
    #[error("line {seq}: it does not follow the line before it")]
    Link { seq: u64 },
    #[error("line {seq}: its content is not what was hashed")]
    Content { seq: u64 },
    #[error("line {seq}: its time is before the time of the line before it")]
    Time { seq: u64 },
}

impl Line {
    /// Makes the line that follows the one with hash `prev`.
    pub fn new(seq: u64, at: Moment, actor: Actor, event: Event, prev: &str) -> Self {
        let mut line = Self {
            seq,
            at,
            actor,
            event,
            prev: prev.to_owned(),
            hash: String::new(),
        };
        line.hash = line.digest();
        line
    }

    fn digest(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.remove("hash");
        }
        canonical_sha256(&value)
    }
}

/// SHA-256, in lower-case hex, of the canonical form (RFC 8785) of a value.
pub fn canonical_sha256(value: &serde_json::Value) -> String {
    let canonical = serde_json_canonicalizer::to_vec(value).unwrap_or_default();
    Sha256::digest(&canonical)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Follows the chain from its first line and returns the hash of the last.
pub fn verify_chain<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Result<String, Broken> {
    let mut prev = START.to_owned();
    let mut before: Option<Moment> = None;
    for (line, expected) in lines.into_iter().zip(1..) {
        let seq = line.seq;
        if seq != expected {
            return Err(Broken::Order { seq });
        }
        if line.prev != prev {
            return Err(Broken::Link { seq });
        }
        if line.digest() != line.hash {
            return Err(Broken::Content { seq });
        }
        if before.is_some_and(|before| line.at < before) {
            return Err(Broken::Time { seq });
        }
        before = Some(line.at);
        prev.clone_from(&line.hash);
    }
    Ok(prev)
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Member(number) => serializer.serialize_u32(*number),
            Self::Clock => serializer.serialize_str("clock"),
            Self::Public => serializer.serialize_str("public"),
        }
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Number(MemberNo),
            Word(String),
        }
        match Raw::deserialize(deserializer)? {
            Raw::Number(number) => Ok(Self::Member(number)),
            Raw::Word(word) if word == "clock" => Ok(Self::Clock),
            Raw::Word(word) if word == "public" => Ok(Self::Public),
            Raw::Word(_) => Err(D::Error::custom(
                "an actor is a member's number, `clock` or `public`",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;

    fn lines() -> Vec<Line> {
        let mut prev = START.to_owned();
        (1..=4)
            .map(|seq| {
                let event = Event::EntryWithdrawn {
                    entry: 7,
                    reason: Text::parse("näher 😀").unwrap(),
                };
                let at = Moment::from_millis(1000 * i64::try_from(seq).unwrap());
                let line = Line::new(seq, at, Actor::Member(2), event, &prev);
                prev.clone_from(&line.hash);
                line
            })
            .collect()
    }

    #[test]
    fn a_line_survives_its_json_form() {
        for line in lines() {
            let json = serde_json::to_string(&line).unwrap();
            assert_eq!(serde_json::from_str::<Line>(&json).unwrap(), line);
        }
        let json = serde_json::to_value(&lines()[0]).unwrap();
        assert_eq!(json["act"], "entry.withdrawn");
        assert_eq!(json["actor"], 2);
        assert_eq!(json["prev"], START);
    }

    #[test]
    fn whatever_is_tampered_with_is_named() {
        assert!(verify_chain(&lines()).is_ok());
        let mut dropped = lines();
        dropped.remove(1);
        assert_eq!(verify_chain(&dropped), Err(Broken::Order { seq: 3 }));
        let mut swapped = lines();
        swapped.swap(1, 2);
        assert_eq!(verify_chain(&swapped), Err(Broken::Order { seq: 3 }));
        let mut changed = lines();
        changed[2].actor = Actor::Clock;
        assert_eq!(verify_chain(&changed), Err(Broken::Content { seq: 3 }));
        let mut forged = lines();
        forged[1] = Line::new(
            2,
            forged[1].at,
            Actor::Clock,
            forged[1].event.clone(),
            &forged[1].prev,
        );
        assert_eq!(verify_chain(&forged), Err(Broken::Link { seq: 3 }));
        let mut late = lines();
        late[3] = Line::new(
            4,
            Moment::from_millis(1),
            Actor::Clock,
            late[3].event.clone(),
            &late[2].hash,
        );
        assert_eq!(verify_chain(&late), Err(Broken::Time { seq: 4 }));
    }
}
