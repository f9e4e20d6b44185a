//! From the rows of a call to what the domain decides and counts with.

use domain::{
    Event, Slug,
    call::{CallFacts, CallState, Contest, OtherCall, Stated},
    ids::{CallNo, EntryNo, MemberNo, PositionNo},
    reading::{Answer, Ballot, Cast, Confirmation, Outcome},
    rule::Silence,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    Error, Result,
    rows::{from_word, moment, number, value},
    tables::{answers, calls, confirmations, contests, positions, record},
};

/// What was said in a call: the rows that its ballot is made of.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) positions: Vec<Taken>,
    pub(crate) answers: Vec<answers::Model>,
    pub(crate) confirmations: Vec<confirmations::Model>,
    pub(crate) commented: bool,
}

/// A position with what it states.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) row: positions::Model,
    pub(crate) number: PositionNo,
    pub(crate) member: MemberNo,
    pub(crate) stated: Stated,
}

impl calls::Model {
    pub(crate) fn facts(&self) -> Result<CallFacts> {
        Ok(CallFacts {
            number: number(self.number),
            subject: value(&self.subject)?,
            state: self.state()?,
            opens_at: moment(self.opens_at),
            closes_at: moment(self.closes_at),
            blind: self.blind,
            silence: if self.assent {
                Silence::Assent
            } else {
                Silence::Abstain
            },
            rule: self.rule.as_deref().map(value).transpose()?,
            roster: self.roster.as_deref().map_or(Ok(Vec::new()), value)?,
            reached: self.outcome()?.map(|outcome| outcome.is_reached()),
            final_at: self.final_at.map(moment),
            stated: self.statement.is_some(),
        })
    }

    pub(crate) fn state(&self) -> Result<CallState> {
        from_word(&self.state)
    }

    pub(crate) fn outcome(&self) -> Result<Option<Outcome>> {
        self.outcome.as_deref().map(value).transpose()
    }

    pub(crate) fn other(&self) -> Result<OtherCall> {
        Ok(OtherCall {
            number: number(self.number),
            subject: value(&self.subject)?,
            state: self.state()?,
            reached: self.outcome()?.is_some_and(|outcome| outcome.is_reached()),
        })
    }

    /// All that its outcome is computed from.
    pub(crate) fn ballot(&self, said: &Said) -> Result<Ballot> {
        let groups: Vec<Slug> = self.groups.as_deref().map_or(Ok(Vec::new()), value)?;
        let mut confirmations: Vec<_> = said.confirmations.iter().collect();
        confirmations.sort_by_key(|row| row.seq);
        let answers = said.answers.iter().map(|answer| Answer {
            objection: number(answer.objection),
            confirmations: confirmations
                .iter()
                .filter(|row| row.answer == answer.number)
                .map(|row| Confirmation {
                    member: number(row.member),
                    agree: row.agree,
                })
                .collect(),
        });
        Ok(Ballot {
            groups,
            seats: self.roster.as_deref().map_or(Ok(Vec::new()), value)?,
            positions: casts(&said.positions),
            answers: answers.collect(),
            assent_announced: self.assent,
            commented: said.commented,
        })
    }
}

impl contests::Model {
    pub(crate) fn contest(&self) -> Contest {
        Contest {
            number: number(self.number),
            member: number(self.member),
            withdrawn: self.withdrawn_at.is_some(),
        }
    }
}

pub(crate) fn casts(positions: &[Taken]) -> Vec<Cast> {
    let cast = |taken: &Taken| Cast {
        number: taken.number,
        member: taken.member,
        stance: taken.stated.stance,
    };
    positions.iter().map(cast).collect()
}

pub(crate) fn taken(rows: Vec<positions::Model>) -> Result<Vec<Taken>> {
    rows.into_iter()
        .map(|row| {
            Ok(Taken {
                number: number(row.number),
                member: number(row.member),
                stated: value(&row.stated)?,
                row,
            })
        })
        .collect()
}

/// A call by its number; a number of another process is none of this one.
pub(crate) fn one(process: i64, call: CallNo) -> Select<calls::Entity> {
    calls::Entity::find_by_id((process, i64::from(call)))
}

pub(crate) fn found(row: Option<calls::Model>) -> Result<calls::Model> {
    row.ok_or(Error::NotFound)
}

pub(crate) fn positions_of(process: i64, call: CallNo) -> Select<positions::Entity> {
    positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(process))
        .filter(positions::Column::Call.eq(call))
        .order_by_asc(positions::Column::Number)
}

pub(crate) fn answers_of(process: i64, call: CallNo) -> Select<answers::Entity> {
    answers::Entity::find()
        .filter(answers::Column::ProcessId.eq(process))
        .filter(answers::Column::Call.eq(call))
        .order_by_asc(answers::Column::Number)
}

pub(crate) fn confirmations_of(process: i64, call: CallNo) -> Select<confirmations::Entity> {
    confirmations::Entity::find()
        .filter(confirmations::Column::ProcessId.eq(process))
        .filter(confirmations::Column::Call.eq(call))
}

pub(crate) fn contests_of(process: i64, call: CallNo) -> Select<contests::Entity> {
    contests::Entity::find()
        .filter(contests::Column::ProcessId.eq(process))
        .filter(contests::Column::Call.eq(call))
        .order_by_asc(contests::Column::Number)
}

/// The lines of comments that came while a call was open, where they bear on it: where its silence
/// is assent and it is about an entry.
pub(crate) fn comments_during(row: &calls::Model) -> Option<Select<record::Entity>> {
    row.entry.filter(|_| row.assent)?;
    let lines = record::Entity::find()
        .filter(record::Column::ProcessId.eq(row.process_id))
        .filter(record::Column::Act.eq("comment.added"))
        .filter(record::Column::Seq.gt(row.opened_seq?));
    Some(match row.closed_seq {
        Some(closed) => lines.filter(record::Column::Seq.lt(closed)),
        None => lines,
    })
}

/// Whether one of these lines is a comment on the entry.
pub(crate) fn any_on(entry: Option<i64>, lines: &[record::Model]) -> Result<bool> {
    let entry: Option<EntryNo> = entry.map(number);
    for line in lines {
        let body = format!(r#"{{"act":"comment.added","data":{}}}"#, line.data);
        if let Event::CommentAdded(remark) = value(&body)?
            && Some(remark.entry) == entry
        {
            return Ok(true);
        }
    }
    Ok(false)
}
