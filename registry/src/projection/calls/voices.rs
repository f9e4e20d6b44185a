//! What people say in a call.

use domain::{
    Event,
    call::Stated,
    ids::CallNo,
    record::{Actor, Line, Revealed},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{
    Error, Result,
    rows::json,
    tables::{answers, confirmations, minorities, positions, processes, standing_positions},
};

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    line: &Line,
) -> Result<()> {
    let (at, seq) = (
        line.at.millis(),
        i64::try_from(line.seq).unwrap_or(i64::MAX),
    );
    match &line.event {
        Event::PositionTaken {
            call,
            position,
            member,
            stated,
            sealed: _,
        } => {
            let row = positions::ActiveModel {
                process_id: Set(process.id),
                call: Set((*call).into()),
                number: Set((*position).into()),
                member: Set((*member).into()),
                // What is sealed is private; the act that knows it writes it here.
                stated: Set(stated.as_ref().map_or(Ok(String::new()), json)?),
                salt: Set(None),
                at: Set(at),
                seq: Set(seq),
            };
            positions::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
            let row = standing_positions::ActiveModel {
                process_id: Set(process.id),
                call: Set((*call).into()),
                member: Set((*member).into()),
                position: Set((*position).into()),
            };
            use standing_positions::Column::{Call, Member, Position, ProcessId};
            let newest = OnConflict::columns([ProcessId, Call, Member])
                .update_column(Position)
                .to_owned();
            standing_positions::Entity::insert(row)
                .on_conflict(newest)
                .exec_without_returning(tx)
                .await?;
        }
        Event::PositionsRevealed { call, positions } => {
            for revealed in positions {
                reveal(tx, process, *call, revealed).await?;
            }
        }
        Event::AnswerGiven {
            call,
            answer,
            objection,
            body,
        } => {
            let Actor::Member(by) = line.actor else {
                return Err(Error::Storage("an answer is given by a member".into()));
            };
            let row = answers::ActiveModel {
                process_id: Set(process.id),
                call: Set((*call).into()),
                number: Set((*answer).into()),
                objection: Set((*objection).into()),
                body: Set(body.to_string()),
                by: Set(by.into()),
                at: Set(at),
            };
            answers::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
        }
        Event::AnswerConfirmed {
            call,
            answer,
            member,
            agree,
        } => {
            let row = confirmations::ActiveModel {
                process_id: Set(process.id),
                call: Set((*call).into()),
                answer: Set((*answer).into()),
                member: Set((*member).into()),
                agree: Set(*agree),
                seq: Set(seq),
            };
            use confirmations::Column::{Agree, Answer, Call, Member, ProcessId, Seq};
            let newest = OnConflict::columns([ProcessId, Call, Answer, Member])
                .update_columns([Agree, Seq])
                .to_owned();
            confirmations::Entity::insert(row)
                .on_conflict(newest)
                .exec_without_returning(tx)
                .await?;
        }
        Event::MinorityStated { call, member, text } => {
            let row = minorities::ActiveModel {
                process_id: Set(process.id),
                call: Set((*call).into()),
                member: Set((*member).into()),
                text: Set(text.to_string()),
                at: Set(at),
            };
            use minorities::Column::{At, Call, Member, ProcessId, Text};
            let newest = OnConflict::columns([ProcessId, Call, Member])
                .update_columns([Text, At])
                .to_owned();
            minorities::Entity::insert(row)
                .on_conflict(newest)
                .exec_without_returning(tx)
                .await?;
        }
        _ => {}
    }
    Ok(())
}

/// The rows hold it already where the position was taken here; a record that is read in brings it.
async fn reveal(
    tx: &DatabaseTransaction,
    process: &processes::Model,
    call: CallNo,
    revealed: &Revealed,
) -> Result<()> {
    let stated: &Stated = &revealed.stated;
    positions::Entity::update_many()
        .col_expr(positions::Column::Stated, Expr::value(json(stated)?))
        .col_expr(
            positions::Column::Salt,
            Expr::value(Some(revealed.salt.clone())),
        )
        .filter(positions::Column::ProcessId.eq(process.id))
        .filter(positions::Column::Call.eq(call))
        .filter(positions::Column::Number.eq(revealed.position))
        .exec(tx)
        .await?;
    Ok(())
}
