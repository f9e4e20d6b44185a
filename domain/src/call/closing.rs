use super::{CallFacts, CallState, Subject, making::check_closing};
use crate::{
    Decided, Event, Moment, Refusal, Slug, Text,
    ids::CallNo,
    reading::{Ballot, read},
    record::{MinutesFreeze, MinutesReturn, Reform, Revealed},
    rule::RuleChoice,
};

/// How a call is closed, and what follows from it.
#[derive(Debug, Clone)]
pub struct Ending {
    pub at: Moment,
    /// When it was due, where the clock closes it; else the convener does, before its time.
    pub due: Option<Moment>,
    pub statement: Option<Text>,
    pub contest_days: u32,
    /// The groups of which somebody left while it was open.
    pub left: Vec<Slug>,
    /// The call that this one answers, where it is still contested.
    pub answers: Option<CallNo>,
    /// What was sealed, where the call was blind.
    pub sealed: Vec<Revealed>,
}

/// Closes an open call: its outcome is what its rule makes of the positions recorded before.
///
/// A call that answers a contest is final at once and supersedes the contested one, because nobody
/// can contest for ever. So is any call where the charter gives no days to contest it in.
pub fn close(call: &CallFacts, ballot: &Ballot, ending: Ending) -> Result<Vec<Decided>, Refusal> {
    call.must_be_open()?;
    let rule = call.rule.as_ref().ok_or(Refusal::CallNotOpen)?;
    let reading = read(rule, ballot);
    let outcome = reading.outcome();
    let reached = outcome.is_reached();
    let closed_at = ending.due.unwrap_or(ending.at);
    let days = if ending.answers.is_some() {
        0
    } else {
        ending.contest_days
    };
    let mut decided = vec![Decided::new(Event::CallClosed {
        call: call.number,
        due: ending.due,
        early: ending.due.is_none(),
        statement: ending.statement,
        outcome,
        tally: reading.tally,
        final_at: closed_at.plus_days(days),
        left: ending.left,
    })];
    if call.blind {
        decided.push(Decided::new(Event::PositionsRevealed {
            call: call.number,
            positions: ending.sealed,
        }));
    }
    if let Some(contested) = ending.answers {
        let event = Event::CallSuperseded {
            call: contested,
            by: call.number,
        };
        decided.push(Decided::new(event));
    }
    if days == 0 {
        decided.extend(finality(call, closed_at, reached)?);
    }
    Ok(decided)
}

/// Says something about the outcome of a call that the clock closed without a word. It never
/// changes the outcome, and is said once.
pub fn state(call: &CallFacts, statement: Text) -> Result<Decided, Refusal> {
    if call.reached.is_none() {
        return Err(Refusal::NoOutcomeYet);
    }
    if call.stated {
        return Err(Refusal::StatedAlready);
    }
    Ok(Decided::new(Event::CallStated {
        call: call.number,
        statement,
    }))
}

/// Makes a closed call final that nobody contested in time, with what follows from it.
pub fn finalise(call: &CallFacts) -> Result<Vec<Decided>, Refusal> {
    match (call.state, call.final_at) {
        (CallState::Closed, Some(due)) => finality(call, due, call.reached == Some(true)),
        _ => Err(Refusal::NotContestable),
    }
}

/// Moves the closing of a call to later, with the reason why.
pub fn extend(call: &CallFacts, closes_at: Moment, reason: Text) -> Result<Decided, Refusal> {
    check_closing(call.opens_at, closes_at, call.closes_at)?;
    call.must_not_have_ended()?;
    Ok(Decided::new(Event::CallExtended {
        call: call.number,
        closes_at,
        reason,
    }))
}

/// Takes a call back that has not closed. Of a blind one nothing is revealed.
pub fn withdraw(call: &CallFacts, reason: Text) -> Result<Vec<Decided>, Refusal> {
    call.must_not_have_ended()?;
    Ok(withdrawal(call, reason))
}

/// The line that takes it back; minutes that it asked about are open again.
pub(super) fn withdrawal(call: &CallFacts, reason: Text) -> Vec<Decided> {
    let withdrawn = Decided::new(Event::CallWithdrawn {
        call: call.number,
        reason,
    });
    [withdrawn].into_iter().chain(returned(call)).collect()
}

/// Opens minutes again that the call asked about and that were not agreed.
fn returned(call: &CallFacts) -> Option<Decided> {
    let meeting = call.subject.meeting()?;
    Some(Decided::new(Event::MinutesReturned(MinutesReturn {
        meeting,
        call: call.number,
    })))
}

/// The line that makes it final, and what it puts into force. Entries and releases follow from the
/// line itself.
fn finality(call: &CallFacts, due: Moment, reached: bool) -> Result<Vec<Decided>, Refusal> {
    let mut decided = vec![Decided::new(Event::CallFinalised {
        call: call.number,
        due,
    })];
    if !reached {
        decided.extend(returned(call));
        return Ok(decided);
    }
    match &call.subject {
        Subject::Minutes { meeting } => {
            decided.push(Decided::new(Event::MinutesFrozen(MinutesFreeze {
                meeting: *meeting,
                due: None,
                call: Some(call.number),
            })));
        }
        // The rule was written down in full when the call was made.
        Subject::Rule {
            rule: RuleChoice::Own(rule),
        } => {
            let event = Event::RuleAdopted {
                call: call.number,
                rule: (**rule).clone(),
            };
            decided.push(Decided::new(event));
        }
        Subject::Charter {
            text,
            groups,
            contest_days,
            release_call,
        } => {
            decided.push(Decided::new(Event::ProcessUpdated(Reform {
                charter: Some(text.clone()),
                groups: groups.clone(),
                contest_days: *contest_days,
                release_call: *release_call,
                ..Reform::default()
            })));
        }
        _ => {}
    }
    Ok(decided)
}
