//! Texts in pieces, each with who put it there and who took it away.

use std::collections::VecDeque;

use crate::redline::{Op, OpKind};

/// Who made a change, and when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    pub author: String,
    /// As word processors write it, `2016-10-19T15:00:00Z`.
    pub at: String,
}

impl Mark {
    /// Whether both are of the same author and minute. Word processors keep seconds at will.
    pub fn is_like(&self, other: &Self) -> bool {
        let minute = |at: &str| {
            at.chars()
                .take("2016-10-19T15:00".len())
                .collect::<String>()
        };
        self.author == other.author && minute(&self.at) == minute(&other.at)
    }
}

/// A stretch of a text. What was put there by one and taken away by another has both marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub inserted: Option<Mark>,
    pub deleted: Option<Mark>,
}

impl Piece {
    /// Text that stays.
    pub fn kept(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            inserted: None,
            deleted: None,
        }
    }

    fn by(&self) -> impl Iterator<Item = &Mark> {
        self.inserted.iter().chain(&self.deleted)
    }

    /// Parts with what follows its first bytes. A character is never split.
    fn cut(mut self, bytes: usize) -> (Self, Option<Self>) {
        let at = (bytes..self.text.len()).find(|at| self.text.is_char_boundary(*at));
        let rest = at.map(|at| {
            let rest = Self {
                text: self.text[at..].to_owned(),
                ..self.clone()
            };
            self.text.truncate(at);
            rest
        });
        (self, rest)
    }
}

/// A text that nobody changed yet.
pub fn started(text: &str) -> Vec<Piece> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Piece::kept(text)]
    }
}

/// The text with those changes made that are taken, and the others not.
pub fn with(pieces: &[Piece], taken: impl Fn(&Mark) -> bool) -> String {
    pieces
        .iter()
        .filter(|piece| piece.inserted.as_ref().is_none_or(&taken))
        .filter(|piece| !piece.deleted.as_ref().is_some_and(&taken))
        .map(|piece| piece.text.as_str())
        .collect()
}

/// The text with every change made.
pub fn accepted(pieces: &[Piece]) -> String {
    with(pieces, |_| true)
}

/// The text with no change made.
pub fn rejected(pieces: &[Piece]) -> String {
    with(pieces, |_| false)
}

/// Changes what the pieces read by now, as one wording follows another. What was put there on the way and is taken
/// away again leaves no trace.
pub fn follow(pieces: Vec<Piece>, ops: &[Op], mark: &Mark) -> Vec<Piece> {
    let mut rest = VecDeque::from(pieces);
    let mut done: Vec<Piece> = Vec::new();
    for op in ops {
        if op.op == OpKind::Insert {
            done.push(inserted(op, mark));
            continue;
        }
        let mut left = op.text.len();
        while left > 0 {
            let Some(piece) = rest.pop_front() else { break };
            if piece.deleted.is_some() {
                done.push(piece);
                continue;
            }
            let (mut piece, tail) = piece.cut(left);
            if let Some(tail) = tail {
                rest.push_front(tail);
            }
            left = left.saturating_sub(piece.text.len());
            match op.op {
                OpKind::Delete if piece.inserted.is_some() => {}
                OpKind::Delete => {
                    piece.deleted = Some(mark.clone());
                    done.push(piece);
                }
                _ => done.push(piece),
            }
        }
    }
    done.extend(rest);
    done
}

/// Lays the changes of one more over a text that others have changed, all of them written against the same text.
/// Nothing where they meet: where both take the same words away, or one writes where the other does.
pub fn lay(pieces: &[Piece], ops: &[Op], mark: &Mark) -> Option<Vec<Piece>> {
    let mut rest: VecDeque<Piece> = pieces.iter().cloned().collect();
    let mut done: Vec<Piece> = Vec::new();
    let strange =
        |piece: Option<&Piece>| piece.is_some_and(|piece| piece.by().any(|by| by != mark));
    for op in ops {
        if op.op == OpKind::Insert {
            if strange(done.last()) || strange(rest.front()) {
                return None;
            }
            done.push(inserted(op, mark));
            continue;
        }
        let mut left = op.text.len();
        while left > 0 {
            let Some(piece) = rest.pop_front() else { break };
            if piece.inserted.is_some() {
                // Words that another one put amid those that this one takes away.
                if op.op == OpKind::Delete && left < op.text.len() {
                    return None;
                }
                done.push(piece);
                continue;
            }
            let (mut piece, tail) = piece.cut(left);
            if let Some(tail) = tail {
                rest.push_front(tail);
            }
            left = left.saturating_sub(piece.text.len());
            if op.op == OpKind::Delete {
                if piece.deleted.is_some() {
                    return None;
                }
                piece.deleted = Some(mark.clone());
            }
            done.push(piece);
        }
    }
    done.extend(rest);
    Some(done)
}

fn inserted(op: &Op, mark: &Mark) -> Piece {
    Piece {
        text: op.text.clone(),
        inserted: Some(mark.clone()),
        deleted: None,
    }
}
