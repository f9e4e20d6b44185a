//! What the clock does: what was due first, and nothing else.

use super::{super::ledger::Due, Act, Verdict, Wrong, calls};
use crate::{
    Event,
    call::{CallState, finalise, open},
    meeting,
    review::close,
};

pub(super) fn does(act: &Act<'_>) -> Verdict {
    let Some((due, what)) = act.ledger.due(act.line.at) else {
        return Err(Wrong::not_allowed(
            "The clock wrote it, and nothing was due at that time.",
        ));
    };
    let stated = about(&act.line.event);
    if stated.is_some_and(|stated| stated != what) {
        return Err(
            Wrong::not_allowed("The clock does what was due first, and this was not.").should(
                format!("The clock's line on {what} should stand there, due at {due}."),
            ),
        );
    }
    let call = match what {
        Due::Call(number) => act.call(number)?,
        Due::Review(number) => {
            let review = act.ledger.reviews.get(&number);
            let review = review.ok_or_else(|| Wrong::unknown("review", number))?;
            return Ok(close(review, Some(due), None)?.into());
        }
        Due::Minutes(number) => {
            let met = act.ledger.meetings.get(&number);
            let met = met.ok_or_else(|| Wrong::unknown("meeting", number))?;
            return Ok(meeting::freeze(&met.meeting.facts, due)?.into());
        }
    };
    match call.facts.state {
        CallState::Scheduled => {
            let ground = act.ledger.ground(&call.facts.subject, act.line.at)?;
            Ok(open(&call.facts, &ground)?.into())
        }
        CallState::Open => calls::close(act, call, Some(due), None),
        _ => Ok(finalise(&call.facts)?.into()),
    }
}

/// What an act of the clock is about.
fn about(event: &Event) -> Option<Due> {
    match event {
        Event::CallOpened { call, .. }
        | Event::CallWithdrawn { call, .. }
        | Event::CallClosed { call, .. }
        | Event::CallFinalised { call, .. } => Some(Due::Call(*call)),
        Event::ReviewClosed(closing) => Some(Due::Review(closing.review)),
        Event::MinutesFrozen(freeze) => Some(Due::Minutes(freeze.meeting)),
        _ => None,
    }
}
