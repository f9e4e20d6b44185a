//! Who is here, and for how many voices.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MeetingFacts, MeetingFault as Fault, MeetingState};
use crate::{
    Decided, Event, Moment, Refusal,
    call::unit_of,
    ids::MemberNo,
    reading::Seat,
    rule::{Rule, VotingUnit},
};

/// People come a little before a meeting begins.
const EARLY_MS: i64 = 3_600_000;

/// From when on people check in for a meeting that begins at this moment.
pub fn check_in_from(starts_at: Moment) -> Moment {
    starts_at + -EARLY_MS
}

/// Checks a member in or out. `here` says whether they are in already; nothing is written where nothing would change.
pub fn attend(
    meeting: &MeetingFacts,
    member: MemberNo,
    here: bool,
    present: bool,
    at: Moment,
) -> Result<Option<Decided>, Refusal> {
    match meeting.state {
        MeetingState::Running => {}
        MeetingState::Planned => {
            let from = check_in_from(meeting.starts_at);
            if at < from {
                return Err(Fault::TooEarly { from }.into());
            }
        }
        MeetingState::Ended | MeetingState::Cancelled => return Err(Fault::Over.into()),
    }
    Ok((here != present).then(|| {
        Decided::new(Event::AttendanceChanged {
            meeting: meeting.number,
            member,
            present,
        })
    }))
}

/// How the voices in a room stand to the quorum that the rule asks of a call.
///
/// It is for orientation: positions are taken by whoever is eligible, in the room or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quorum {
    pub unit: VotingUnit,
    /// The units of which somebody is here, and all there are.
    pub present: u32,
    pub eligible: u32,
    /// How many the rule asks to be heard; none where it asks for no quorum.
    pub needed: Option<u32>,
    pub met: bool,
}

/// Counts the units of the present against those of the whole roster.
pub fn quorum(rule: &Rule, roster: &[Seat], present: &BTreeSet<MemberNo>) -> Quorum {
    let unit = |seat: &Seat| unit_of(seat, rule.unit);
    let all: BTreeSet<_> = roster.iter().map(unit).collect();
    let here = roster.iter().filter(|seat| present.contains(&seat.member));
    let here: BTreeSet<_> = here.map(unit).collect();
    let count = |units: usize| u32::try_from(units).unwrap_or(u32::MAX);
    let (present, eligible) = (count(here.len()), count(all.len()));
    let needed = rule.quorum.map(|share| share.least_of(eligible, false));
    Quorum {
        unit: rule.unit,
        present,
        eligible,
        needed,
        met: needed.is_none_or(|needed| present >= needed),
    }
}
