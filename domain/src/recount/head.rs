//! The end of a record, as somebody noted it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Fault, FaultKind, reading::Piece};

/// A line's number and hash. Who noted the head of a record knows later whether the lines up to
/// there are still the same, whatever was hashed anew since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub seq: u64,
    pub hash: String,
}

/// Why a text is not the head of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "Write a head as its number and its hash of 64 digits and letters a to f, such as 713:0a1b…."
)]
pub struct HeadFault;

impl Head {
    /// Reads a head as it is noted: `713:HASH`, the two with a space between them, or the JSON
    /// that the site gives.
    pub fn parse(text: &str) -> Result<Self, HeadFault> {
        let text = text.trim();
        let head = match text.starts_with('{') {
            true => serde_json::from_str(text).map_err(|_| HeadFault)?,
            false => {
                let (seq, hash) = text.split_once([':', ' ', '\t']).ok_or(HeadFault)?;
                Self {
                    seq: seq.trim().parse().map_err(|_| HeadFault)?,
                    hash: hash.trim().to_ascii_lowercase(),
                }
            }
        };
        let hex = head.hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        match hex && head.hash.len() == 64 && head.seq > 0 {
            true => Ok(head),
            false => Err(HeadFault),
        }
    }

    /// What is wrong with a record that should hold this line.
    pub(super) fn missed_by(&self, pieces: &[Piece]) -> Option<Fault> {
        let mut links = pieces.iter().filter_map(Piece::link);
        let last = links.clone().map(|link| link.seq).max().unwrap_or(0);
        let (says, should) = match links.find(|link| link.seq == self.seq) {
            Some(link) if link.hash == self.hash => return None,
            Some(link) => (
                format!(
                    "You noted another hash of line {}: this is not the record you saw then, even if its own hashes fit.",
                    self.seq
                ),
                format!("Its hash should be {} and is {}.", self.hash, link.hash),
            ),
            None => (
                format!(
                    "You noted the hash of line {}, and the record ends with line {last}: what came after was taken away.",
                    self.seq
                ),
                format!("It should go on to line {} at least.", self.seq),
            ),
        };
        Some(Fault {
            seq: self.seq,
            line: None,
            kind: FaultKind::Head,
            says,
            should: Some(should),
        })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_noted() {
        let hash = "0a".repeat(32);
        let head = Head {
            seq: 713,
            hash: hash.clone(),
        };
        for text in [
            format!("713:{hash}"),
            format!(" 713 {} \n", hash.to_uppercase()),
            format!(r#"{{"seq":713,"hash":"{hash}","at":"2016-10-19T15:00:00.000Z"}}"#),
            head.to_string(),
        ] {
            assert_eq!(Head::parse(&text), Ok(head.clone()), "{text}");
        }
        for text in [
            "",
            "713",
            "713:abc",
            &format!("x:{hash}"),
            &format!("0:{hash}"),
            &format!("7:{}", "g".repeat(64)),
            "{}",
        ] {
            assert_eq!(Head::parse(text), Err(HeadFault), "{text}");
        }
    }
}
