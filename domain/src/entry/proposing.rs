//! Proposing an entry, taking it back, passing its pen.

use super::{EntryStatus, NewEntry, Standing, status};
use crate::{
    Decided, Event, Lang, Refusal, Slug, Text,
    content::{Content, Relation},
    ids::{EntryNo, MemberNo},
    permit::Member,
    process::Role,
};

/// Proposes an entry with its first wording; who proposes it holds the pen.
///
/// `taken` says which slugs are in use, `exists` which entries there are; `languages` are those of
/// the process, the authoritative one first.
pub fn propose(
    number: EntryNo,
    new: NewEntry,
    languages: &[Lang],
    taken: impl Fn(&str) -> bool,
    exists: impl Fn(EntryNo) -> bool,
) -> Result<Decided, Refusal> {
    let authoritative = languages.first().ok_or(Refusal::LanguagesMissing)?;
    let lang = new.lang.unwrap_or_else(|| authoritative.clone());
    let mut content = Content {
        designations: new.designations,
        definition: new.definition.by_lang(&lang),
        notes: new
            .notes
            .map(|lists| lists.by_lang(&lang))
            .unwrap_or_default(),
        examples: new
            .examples
            .map(|lists| lists.by_lang(&lang))
            .unwrap_or_default(),
        sources: new.sources,
        relations: new.relations,
    };
    content.notes.retain(|_, notes| !notes.is_empty());
    content.examples.retain(|_, examples| !examples.is_empty());
    content.check(languages)?;
    check_relations(&content.relations, number, exists)?;
    let term = content
        .preferred(authoritative)
        .ok_or(Refusal::PreferredMissing)?;
    let slug = Slug::derive(term, taken);
    Ok(Decided::new(Event::EntryProposed {
        entry: number,
        slug,
        content,
        rationale: new.rationale,
    }))
}

/// Takes an entry back; its proposer may until it is agreed.
pub fn withdraw(entry: &Standing, actor: MemberNo, reason: Text) -> Result<Decided, Refusal> {
    if entry.proposer != actor {
        return Err(Refusal::NotAuthor);
    }
    entry.lives()?;
    entry.is_free()?;
    // What reached agreement is no longer the proposer's alone, even before it is final.
    if entry.facts.agreed.is_some() || status(&entry.facts) == EntryStatus::Called {
        return Err(Refusal::EntryAgreed);
    }
    Ok(Decided::new(Event::EntryWithdrawn {
        entry: entry.number,
        reason,
    }))
}

/// Hands the pen to a participant. `to` is the member as the roster has them now, if it does.
pub fn pass_pen(entry: &Standing, actor: &Member, to: Option<&Member>) -> Result<Decided, Refusal> {
    if actor.role != Role::Convener {
        entry.held_by(actor.number)?;
    }
    let to = to.ok_or(Refusal::MemberUnknown)?;
    if to.role != Role::Participant {
        return Err(Refusal::PenNotParticipant);
    }
    entry.lives()?;
    if to.number == entry.pen {
        return Err(Refusal::NothingChanged);
    }
    Ok(Decided::new(Event::PenPassed {
        entry: entry.number,
        member: to.number,
    }))
}

/// Relations lead to other entries of the same process.
pub(super) fn check_relations(
    relations: &[Relation],
    entry: EntryNo,
    exists: impl Fn(EntryNo) -> bool,
) -> Result<(), Refusal> {
    for relation in relations {
        if relation.entry == entry {
            return Err(Refusal::RelationToSelf);
        }
        if !exists(relation.entry) {
            return Err(Refusal::EntryUnknown);
        }
    }
    Ok(())
}
