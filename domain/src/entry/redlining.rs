//! Redlines: proposed by anybody who takes part, settled by the pen holder alone.

use super::{Impact, NewRedline, RedlineState, Standing, proposing::check_relations};
use crate::{
    Decided, Event, Lang, Refusal, Text,
    content::{Changes, Content},
    ids::{CommentNo, EntryNo, MemberNo, RedlineNo},
    permit::Member,
    process::Role,
    record::Proposal,
    redline::{Conflict, PartName, carry, keep, parts_of},
};

/// A redline as it stands when something is decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub number: RedlineNo,
    pub state: RedlineState,
    pub changes: Changes,
    /// The parts that were folded already.
    pub folded: Vec<PartName>,
    pub impact: Impact,
    /// Who typed it.
    pub by: MemberNo,
    /// Whose it is said to be, and whether they agreed to that.
    pub moved_by: Option<MemberNo>,
    pub confirmed: Option<bool>,
}

/// Why a redline was not folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfolded {
    Refused(Refusal),
    /// The words it changes were changed meanwhile.
    Conflict(Vec<Conflict>),
}

impl From<Refusal> for Unfolded {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Pending {
    /// Whose redline it is: the member it was moved by, once they said so.
    pub fn author(&self) -> MemberNo {
        self.moved_by
            .filter(|_| self.confirmed == Some(true))
            .unwrap_or(self.by)
    }

    fn is_pending(&self) -> Result<(), Refusal> {
        if self.state == RedlineState::Pending {
            Ok(())
        } else {
            Err(Refusal::RedlineSettled)
        }
    }
}

/// What a redline was drafted on and by whom, as far as it was found.
#[derive(Debug, Clone, Copy)]
pub struct Drafted<'a> {
    /// The wording it was written against.
    pub base: Option<&'a Content>,
    /// The member it is said to be moved by, as the roster has them now.
    pub mover: Option<&'a Member>,
    /// The languages of the process, the authoritative one first.
    pub languages: &'a [Lang],
}

/// Proposes changes to a wording, any that exists: what became of the words since is settled when
/// the redline is.
pub fn propose_redline(
    number: RedlineNo,
    entry: &Standing,
    actor: MemberNo,
    new: NewRedline,
    drafted: Drafted<'_>,
    exists: impl Fn(EntryNo) -> bool,
) -> Result<Decided, Refusal> {
    propose_from(number, entry, actor, new, None, drafted, exists)
}

/// The same, perhaps with the words of a comment.
pub(crate) fn propose_from(
    number: RedlineNo,
    entry: &Standing,
    actor: MemberNo,
    new: NewRedline,
    from_comment: Option<CommentNo>,
    Drafted {
        base,
        mover,
        languages,
    }: Drafted<'_>,
    exists: impl Fn(EntryNo) -> bool,
) -> Result<Decided, Refusal> {
    let authoritative = languages.first().ok_or(Refusal::LanguagesMissing)?;
    let base_content = base.ok_or(Refusal::WordingUnknown)?;
    let moved_by = new.moved_by.filter(|mover| *mover != actor);
    if moved_by.is_some() {
        match mover {
            None => return Err(Refusal::MemberUnknown),
            Some(mover) if mover.role != Role::Participant => {
                return Err(Refusal::MoverNotParticipant);
            }
            Some(_) => {}
        }
    }
    let wanted = base_content.with(&new.changes.resolve(authoritative));
    // Parts that were sent along unchanged are not proposed.
    let changes = Changes::between(base_content, &wanted);
    if changes.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    wanted.check(languages)?;
    check_relations(&wanted.relations, entry.number, exists)?;
    entry.lives()?;
    Ok(Decided::new(Event::RedlineProposed(Proposal {
        redline: number,
        entry: entry.number,
        base: new.base,
        changes,
        rationale: new.rationale,
        impact: new.impact,
        moved_by,
        answers_objection: new.answers_objection,
        from_comment,
    })))
}

/// Folds a redline, or some of its parts, into the current wording, which makes the next one.
///
/// # Errors
/// The reason; or, where the same words changed since its base, all three texts of each part.
pub fn fold(
    entry: &Standing,
    actor: MemberNo,
    redline: &Pending,
    wanted: &[PartName],
    (base, current): (&Content, &Content),
    languages: &[Lang],
    exists: impl Fn(EntryNo) -> bool,
) -> Result<Decided, Unfolded> {
    entry.held_by(actor)?;
    let authoritative = languages.first().ok_or(Refusal::LanguagesMissing)?;
    let left = left_to_fold(redline, authoritative);
    let wanted: Vec<_> = wanted
        .iter()
        .map(|part| part.under(authoritative))
        .collect();
    redline.is_pending()?;
    entry.lives()?;
    entry.is_free()?;
    if wanted.iter().any(|part| !left.contains(part)) {
        return Err(Refusal::PartUnknown.into());
    }
    let chosen = if wanted.is_empty() { &left } else { &wanted };
    let changes = keep(&redline.changes, chosen, authoritative);
    let content = carry(base, &changes, current).map_err(Unfolded::Conflict)?;
    if content == *current {
        return Err(Refusal::NothingChanged.into());
    }
    content.check(languages)?;
    check_relations(&content.relations, entry.number, exists)?;
    let whole = redline.folded.is_empty() && left.iter().all(|part| chosen.contains(part));
    let parts = if whole {
        Vec::new()
    } else {
        chosen.iter().map(ToString::to_string).collect()
    };
    Ok(Decided::new(Event::RedlineFolded {
        redline: redline.number,
        entry: entry.number,
        wording: entry.facts.wording + 1,
        parts,
        content,
        impact: redline.impact,
    }))
}

/// The parts of a redline that were not folded yet.
pub fn left_to_fold(redline: &Pending, authoritative: &Lang) -> Vec<PartName> {
    let mut parts = parts_of(&redline.changes, authoritative);
    parts.retain(|part| !redline.folded.contains(part));
    parts
}

/// Refuses a redline, or what is left of it. Parts folded before stay folded.
pub fn refuse(
    entry: &Standing,
    actor: MemberNo,
    redline: &Pending,
    reason: Text,
) -> Result<Decided, Refusal> {
    entry.held_by(actor)?;
    redline.is_pending()?;
    entry.lives()?;
    Ok(Decided::new(Event::RedlineRefused {
        redline: redline.number,
        reason,
    }))
}

/// Takes a redline back.
pub fn withdraw_redline(
    entry: &Standing,
    actor: MemberNo,
    redline: &Pending,
    reason: Option<Text>,
) -> Result<Decided, Refusal> {
    if redline.author() != actor {
        return Err(Refusal::NotAuthor);
    }
    redline.is_pending()?;
    entry.lives()?;
    Ok(Decided::new(Event::RedlineWithdrawn {
        redline: redline.number,
        reason,
    }))
}

/// Says whether a redline that somebody else typed is one's own.
pub fn confirm(
    entry: &Standing,
    actor: MemberNo,
    redline: &Pending,
    agree: bool,
) -> Result<Decided, Refusal> {
    if redline.moved_by != Some(actor) {
        return Err(Refusal::NotMover);
    }
    redline.is_pending()?;
    entry.lives()?;
    if redline.confirmed.is_some() {
        return Err(Refusal::AlreadySettled);
    }
    Ok(Decided::new(Event::RedlineConfirmed {
        redline: redline.number,
        agree,
    }))
}
