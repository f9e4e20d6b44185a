//! Redlines: what was proposed, and which words came of it.

use super::{Act, Verdict, Wrong, numbered};
use crate::{
    Refusal, Text,
    content::Content,
    entry::{self, Drafted, NewChanges, NewRedline, Unfolded},
    ids::{EntryNo, RedlineNo, WordingNo},
    permit::May,
    reading::Stance,
    record::{ObjectionRef, Proposal},
    redline::PartName,
};

pub(super) fn proposed(act: &Act<'_>, proposal: &Proposal) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let known = act.ledger.redlines.last_key_value();
    let number = numbered("redline", proposal.redline, known.map(|(number, _)| number))?;
    let standing = act.ledger.standing(proposal.entry)?;
    if let Some(objection) = proposal.answers_objection {
        objects(act, proposal.entry, objection)?;
    }
    if let Some(comment) = proposal.from_comment
        && act.comment(comment)?.entry != proposal.entry
    {
        return Err(Refusal::CommentUnknown.into());
    }
    let new = NewRedline {
        base: proposal.base,
        changes: NewChanges::from(proposal.changes.clone()),
        rationale: proposal.rationale.clone(),
        impact: proposal.impact,
        moved_by: proposal.moved_by,
        answers_objection: proposal.answers_objection,
    };
    let drafted = Drafted {
        base: wording(act, proposal.entry, proposal.base),
        mover: proposal.moved_by.and_then(|it| act.ledger.present(it)),
        languages: &act.process()?.languages,
    };
    let decided = entry::propose_from(
        number,
        &standing,
        actor.number,
        new,
        proposal.from_comment,
        drafted,
        |other| act.entry_exists(other),
    )?;
    Ok(decided.into())
}

pub(super) fn folded(act: &Act<'_>, redline: RedlineNo, parts: &[String]) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let redlined = act.redline(redline)?;
    let standing = act.ledger.standing(redlined.entry)?;
    let unknown = || Wrong::from(Refusal::WordingUnknown);
    let base = wording(act, redlined.entry, redlined.base).ok_or_else(unknown)?;
    let current = wording(act, redlined.entry, standing.facts.wording).ok_or_else(unknown)?;
    let parts: Result<Vec<PartName>, _> = parts.iter().map(|part| part.parse()).collect();
    let decided = entry::fold(
        &standing,
        actor.number,
        &redlined.pending,
        &parts.map_err(|_| Wrong::from(Refusal::PartUnknown))?,
        (base, current),
        &act.process()?.languages,
        |other| act.entry_exists(other),
    );
    match decided {
        Ok(decided) => Ok(decided.into()),
        Err(Unfolded::Refused(refusal)) => Err(refusal.into()),
        Err(Unfolded::Conflict(_)) => Err(Wrong::not_allowed(format!(
            "Redline {redline} changes words that were changed since it was written, so it cannot be folded."
        ))),
    }
}

pub(super) fn refused(act: &Act<'_>, redline: RedlineNo, reason: &Text) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let redlined = act.redline(redline)?;
    let standing = act.ledger.standing(redlined.entry)?;
    Ok(entry::refuse(&standing, actor.number, &redlined.pending, reason.clone())?.into())
}

pub(super) fn withdrawn(act: &Act<'_>, redline: RedlineNo, reason: Option<&Text>) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let redlined = act.redline(redline)?;
    let standing = act.ledger.standing(redlined.entry)?;
    let pending = &redlined.pending;
    Ok(entry::withdraw_redline(&standing, actor.number, pending, reason.cloned())?.into())
}

pub(super) fn confirmed(act: &Act<'_>, redline: RedlineNo, agree: bool) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let redlined = act.redline(redline)?;
    let standing = act.ledger.standing(redlined.entry)?;
    Ok(entry::confirm(&standing, actor.number, &redlined.pending, agree)?.into())
}

/// A redline claims to meet an objection: one that was stated in a call on the same entry.
fn objects(act: &Act<'_>, entry: EntryNo, objection: ObjectionRef) -> Result<(), Wrong> {
    let call = act.call(objection.call)?;
    if call.facts.subject.entry() != Some(entry) {
        return Err(Refusal::ObjectionUnknown.into());
    }
    if call.facts.is_hidden() {
        return Err(Refusal::StillBlind.into());
    }
    let stated = call.positions.iter().any(|position| {
        let stated = position.stated.as_ref();
        position.number == objection.position
            && stated.is_some_and(|stated| stated.stance == Stance::Object)
    });
    match stated {
        true => Ok(()),
        false => Err(Refusal::ObjectionUnknown.into()),
    }
}

fn wording<'a>(act: &Act<'a>, entry: EntryNo, wording: WordingNo) -> Option<&'a Content> {
    act.ledger.entries.get(&entry)?.content(wording)
}
