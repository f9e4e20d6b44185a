//! The life of a call, and what it does to its entry and to the clock of its process.

use domain::{
    Event,
    call::{CallState, Prolonged, Subject},
    ids::CallNo,
    record::{Line, Schedule},
    rule::Silence,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, NotSet, PaginatorTrait,
    QueryFilter,
    sea_query::{Condition, Expr},
};

use crate::{
    Error, Result,
    calls::kind,
    projection::{due::set_next_due, entries::restate},
    rows::{json, value, word},
    tables::{calls, contests, entries, processes},
};

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    let (at, seq) = (
        line.at.millis(),
        i64::try_from(line.seq).unwrap_or(i64::MAX),
    );
    let number = match &line.event {
        Event::CallScheduled(schedule) => {
            insert(tx, process, schedule).await?;
            return set_next_due(tx, process).await;
        }
        Event::CallOpened { call, .. }
        | Event::CallExtended { call, .. }
        | Event::CallNudged { call, .. }
        | Event::CallWithdrawn { call, .. }
        | Event::CallClosed { call, .. }
        | Event::CallStated { call, .. }
        | Event::CallContested { call, .. }
        | Event::ContestWithdrawn { call, .. }
        | Event::CallFinalised { call, .. }
        | Event::CallSuperseded { call, .. } => *call,
        _ => return Ok(()),
    };
    let found = find(tx, process, number).await?;
    let subject: Subject = value(&found.subject)?;
    let mut row = found.clone().into_active_model();
    let mut is_final = false;
    match &line.event {
        Event::CallOpened {
            rule,
            groups,
            roster,
            ..
        } => {
            row.state = Set(word(&CallState::Open)?);
            row.opened_at = Set(Some(at));
            row.opened_seq = Set(Some(seq));
            row.rule = Set(Some(json(rule)?));
            row.groups = Set(Some(json(groups)?));
            row.roster = Set(Some(json(roster)?));
        }
        Event::CallExtended {
            closes_at, reason, ..
        } => {
            let mut all: Vec<Prolonged> =
                found.extensions.as_deref().map_or(Ok(Vec::new()), value)?;
            all.push(Prolonged {
                closes_at: *closes_at,
                reason: reason.clone(),
                at: line.at,
            });
            row.extensions = Set(Some(json(&all)?));
            row.closes_at = Set(closes_at.millis());
        }
        Event::CallNudged { .. } => {
            row.nudged_at = Set(Some(at));
            row.nudged_seq = Set(Some(seq));
        }
        Event::CallWithdrawn { reason, .. } => {
            row.state = Set(word(&CallState::Withdrawn)?);
            row.reason = Set(Some(reason.to_string()));
        }
        Event::CallClosed {
            due,
            early,
            statement,
            outcome,
            tally,
            final_at,
            left,
            ..
        } => {
            row.state = Set(word(&CallState::Closed)?);
            row.closed_at = Set(Some(due.unwrap_or(line.at).millis()));
            row.closed_seq = Set(Some(seq));
            row.early = Set(*early);
            row.statement = Set(statement.as_ref().map(ToString::to_string));
            row.outcome = Set(Some(json(outcome)?));
            row.tally = Set(Some(json(tally)?));
            row.left_groups = Set(Some(json(left)?));
            row.final_at = Set(Some(final_at.millis()));
        }
        Event::CallStated { statement, .. } => row.statement = Set(Some(statement.to_string())),
        Event::CallContested {
            contest,
            member,
            reason,
            ..
        } => {
            row.state = Set(word(&CallState::Contested)?);
            let contest = contests::ActiveModel {
                process_id: Set(process.id),
                call: Set(number.into()),
                number: Set((*contest).into()),
                member: Set((*member).into()),
                reason: Set(reason.to_string()),
                at: Set(at),
                withdrawn_at: Set(None),
            };
            contests::Entity::insert(contest)
                .exec_without_returning(tx)
                .await?;
        }
        Event::ContestWithdrawn { contest, .. } => {
            take_back(tx, process, number, *contest, at).await?;
            if !is_contested(tx, process, number).await? {
                row.state = Set(word(&CallState::Closed)?);
                row.final_at = Set(found.final_at.map(|until| until.max(at)));
            }
        }
        Event::CallFinalised { .. } => {
            row.state = Set(word(&CallState::Final)?);
            is_final = true;
        }
        Event::CallSuperseded { by, .. } => {
            row.state = Set(word(&CallState::Superseded)?);
            row.superseded_by = Set(Some((*by).into()));
        }
        _ => {}
    }
    if row.is_changed() {
        row.update(tx).await?;
    }
    if let Some(entry) = subject.entry() {
        if is_final && reached(&found)? {
            put_into_force(tx, process, number, &subject, line).await?;
        }
        restate(tx, process.id, entry, line.seq, at).await?;
    }
    set_next_due(tx, process).await
}

