//! How minutes become final: the convener puts them before everybody, who may ask for corrections for a time. What was
//! asked for and not made stands in the minutes in full, so that nobody can be overruled in silence. Or a call asks
//! whether these are the minutes; where it is not agreed they are open again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ItemNo, MeetingFacts, MeetingFault as Fault, MeetingState, MinutesState, needs_reason,
};
use crate::{
    Decided, Event, Moment, Refusal, Text,
    record::{CorrectionAnswer, CorrectionRequest, MinutesCirculation, MinutesFreeze},
};

const HOUR_MS: i64 = 3_600_000;
const PERIOD_MS: std::ops::RangeInclusive<i64> = HOUR_MS..=90 * 24 * HOUR_MS;

/// What it takes to put minutes before everybody (`POST …/minutes/circulation`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewCirculation {
    #[serde(default)]
    pub statement: Option<Text>,
    pub corrections_until: Moment,
}

/// What somebody wants the minutes to say (`POST …/minutes/corrections`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewCorrection {
    #[serde(default)]
    pub item: Option<ItemNo>,
    pub body: Text,
}

/// What became of a correction (`PUT …/corrections/{c}/answer`): not making it needs a response that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewCorrectionAnswer {
    /// Whether the notes say now what was asked for.
    pub made: bool,
    #[serde(default)]
    pub response: Option<Text>,
}

/// Puts the minutes before everybody.
pub fn circulate(
    meeting: &MeetingFacts,
    new: NewCirculation,
    at: Moment,
) -> Result<Decided, Refusal> {
    meeting.must_be(MeetingState::Ended, Fault::NotEnded)?;
    meeting.minutes_must_change()?;
    if meeting.minutes == MinutesState::Circulated {
        return Err(Fault::CirculatedAlready.into());
    }
    let period = new.corrections_until.millis() - at.millis();
    if !PERIOD_MS.contains(&period) {
        return Err(Fault::CorrectionPeriod.into());
    }
    Ok(Decided::new(Event::MinutesCirculated(MinutesCirculation {
        meeting: meeting.number,
        statement: new.statement,
        corrections_until: new.corrections_until,
    })))
}

/// Asks for a correction.
pub fn correct(
    meeting: &MeetingFacts,
    number: u32,
    new: NewCorrection,
    at: Moment,
) -> Result<Decided, Refusal> {
    meeting.must_be_circulated()?;
    meeting.must_have(new.item)?;
    if meeting.corrections_until.is_some_and(|until| until <= at) {
        return Err(Fault::CorrectionsOver.into());
    }
    Ok(Decided::new(Event::CorrectionRequested(
        CorrectionRequest {
            meeting: meeting.number,
            correction: number,
            item: new.item,
            body: new.body,
        },
    )))
}

/// Answers a correction; `waits` says whether it waits for an answer.
pub fn answer_correction(
    meeting: &MeetingFacts,
    number: u32,
    waits: Option<bool>,
    answer: NewCorrectionAnswer,
) -> Result<Decided, Refusal> {
    meeting.must_be_circulated()?;
    match waits {
        None => return Err(Fault::CorrectionUnknown.into()),
        Some(false) => return Err(Refusal::AlreadySettled),
        Some(true) => {}
    }
    needs_reason(answer.made, answer.response.as_ref())?;
    Ok(Decided::new(Event::CorrectionAnswered(CorrectionAnswer {
        meeting: meeting.number,
        correction: number,
        made: answer.made,
        response: answer.response,
    })))
}

/// Makes the minutes final when the time for corrections is over.
pub fn freeze(meeting: &MeetingFacts, due: Moment) -> Result<Decided, Refusal> {
    meeting.must_be_circulated()?;
    Ok(Decided::new(Event::MinutesFrozen(MinutesFreeze {
        meeting: meeting.number,
        due: Some(due),
        call: None,
    })))
}

impl MeetingFacts {
    fn must_be_circulated(&self) -> Result<(), Refusal> {
        self.minutes_must_change()?;
        match self.minutes {
            MinutesState::Circulated => Ok(()),
            _ => Err(Fault::NotCirculated.into()),
        }
    }
}
