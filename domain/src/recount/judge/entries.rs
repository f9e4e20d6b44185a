//! Entries: proposing, withdrawing, passing the pen.

use super::{Act, Verdict, numbered};
use crate::{
    Text,
    content::Content,
    entry::{self, Localised, NewEntry},
    ids::{EntryNo, MemberNo},
    permit::May,
};

pub(super) fn proposed(
    act: &Act<'_>,
    entry: EntryNo,
    content: &Content,
    rationale: Option<&Text>,
) -> Verdict {
    act.permit(May::Participate)?;
    let known = act.ledger.entries.last_key_value();
    let number = numbered("entry", entry, known.map(|(number, _)| number))?;
    let new = NewEntry {
        designations: content.designations.clone(),
        definition: Localised::Many(content.definition.clone()),
        notes: Some(Localised::Many(content.notes.clone())),
        examples: Some(Localised::Many(content.examples.clone())),
        sources: content.sources.clone(),
        relations: content.relations.clone(),
        lang: None,
        rationale: rationale.cloned(),
    };
    let decided = entry::propose(
        number,
        new,
        &act.process()?.languages,
        |slug| act.ledger.slugs.contains(slug),
        |other| act.entry_exists(other),
    )?;
    Ok(decided.into())
}

pub(super) fn withdrawn(act: &Act<'_>, entry: EntryNo, reason: &Text) -> Verdict {
    let actor = act.permit(May::Participate)?;
    act.entry(entry)?;
    let standing = act.ledger.standing(entry)?;
    Ok(entry::withdraw(&standing, actor.number, reason.clone())?.into())
}

pub(super) fn pen_passed(act: &Act<'_>, entry: EntryNo, to: MemberNo) -> Verdict {
    let actor = act.permit(May::PassPen)?;
    let standing = act.ledger.standing(entry)?;
    Ok(entry::pass_pen(&standing, actor, act.ledger.present(to))?.into())
}
