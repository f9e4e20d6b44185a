//! A comment that proposes other words becomes a redline in one step.

use super::{
    Quote,
    anchor::{AnchorPart, Place, Trail},
};
use crate::{
    Decided, Refusal, Text,
    content::Content,
    entry::{Drafted, Impact, Localised, NewChanges, NewRedline, Standing, propose_from},
    ids::{CommentNo, EntryNo, MemberNo, RedlineNo, WordingNo},
    markdown::replace,
    permit::Member,
    process::Role,
};

/// A comment as it stands when a redline is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    pub number: CommentNo,
    pub by: MemberNo,
    pub body: Text,
    pub quote: Option<Quote>,
    pub proposed: Option<Text>,
    /// The redline it speaks of, if it does not speak of the entry.
    pub redline: Option<RedlineNo>,
    /// The wording it was made on.
    pub wording: WordingNo,
    /// Whether a redline that was not withdrawn was made of it.
    pub redlined: bool,
}

/// Proposes the words of a comment in place of those it speaks of. Whoever does this for the comment's author moves it in
/// their name, and they are asked to confirm it; `drafted.mover` is the author as the roster has them now.
pub fn redline(
    number: RedlineNo,
    entry: &Standing,
    actor: MemberNo,
    (comment, impact): (&Remarked, Impact),
    trail: &Trail,
    drafted: Drafted<'_>,
    exists: impl Fn(EntryNo) -> bool,
) -> Result<Decided, Refusal> {
    if comment.redline.is_some() {
        return Err(Refusal::CommentOnRedline);
    }
    let proposed = comment.proposed.as_ref().ok_or(Refusal::NothingProposed)?;
    let quote = comment.quote.as_ref().ok_or(Refusal::CommentNowhere)?;
    if comment.redlined {
        return Err(Refusal::CommentRedlined);
    }
    let current = drafted.base.ok_or(Refusal::WordingUnknown)?;
    let spot = trail
        .spot(quote, comment.wording)
        .ok_or(Refusal::CommentOrphaned)?;
    let stands = trail.words_at(&spot).unwrap_or_default();
    if !stands.split_whitespace().eq(quote.exact.split_whitespace()) {
        return Err(Refusal::CommentOrphaned);
    }
    let source = spot.place.source(current).ok_or(Refusal::CommentOrphaned)?;
    let replaced = replace(source, spot.span, proposed).ok_or(Refusal::CommentCutsMarks)?;
    let present = drafted
        .mover
        .is_some_and(|author| is_participant(author, comment.by));
    let new = NewRedline {
        base: entry.facts.wording,
        changes: changes(current, &spot.place, Text::parse(&replaced)?),
        rationale: comment.body.clone(),
        impact,
        moved_by: Some(comment.by).filter(|_| present),
        answers_objection: None,
    };
    propose_from(
        number,
        entry,
        actor,
        new,
        Some(comment.number),
        drafted,
        exists,
    )
}

fn is_participant(author: &Member, by: MemberNo) -> bool {
    author.number == by && author.role == Role::Participant
}

/// One text of the wording replaced.
fn changes(current: &Content, place: &Place, text: Text) -> NewChanges {
    let lang = place.lang.clone();
    let mut changes = NewChanges::default();
    let with = |lists: &std::collections::BTreeMap<crate::Lang, Vec<Text>>| {
        let mut items = lists.get(&place.lang).cloned().unwrap_or_default();
        if let Some(item) = items.get_mut(place.index) {
            item.clone_from(&text);
        }
        Some(Localised::Many([(place.lang.clone(), items)].into()))
    };
    match place.part {
        AnchorPart::Note => changes.notes = with(&current.notes),
        AnchorPart::Example => changes.examples = with(&current.examples),
        AnchorPart::Definition => {
            changes.definition = Some(Localised::Many([(lang, text)].into()));
        }
    }
    changes
}
