use super::{CallFacts, CallState};
use crate::{Decided, Event, Moment, Refusal, Text, ids::MemberNo, reading::Stance};

/// A contest of how a call ended, as a later act finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contest {
    pub number: u32,
    pub member: MemberNo,
    pub withdrawn: bool,
}

/// Contests how a call ended, while its window is open. Whether the member has a seat in the call
/// is asked beforehand.
pub fn contest(
    call: &CallFacts,
    member: MemberNo,
    contests: &[Contest],
    at: Moment,
    reason: Text,
) -> Result<Decided, Refusal> {
    let within = call.final_at.is_some_and(|until| at < until);
    if !matches!(call.state, CallState::Closed | CallState::Contested) || !within {
        return Err(Refusal::NotContestable);
    }
    if standing(contests, member).is_some() {
        return Err(Refusal::ContestTwice);
    }
    let number = contests.iter().map(|it| it.number).max().unwrap_or(0) + 1;
    Ok(Decided::new(Event::CallContested {
        call: call.number,
        contest: number,
        member,
        reason,
    }))
}

/// Takes a contest back. With the last one gone the call becomes final after all.
pub fn withdraw_contest(
    call: &CallFacts,
    member: MemberNo,
    contests: &[Contest],
) -> Result<Decided, Refusal> {
    let contest = standing(contests, member).ok_or(Refusal::ContestUnknown)?;
    if call.state != CallState::Contested {
        return Err(Refusal::NotContestable);
    }
    Ok(Decided::new(Event::ContestWithdrawn {
        call: call.number,
        contest: contest.number,
    }))
}

/// Leaves a minority statement. It comes from somebody who had a seat and, once the call is closed,
/// was not for it; `stance` is the member's own newest one.
pub fn state_minority(
    call: &CallFacts,
    member: MemberNo,
    stance: Option<Stance>,
    text: Text,
) -> Result<Decided, Refusal> {
    match call.state {
        CallState::Scheduled | CallState::Open | CallState::Withdrawn => {
            return Err(Refusal::MinorityTooEarly);
        }
        CallState::Closed | CallState::Contested | CallState::Final | CallState::Superseded => {}
    }
    if let Some(stance) = stance.filter(|stance| stance.is_yes()) {
        return Err(Refusal::NoMinority { stance });
    }
    Ok(Decided::new(Event::MinorityStated {
        call: call.number,
        member,
        text,
    }))
}

fn standing(contests: &[Contest], member: MemberNo) -> Option<&Contest> {
    contests
        .iter()
        .find(|it| it.member == member && !it.withdrawn)
}
