//! The life of a call, as far as people bring it about.

use super::{Act, Judged, Verdict, Wrong, numbered};
use crate::{
    Event, Moment, Text,
    call::{
        self, Ending, NewCall, contest, extend, make, nudge, state, withdraw, withdraw_contest,
    },
    ids::CallNo,
    permit::{Denial, May},
    process::State,
    record::{Revealed, Schedule},
};

use super::super::ledger::Called;

pub(super) fn scheduled(act: &Act<'_>, schedule: &Schedule) -> Verdict {
    act.permit(May::Convene)?;
    match act.process()?.state {
        State::Announced => return Err(Denial::NotOpenYet.into()),
        State::Closed => return Err(Denial::Closed.into()),
        State::Open => {}
    }
    let known = act.ledger.calls.last_key_value();
    let number = numbered("call", schedule.call, known.map(|(number, _)| number))?;
    let ground = act.ledger.ground(&schedule.subject, act.line.at)?;
    let new = NewCall {
        subject: schedule.subject.clone(),
        opens_at: Some(schedule.opens_at),
        closes_at: schedule.closes_at,
        blind: schedule.blind,
        silence: schedule.silence,
        answers: schedule.answers,
    };
    Ok(make(number, new, &ground)?.into())
}

pub(super) fn extended(act: &Act<'_>, number: CallNo, closes_at: Moment, reason: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let call = act.call(number)?;
    Ok(extend(&call.facts, closes_at, reason.clone())?.into())
}

pub(super) fn withdrawn(act: &Act<'_>, number: CallNo, reason: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let call = act.call(number)?;
    Ok(withdraw(&call.facts, reason.clone())?.into())
}

/// The convener closes a call before its time.
pub(super) fn closed(act: &Act<'_>, number: CallNo, statement: Option<&Text>) -> Verdict {
    act.permit(May::Convene)?;
    let call = act.call(number)?;
    let mut judged = close(act, call, None, statement)?;
    judged.remark = statement
        .is_none()
        .then(|| format!("The convener closed call {number} before its time and gave no reason."));
    Ok(judged)
}

/// Closes a call on what was said in it.
pub(super) fn close(
    act: &Act<'_>,
    call: &Called,
    due: Option<Moment>,
    statement: Option<&Text>,
) -> Verdict {
    let sealed = match call.facts.blind {
        true => revealed(act, call)?,
        false => Vec::new(),
    };
    let ending = Ending {
        at: act.line.at,
        due,
        statement: statement.cloned(),
        contest_days: act.process()?.contest_days,
        left: act.ledger.left(call),
        answers: call.answers_call.filter(|it| act.ledger.is_contested(*it)),
        sealed: sealed.clone(),
    };
    let ballot = call.ballot(&sealed);
    Ok(Judged::from(call::close(&call.facts, &ballot, ending)?))
}

/// What was sealed in a blind call stands in the line behind its closing: every position, in order.
fn revealed(act: &Act<'_>, call: &Called) -> Result<Vec<Revealed>, Wrong> {
    let number = call.facts.number;
    let all = match act.next.map(|next| &next.event) {
        Some(Event::PositionsRevealed { call, positions }) if *call == number => positions,
        _ => {
            return Err(Wrong::not_allowed(format!(
                "Call {number} is blind, and what was sealed does not follow its closing."
            ))
            .should("A line `positions.revealed` should follow at once.")
            .behind());
        }
    };
    let taken: Vec<_> = call.positions.iter().map(|it| it.number).collect();
    let shown: Vec<_> = all.iter().map(|it| it.position).collect();
    match taken == shown {
        true => Ok(all.clone()),
        false => Err(Wrong::not_allowed(format!(
            "In call {number} the positions {taken:?} were sealed, and {shown:?} are revealed."
        ))),
    }
}

/// The convener says something of an outcome that the clock made.
pub(super) fn stated(act: &Act<'_>, number: CallNo, statement: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let call = act.call(number)?;
    Ok(state(&call.facts, statement.clone())?.into())
}

/// Whom the convener asked are all who were silent, and nobody else.
pub(super) fn nudged(act: &Act<'_>, number: CallNo) -> Verdict {
    act.permit(May::Convene)?;
    let call = act.call(number)?;
    let heard: Vec<_> = call.positions.iter().map(|it| it.member).collect();
    let members = act.ledger.members.keys().copied();
    let present: Vec<_> = members
        .filter(|member| act.ledger.present(*member).is_some())
        .collect();
    let (last, at) = (call.nudged_at, act.line.at);
    Ok(nudge(&call.facts, &heard, &present, last, at)?.into())
}

pub(super) fn contested(act: &Act<'_>, number: CallNo, reason: &Text) -> Verdict {
    let Event::CallContested { member, .. } = act.line.event else {
        return Err(Wrong::unknown("call", number));
    };
    let actor = act.permit_own(member)?;
    let call = act.call(number)?;
    call.facts.seat(actor.number)?;
    let at = act.line.at;
    Ok(contest(&call.facts, member, &call.contests, at, reason.clone())?.into())
}

pub(super) fn contest_withdrawn(act: &Act<'_>, number: CallNo) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let call = act.call(number)?;
    Ok(withdraw_contest(&call.facts, actor.number, &call.contests)?.into())
}
