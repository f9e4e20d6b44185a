//! Meetings, as the record says them.

use domain::{
    Event,
    meeting::{ActionState, Meeting},
    record::Line,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::due::set_next_due;
use crate::{
    Error, Result,
    rows::{json, value, word},
    tables::{
        attendances, hands, meeting_actions, meeting_drafts, meetings, poll_choices, processes,
    },
};

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    let by = line.actor.number();
    match &line.event {
        Event::MeetingPlanned(plan) => {
            let meeting = Meeting::planned(plan, by, line.at);
            let row = meetings::ActiveModel {
                process_id: Set(process.id),
                number: Set(plan.meeting.into()),
                link: Set(None),
                tick: Set(0),
                ..columns(&meeting)?
            };
            meetings::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
            Ok(())
        }
        Event::AttendanceChanged {
            meeting,
            member,
            present,
        } => attend(tx, process, line, (*meeting, *member), *present).await,
        Event::ActionAssigned(assignment) => {
            let row = meeting_actions::ActiveModel {
                process_id: Set(process.id),
                meeting: Set(assignment.meeting.into()),
                number: Set(assignment.action.into()),
                item: Set(assignment.item.map(i64::from)),
                body: Set(assignment.body.to_string()),
                owner: Set(assignment.owner.into()),
                due: Set(assignment.due.map(|due| due.to_string())),
                state: Set(word(&ActionState::Open)?),
                remark: Set(None),
                by: Set(by.into()),
                at: Set(line.at.millis()),
                settled_at: Set(None),
            };
            meeting_actions::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
            Ok(())
        }
        Event::ActionSettled(settlement) => {
            let key = (
                process.id,
                settlement.meeting.into(),
                settlement.action.into(),
            );
            let found = meeting_actions::Entity::find_by_id(key).one(tx).await?;
            let mut row = found.ok_or(Error::NotFound)?.into_active_model();
            row.state = Set(word(&settlement.state)?);
            row.remark = Set(settlement.remark.as_ref().map(ToString::to_string));
            row.settled_at = Set(Some(line.at.millis()));
            row.update(tx).await?;
            Ok(())
        }
        event => match event.meeting() {
            Some(meeting) => fold(tx, process, line, meeting.into()).await,
            None => Ok(()),
        },
    }
}

/// Carries a line over into the meeting it is about.
async fn fold(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
    meeting: i64,
) -> Result<()> {
    let found = meetings::Entity::find_by_id((process.id, meeting))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let mut folded: Meeting = value(&found.folded)?;
    folded.apply(line);
    let row = meetings::ActiveModel {
        process_id: Set(process.id),
        number: Set(meeting),
        ..columns(&folded)?
    };
    row.update(tx).await?;
    match &line.event {
        // What was chosen is nobody's business once it was counted.
        Event::PollClosed(closing) => {
            poll_choices::Entity::delete_many()
                .filter(poll_choices::Column::ProcessId.eq(process.id))
                .filter(poll_choices::Column::Meeting.eq(meeting))
                .filter(poll_choices::Column::Poll.eq(closing.poll))
                .exec(tx)
                .await?;
        }
        Event::MeetingEnded { .. } => clear(tx, process.id, meeting, line).await?,
        Event::MinutesCirculated(_) | Event::CallScheduled(_) | Event::MinutesFrozen(_) => {
            set_next_due(tx, process).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Everybody has left, hands are down, and nothing is typed before all any more.
async fn clear(tx: &DatabaseTransaction, process_id: i64, meeting: i64, line: &Line) -> Result<()> {
    attendances::Entity::update_many()
        .col_expr(attendances::Column::Present, Expr::value(false))
        .col_expr(attendances::Column::At, Expr::value(line.at.millis()))
        .filter(attendances::Column::ProcessId.eq(process_id))
        .filter(attendances::Column::Meeting.eq(meeting))
        .filter(attendances::Column::Present.eq(true))
        .exec(tx)
        .await?;
    hands::Entity::delete_many()
        .filter(hands::Column::ProcessId.eq(process_id))
        .filter(hands::Column::Meeting.eq(meeting))
        .exec(tx)
        .await?;
    meeting_drafts::Entity::delete_many()
        .filter(meeting_drafts::Column::ProcessId.eq(process_id))
        .filter(meeting_drafts::Column::Meeting.eq(meeting))
        .exec(tx)
        .await?;
    Ok(())
}

async fn attend(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    line: &Line,
    (meeting, member): (u32, u32),
    present: bool,
) -> Result<()> {
    use attendances::Column::{At, Meeting, Member, Present, ProcessId};
    let row = attendances::ActiveModel {
        process_id: Set(process.id),
        meeting: Set(meeting.into()),
        member: Set(member.into()),
        present: Set(present),
        at: Set(line.at.millis()),
    };
    let newest = OnConflict::columns([ProcessId, Meeting, Member])
        .update_columns([Present, At])
        .to_owned();
    attendances::Entity::insert(row)
        .on_conflict(newest)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// What is asked for by the database stands in columns, everything in one value beside them.
fn columns(meeting: &Meeting) -> Result<meetings::ActiveModel> {
    Ok(meetings::ActiveModel {
        state: Set(word(&meeting.facts.state)?),
        starts_at: Set(meeting.facts.starts_at.millis()),
        announced: Set(meeting.announced),
        due: Set(meeting.facts.due().map(domain::Moment::millis)),
        folded: Set(json(meeting)?),
        ..Default::default()
    })
}
