//! What the clock does: what was due first, and nothing else.

use super::{Act, Verdict, Wrong, calls};
use crate::{
    Event,
    call::{CallState, finalise, open},
    ids::CallNo,
};

pub(super) fn does(act: &Act<'_>) -> Verdict {
    let Some((due, number)) = act.ledger.due(act.line.at) else {
        return Err(Wrong::not_allowed(
            "The clock wrote it, and nothing was due at that time.",
        ));
    };
    let stated = of_call(&act.line.event);
    if stated.is_some_and(|stated| stated != number) {
        return Err(
            Wrong::not_allowed("The clock does what was due first, and this was not.")
                .should(format!("Call {number} was due before, at {due}.")),
        );
    }
    let call = act.call(number)?;
    match call.facts.state {
        CallState::Scheduled => {
            let ground = act.ledger.ground(&call.facts.subject, act.line.at)?;
            Ok(open(&call.facts, &ground)?.into())
        }
        CallState::Open => calls::close(act, call, Some(due), None),
        _ => Ok(finalise(&call.facts)?.into()),
    }
}

/// The call that an act of the clock is about.
fn of_call(event: &Event) -> Option<CallNo> {
    match event {
        Event::CallOpened { call, .. }
        | Event::CallWithdrawn { call, .. }
        | Event::CallClosed { call, .. }
        | Event::CallFinalised { call, .. } => Some(*call),
        _ => None,
    }
}
