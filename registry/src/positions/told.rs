//! How one person's positions came about: in a call, and in the other calls on the same entry.

use domain::{
    Moment, Slug,
    call::{CallState, Subject},
    ids::{CallNo, EntryNo, MemberNo, WordingNo},
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;

use crate::{
    Caller, Error, Registry, Result,
    calls::{PositionView, Sheet},
    names::Person,
    rows::number,
    tables::calls,
};

/// What one person held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Told {
    pub person: Person,
    /// The call that was asked for, then the others on the same entry, the newest first.
    pub calls: Vec<ToldIn>,
}

/// What they held in one call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToldIn {
    pub call: CallNo,
    pub state: CallState,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNo>,
    /// The wording it was about, where it was about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wording: Option<WordingNo>,
    /// Whether it is blind and its positions are sealed: then only one's own are told.
    pub hidden: bool,
    /// Oldest first.
    pub positions: Vec<PositionView>,
}

/// The positions of a member in a call and in the others on the same entry, each as it was taken.
/// Of a blind call that is open, one's own.
pub async fn told(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    member: MemberNo,
) -> Result<Told> {
    let view = registry.view(caller, now, process).await?;
    let sheet = Sheet::load(&view, call).await?;
    if sheet.facts.seat(member).is_err() {
        return Err(Error::NotFound);
    }
    let person = sheet.names.person(member);
    let mut told = vec![told_in(&sheet, member)];
    if let Some(entry) = sheet.facts.subject.entry() {
        let others = calls::Entity::find()
            .filter(calls::Column::ProcessId.eq(view.process.id))
            .filter(calls::Column::Entry.eq(entry))
            .filter(calls::Column::Number.ne(call))
            .order_by_desc(calls::Column::Number);
        for other in others.all(&registry.db).await? {
            let other = Sheet::load(&view, number(other.number)).await?;
            if other.facts.seat(member).is_ok() {
                told.push(told_in(&other, member));
            }
        }
    }
    Ok(Told {
        person,
        calls: told,
    })
}

fn told_in(sheet: &Sheet, member: MemberNo) -> ToldIn {
    let subject = &sheet.facts.subject;
    ToldIn {
        call: sheet.facts.number,
        state: sheet.facts.state,
        entry: subject.entry(),
        wording: match subject {
            Subject::Wording { wording, .. } => Some(*wording),
            _ => None,
        },
        hidden: sheet.facts.is_hidden(),
        positions: sheet.of_member(member),
    }
}
