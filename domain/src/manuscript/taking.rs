//! What a manuscript that came back proposes, author by author.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Fault, LINE_BREAK, Mark, Piece, Returned, ReturnedSection, changes, parts, rejected, text, with,
};
use crate::content::{Changes, Content};
use crate::ids::WordingNo;
use crate::redline::{OpKind, PartName, diff};
use crate::{Lang, Refusal};

/// The most of words changed without tracking that are quoted.
const QUOTED_MAX: usize = 120;

/// What one author changes in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    /// As the word processor has it.
    pub author: String,
    pub base: WordingNo,
    pub changes: Changes,
}

/// What is proposed, by section and author in the order in which they first appear. `known` says of a change that it
/// stands on record already.
///
/// # Errors
/// Where the words that nobody is said to have changed are not those of the base, where a part cannot be read, and
/// where nothing is proposed.
pub fn takings(
    returned: &Returned,
    content: impl Fn(WordingNo) -> Option<Content>,
    authoritative: &Lang,
    known: impl Fn(&Mark) -> bool,
) -> Result<Vec<Taking>, Refusal> {
    let mut takings = Vec::new();
    let mut marked = false;
    for section in &returned.sections {
        let base = content(section.base).ok_or(Refusal::WordingUnknown)?;
        check(section, &base, authoritative)?;
        let pieces = section.parts.iter().flat_map(|(_, pieces)| pieces);
        let mut seen = BTreeSet::new();
        let mut authors = Vec::new();
        for mark in pieces.flat_map(|piece| piece.inserted.iter().chain(&piece.deleted)) {
            marked = true;
            if !known(mark) && seen.insert(&mark.author) {
                authors.push(&mark.author);
            }
        }
        for author in authors {
            let taken = |mark: &Mark| mark.author == *author && !known(mark);
            let texts: BTreeMap<PartName, String> = section
                .parts
                .iter()
                .map(|(part, pieces)| (part.clone(), with(pieces, taken)))
                .collect();
            let changes = changes(&base, &texts, authoritative)?;
            if !changes.is_empty() {
                takings.push(Taking {
                    author: author.clone(),
                    base: section.base,
                    changes,
                });
            }
        }
    }
    if takings.is_empty() {
        return Err(match (marked, returned.formatted) {
            (true, _) => Fault::NothingNew,
            (false, true) => Fault::FormattingOnly,
            (false, false) => Fault::NoChange,
        }
        .into());
    }
    Ok(takings)
}

/// With every change rejected, a manuscript reads as its base.
fn check(section: &ReturnedSection, base: &Content, authoritative: &Lang) -> Result<(), Fault> {
    let found: BTreeMap<&PartName, &Vec<Piece>> = section
        .parts
        .iter()
        .map(|(part, pieces)| (part, pieces))
        .collect();
    for part in parts(&[base], authoritative) {
        let before = text(base, &part, authoritative);
        match found.get(&part) {
            None if before.is_empty() => {}
            None => {
                return Err(Fault::Heading {
                    part: part.to_string(),
                });
            }
            Some(_) => {}
        }
    }
    for (part, pieces) in found {
        let (before, now) = (text(base, part, authoritative), rejected(pieces));
        if before != now {
            return Err(Fault::Untracked {
                part: part.to_string(),
                words: changed_words(&before, &now),
            });
        }
    }
    Ok(())
}

/// `“bug” went; “defect” came`: the words that differ, as many as can be read at a glance.
fn changed_words(before: &str, now: &str) -> String {
    let quoted = |text: &str| match text.trim().is_empty() {
        true => "a space or a line break".to_owned(),
        false => format!("“{}”", text.trim().replace(['\n', LINE_BREAK], " ")),
    };
    let words: Vec<String> = diff(before, now)
        .iter()
        .filter_map(|op| match op.op {
            OpKind::Equal => None,
            OpKind::Delete => Some(format!("{} went", quoted(&op.text))),
            OpKind::Insert => Some(format!("{} came", quoted(&op.text))),
        })
        .collect();
    let words = words.join("; ");
    if words.chars().count() <= QUOTED_MAX {
        return words;
    }
    let cut: String = words.chars().take(QUOTED_MAX).collect();
    format!("{cut}…")
}
