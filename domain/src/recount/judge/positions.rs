//! What people say in a call.

use super::{Act, Verdict, Wrong, numbered};
use crate::{
    Decided, Event, Text,
    call::{CallFacts, CallState, NewAnswer, answer, confirm, state_minority, take},
    ids::{CallNo, PositionNo},
    permit::{Denial, May},
    process::Role,
};

use super::super::{
    FaultKind,
    ledger::{Called, Ledger, Position},
};

pub(super) fn taken(act: &Act<'_>, number: CallNo) -> Verdict {
    let Event::PositionTaken {
        position,
        member,
        stated,
        sealed,
        ..
    } = &act.line.event
    else {
        return Err(Wrong::unknown("call", number));
    };
    let call = act.call(number)?;
    in_time(call)?;
    if let Some(neutral) = act.member().filter(|it| it.role == Role::Convener) {
        return Err(Wrong::not_allowed(format!(
            "Member {} convenes and holds no position: “{}”",
            neutral.number,
            Denial::Neutral
        ))
        .should("It does not count."));
    }
    act.permit_own(*member)?;
    if call.facts.seat(*member).is_err() {
        return Err(Wrong::not_allowed(format!(
            "Member {member} was not on the roster when call {number} opened, so they hold no position in it."
        ))
        .should("It does not count."));
    }
    let position = numbered("position", *position, Some(&call.last_position))?;
    match (call.facts.blind, stated, sealed) {
        (false, Some(stated), None) => Ok(take(&call.facts, position, *member, stated, "")?.into()),
        // What it says is checked when it is revealed.
        (true, None, Some(_)) => Ok(Decided::new(act.line.event.clone()).into()),
        (true, ..) => Err(Wrong::not_allowed(format!(
            "Call {number} is blind: a position in it carries its seal and nothing else."
        ))),
        (false, ..) => Err(Wrong::not_allowed(format!(
            "Call {number} is not blind: a position in it says what it is, and is not sealed."
        ))),
    }
}

/// Positions count if and only if they stand before the closing line.
fn in_time(call: &Called) -> Result<(), Wrong> {
    let number = call.facts.number;
    let says = match (call.facts.state, call.closed_by) {
        (CallState::Open, _) => return Ok(()),
        (CallState::Scheduled, _) => format!("Call {number} was not open yet."),
        (_, Some(closed)) => format!("Call {number} was closed by line {closed}, before this."),
        (..) => format!("Call {number} was withdrawn before this."),
    };
    Err(Wrong::not_allowed(says).should("It does not count."))
}

impl Ledger {
    /// The seals that do not open: each position is taken again with its salt, and what that seals
    /// must be what was on record before anybody could know the others.
    pub fn broken_seals(&self, event: &Event) -> Vec<Wrong> {
        let Event::PositionsRevealed { call, positions } = event else {
            return Vec::new();
        };
        let Some(call) = self.calls.get(call) else {
            return Vec::new();
        };
        let open = CallFacts {
            state: CallState::Open,
            ..call.facts.clone()
        };
        let mut broken = Vec::new();
        for revealed in positions {
            let mut taken = call.positions.iter();
            let Some(taken) = taken.find(|it| it.number == revealed.position) else {
                continue;
            };
            let (number, member) = (taken.number, taken.member);
            match take(&open, number, member, &revealed.stated, &revealed.salt) {
                Err(refusal) => broken.push(refusal.into()),
                Ok(decided) => {
                    if let Event::PositionTaken { sealed, .. } = decided.into_event()
                        && sealed != taken.sealed
                    {
                        broken.push(unsealed(call, taken, sealed));
                    }
                }
            }
        }
        broken
    }
}

fn unsealed(call: &Called, taken: &Position, sealed: Option<String>) -> Wrong {
    let says = format!(
        "Position {} of member {} in call {} is revealed as something else than what was sealed: its SHA-256 is {}.",
        taken.number,
        taken.member,
        call.facts.number,
        sealed.unwrap_or_default()
    );
    let was = taken.sealed.clone().unwrap_or_default();
    Wrong::new(FaultKind::Seal, says).should(format!("The seal on record is {was}."))
}

pub(super) fn answered(
    act: &Act<'_>,
    number: CallNo,
    stated: u32,
    objection: PositionNo,
    body: &Text,
) -> Verdict {
    act.permit(May::Participate)?;
    let call = act.call(number)?;
    let next = numbered("answer", stated, Some(&call.last_answer))?;
    let new = NewAnswer {
        objection,
        body: body.clone(),
    };
    Ok(answer(&call.facts, next, &call.casts(&[]), new)?.into())
}

pub(super) fn confirmed(act: &Act<'_>, number: CallNo, stated: u32, agree: bool) -> Verdict {
    let Event::AnswerConfirmed { member, .. } = act.line.event else {
        return Err(Wrong::unknown("call", number));
    };
    let call = act.call(number)?;
    act.permit_own(member)?;
    if !call.answers.contains_key(&stated) {
        return Err(Wrong::unknown("answer", stated));
    }
    call.facts.seat(member)?;
    Ok(confirm(&call.facts, stated, member, agree)?.into())
}

pub(super) fn minority(act: &Act<'_>, number: CallNo, text: &Text) -> Verdict {
    let Event::MinorityStated { member, .. } = act.line.event else {
        return Err(Wrong::unknown("call", number));
    };
    let call = act.call(number)?;
    act.permit_own(member)?;
    call.facts.seat(member)?;
    let own = call.positions.iter().rfind(|it| it.member == member);
    let stance = own.and_then(|own| own.stated.as_ref()).map(|it| it.stance);
    Ok(state_minority(&call.facts, member, stance, text.clone())?.into())
}
