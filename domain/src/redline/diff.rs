//! The redline of one text.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::changes::{Change, Token, readable_changes};
use super::words::words;

/// What happens to a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// It stays.
    Equal,
    /// It comes.
    Insert,
    /// It goes.
    Delete,
}

/// A stretch of text and what happens to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Op {
    /// What happens.
    pub op: OpKind,
    /// To which text. Never empty in a redline made here.
    pub text: String,
}

impl Op {
    /// Text that stays.
    pub fn equal(text: impl Into<String>) -> Self {
        Self {
            op: OpKind::Equal,
            text: text.into(),
        }
    }

    /// Text that comes.
    pub fn insert(text: impl Into<String>) -> Self {
        Self {
            op: OpKind::Insert,
            text: text.into(),
        }
    }

    /// Text that goes.
    pub fn delete(text: impl Into<String>) -> Self {
        Self {
            op: OpKind::Delete,
            text: text.into(),
        }
    }
}

/// The redline from one text to another, in whole words; in each change what goes stands before what comes.
///
/// The same two texts always give the same redline, on the server and in the browser.
pub fn diff(old: &str, new: &str) -> Vec<Op> {
    if old == new {
        return if old.is_empty() {
            Vec::new()
        } else {
            vec![Op::equal(old)]
        };
    }
    let mut vocabulary = Vocabulary::default();
    let old = vocabulary.read(old);
    let new = vocabulary.read(new);
    ops(&old, &new, &readable_changes(&old, &new))
}

/// Numbers for words, so that comparing two words is comparing two numbers.
#[derive(Debug, Default)]
pub(super) struct Vocabulary<'a> {
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Vocabulary<'a> {
    /// The words of a text with their numbers.
    pub(super) fn read(&mut self, text: &'a str) -> Vec<Token<'a>> {
        words(text)
            .into_iter()
            .map(|word| {
                // A text has at most 20,000 characters; the count of its words fits.
                let next = self.numbers.len() as u32;
                let number = *self.numbers.entry(word.text).or_insert(next);
                Token {
                    number,
                    text: word.text,
                    kind: word.kind,
                }
            })
            .collect()
    }
}

/// Puts changes into running text.
fn ops(old: &[Token<'_>], new: &[Token<'_>], changes: &[Change]) -> Vec<Op> {
    let mut ops = Vec::with_capacity(changes.len() * 3 + 1);
    let mut done = 0;
    for change in changes {
        push(&mut ops, OpKind::Equal, &old[done..change.old.start]);
        push(&mut ops, OpKind::Delete, &old[change.old.clone()]);
        push(&mut ops, OpKind::Insert, &new[change.new.clone()]);
        done = change.old.end;
    }
    push(&mut ops, OpKind::Equal, &old[done..]);
    ops
}

fn push(ops: &mut Vec<Op>, op: OpKind, tokens: &[Token<'_>]) {
    if !tokens.is_empty() {
        ops.push(Op {
            op,
            text: tokens.iter().map(|token| token.text).collect(),
        });
    }
}