async fn insert(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    schedule: &Schedule,
) -> Result<()> {
    let wording = match &schedule.subject {
        Subject::Wording { wording, .. } => Some(i64::from(*wording)),
        _ => None,
    };
    let row = calls::ActiveModel {
        process_id: Set(process.id),
        number: Set(schedule.call.into()),
        subject: Set(json(&schedule.subject)?),
        kind: Set(kind(&schedule.subject).into()),
        entry: Set(schedule.subject.entry().map(i64::from)),
        wording: Set(wording),
        state: Set(word(&CallState::Scheduled)?),
        opens_at: Set(schedule.opens_at.millis()),
        closes_at: Set(schedule.closes_at.millis()),
        blind: Set(schedule.blind),
        assent: Set(schedule.silence == Some(Silence::Assent)),
        answers_call: Set(schedule.answers.map(i64::from)),
        early: Set(false),
        opened_at: NotSet,
        closed_at: NotSet,
        final_at: NotSet,
        rule: NotSet,
        groups: NotSet,
        roster: NotSet,
        opened_seq: NotSet,
        closed_seq: NotSet,
        extensions: NotSet,
        superseded_by: NotSet,
        statement: NotSet,
        outcome: NotSet,
        tally: NotSet,
        left_groups: NotSet,
        reason: NotSet,
        nudged_at: NotSet,
        nudged_seq: NotSet,
    };
    calls::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn find(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    number: CallNo,
) -> Result<calls::Model> {
    let row = calls::Entity::find_by_id((process.id, i64::from(number)))
        .one(tx)
        .await?;
    row.ok_or_else(|| {
        Error::Storage(format!(
            "the record speaks of a call {number} it never made"
        ))
    })
}

async fn take_back(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    call: CallNo,
    contest: u32,
    at: i64,
) -> Result<()> {
    contests::Entity::update_many()
        .col_expr(contests::Column::WithdrawnAt, Expr::value(Some(at)))
        .filter(contests::Column::ProcessId.eq(process.id))
        .filter(contests::Column::Call.eq(call))
        .filter(contests::Column::Number.eq(contest))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether a contest of the call is left.
async fn is_contested(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    call: CallNo,
) -> Result<bool> {
    let left = contests::Entity::find()
        .filter(contests::Column::ProcessId.eq(process.id))
        .filter(contests::Column::Call.eq(call))
        .filter(contests::Column::WithdrawnAt.is_null());
    Ok(left.count(tx).await? > 0)
}

/// What a final call that reached agreement does to its entry. What was withdrawn stays so, and an
/// older call that becomes final late does not undo a newer one.
async fn put_into_force(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    call: CallNo,
    subject: &Subject,
    line: &Line,
) -> Result<()> {
    let change = entries::Entity::update_many()
        .filter(entries::Column::ProcessId.eq(process.id))
        .filter(entries::Column::Withdrawn.eq(false));
    match subject {
        Subject::Wording { entry, wording } => {
            let newer = Condition::any()
                .add(entries::Column::AgreedCall.is_null())
                .add(entries::Column::AgreedCall.lt(call));
            change
                .col_expr(
                    entries::Column::AgreedWording,
                    Expr::value(Some(i64::from(*wording))),
                )
                .col_expr(
                    entries::Column::AgreedCall,
                    Expr::value(Some(i64::from(call))),
                )
                .col_expr(
                    entries::Column::AgreedAt,
                    Expr::value(Some(line.at.millis())),
                )
                .filter(entries::Column::Number.eq(*entry))
                .filter(newer)
                .exec(tx)
                .await?;
        }
        Subject::Retirement { entry, replaced_by } => {
            change
                .col_expr(entries::Column::Retired, Expr::value(true))
                .col_expr(
                    entries::Column::ReplacedBy,
                    Expr::value(replaced_by.map(i64::from)),
                )
                .filter(entries::Column::Number.eq(*entry))
                .exec(tx)
                .await?;
        }
        _ => {}
    }
    Ok(())
}

fn reached(row: &calls::Model) -> Result<bool> {
    let outcome: Option<domain::reading::Outcome> =
        row.outcome.as_deref().map(value).transpose()?;
    Ok(outcome.is_some_and(|outcome| outcome.is_reached()))
}
