//! Redlines and what became of them.

use domain::{
    Event, Lang, Refusal,
    entry::RedlineState,
    ids::{EntryNo, RedlineNo},
    record::Proposal,
    redline::{PartName, parts_of},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{
    Here,
    wordings::{self, Origin},
};
use crate::{
    Error, Result,
    rows::{json, number, value, word},
    tables::redlines,
};

/// Carries a line over and returns the entry it concerns.
pub(super) async fn apply(here: Here<'_>, event: &Event) -> Result<EntryNo> {
    match event {
        Event::RedlineProposed(proposal) => {
            insert(here, proposal).await?;
            here.discussed(proposal.entry).await?;
            Ok(proposal.entry)
        }
        Event::RedlineConfirmed { redline, agree } => {
            change(here, *redline, |row| {
                row.confirmed = Set(Some(*agree));
                Ok(())
            })
            .await
        }
        Event::RedlineFolded {
            redline,
            entry,
            wording,
            parts,
            content,
            impact,
        } => {
            let row = find(here, *redline).await?;
            let origin = Origin {
                redline: Some(*redline),
                rationale: Some(&row.rationale),
                impact: Some(*impact),
            };
            wordings::next(here, *entry, *wording, content, origin).await?;
            let parts: Vec<PartName> = parts.iter().filter_map(|part| part.parse().ok()).collect();
            let (folded, whole) = folded(here, &row, parts)?;
            change(here, *redline, |row| {
                row.folded_parts = Set(json(&folded)?);
                row.wording = Set(Some((*wording).into()));
                if whole {
                    settle(here, row, RedlineState::Folded)?;
                }
                Ok(())
            })
            .await
        }
        Event::RedlineRefused { redline, reason } => {
            change(here, *redline, |row| {
                row.reason = Set(Some(reason.to_string()));
                settle(here, row, RedlineState::Refused)
            })
            .await
        }
        Event::RedlineWithdrawn { redline, reason } => {
            change(here, *redline, |row| {
                row.reason = Set(reason.as_ref().map(ToString::to_string));
                settle(here, row, RedlineState::Withdrawn)
            })
            .await
        }
        _ => Err(Error::Refused(Refusal::RedlineUnknown)),
    }
}

async fn insert(here: Here<'_>, proposal: &Proposal) -> Result<()> {
    let row = redlines::ActiveModel {
        process_id: Set(here.process.id),
        number: Set(proposal.redline.into()),
        entry: Set(proposal.entry.into()),
        base: Set(proposal.base.into()),
        changes: Set(json(&proposal.changes)?),
        folded_parts: Set("[]".into()),
        rationale: Set(proposal.rationale.to_string()),
        impact: Set(word(&proposal.impact)?),
        by: Set(here.by),
        moved_by: Set(proposal.moved_by.map(i64::from)),
        confirmed: Set(None),
        answers_call: Set(proposal
            .answers_objection
            .map(|objection| objection.call.into())),
        answers_position: Set(proposal
            .answers_objection
            .map(|objection| objection.position.into())),
        state: Set(word(&RedlineState::Pending)?),
        reason: Set(None),
        wording: Set(None),
        at: Set(here.at),
        settled_at: Set(None),
        from_comment: Set(proposal.from_comment.map(i64::from)),
    };
    redlines::Entity::insert(row)
        .exec_without_returning(here.tx)
        .await?;
    Ok(())
}

/// The parts folded by now, and whether that is all of them. A line that names none folded all.
fn folded(
    here: Here<'_>,
    row: &redlines::Model,
    parts: Vec<PartName>,
) -> Result<(Vec<PartName>, bool)> {
    let languages: Vec<Lang> = value(&here.process.languages)?;
    let authoritative = languages
        .first()
        .ok_or(Error::Refused(Refusal::LanguagesMissing))?;
    let all = parts_of(&value(&row.changes)?, authoritative);
    if parts.is_empty() {
        return Ok((all, true));
    }
    let mut folded: Vec<PartName> = value(&row.folded_parts)?;
    folded.extend(parts);
    folded.sort();
    folded.dedup();
    let whole = all.iter().all(|part| folded.contains(part));
    Ok((folded, whole))
}

fn settle(here: Here<'_>, row: &mut redlines::ActiveModel, state: RedlineState) -> Result<()> {
    row.state = Set(word(&state)?);
    row.settled_at = Set(Some(here.at));
    Ok(())
}

async fn change(
    here: Here<'_>,
    redline: RedlineNo,
    change: impl FnOnce(&mut redlines::ActiveModel) -> Result<()>,
) -> Result<EntryNo> {
    let row = find(here, redline).await?;
    let entry = number(row.entry);
    let mut row = row.into_active_model();
    change(&mut row)?;
    row.update(here.tx).await?;
    Ok(entry)
}

async fn find(here: Here<'_>, redline: RedlineNo) -> Result<redlines::Model> {
    let row = redlines::Entity::find_by_id((here.process.id, i64::from(redline)))
        .one(here.tx)
        .await?;
    row.ok_or(Error::Refused(Refusal::RedlineUnknown))
}
